"""How to reach a few customers of the demo bank, as the manager was told it; all numbers are made up."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from tilth.domain.acting import Who
from tilth.domain.records import contact_point as points
from tilth.jobs.demo_subjects import ago, women_of_an_age

_BEST = {"best_days": "workdays", "best_from": dt.time(14), "best_until": dt.time(16, 30)}
_Told = tuple[int, dict[str, Any]]
_FIRST: tuple[_Told, ...] = (
    (70, {"kind": "mobile", "place": "work", "value": "19900000117", "source": "card"}),
    (64, {"kind": "wechat", "value": "suhe_9021", "note": "平时最快"}),
    (64, {"kind": "phone", "place": "work", "value": "0571-80000126", "source": "card"}),
    (30, {"kind": "email", "place": "work", "value": "finance@example.com", "source": "card"}),
    (
        30,
        {"kind": "address", "place": "work", "value": "浙江省杭州市西湖区样板路8号", "postcode": "310000"},
    ),
)
_SECOND: tuple[_Told, ...] = (
    (
        45,
        {
            "kind": "mobile",
            "place": "other",
            "value": "19900000233",
            "first": True,
            "note": "店里的手机",
            **_BEST,
        },
    ),
    (20, {"kind": "messenger", "place": "work", "value": "钉钉：老周建材", "source": "colleague"}),
)
_GONE: dict[str, Any] = {"kind": "mobile", "place": "home", "value": "19900000342"}


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let two customers be reached in more than one way; of the first an old number works no more."""
    rm, chosen = who["rm"], women_of_an_age(who["rm"], customers, 43, 60)
    for customer_id in chosen[:1]:
        made = points.tell(ago(rm, 80), customer_id, **_GONE)
        points.outdate(ago(rm, 3), customer_id, made.pk)
    for customer_id, told in zip(chosen, (_FIRST, _SECOND), strict=False):
        for days, given in told:
            points.tell(ago(rm, days), customer_id, **given)
