"""Needs of the demo bank: said and hidden, of today and of later, one that no category covers."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from tilth.domain.acting import Who
from tilth.domain.records.need import end, go_on, notice
from tilth.jobs.demo_subjects import ago, others

_NEEDS: tuple[tuple[int, dict[str, Any], int | None], ...] = (
    (
        20,
        {
            "kind": "education",
            "dimension": "asset",
            "explicit": "explicit",
            "nature": "individual",
            "phase": "standards",
            "priority": 1,
            "source": "talk",
            "note": "女儿后年留学，想分几年备外币。",
        },
        12,
    ),
    (
        12,
        {
            "kind": "retirement",
            "dimension": "right",
            "explicit": "hidden",
            "nature": "forecast",
            "phase": "brewing",
            "priority": 3,
            "source": "profile",
            "note": "还有六年退休，没提过养老账户。",
        },
        60,
    ),
    (
        9,
        {
            "kind": "safe_box",
            "dimension": "right",
            "explicit": "hidden",
            "nature": "created",
            "phase": "brewing",
            "priority": 4,
            "source": "colleague",
            "note": "搬家期间贵重物品没地方放。",
        },
        None,
    ),
    (
        30,
        {
            "kind": "liquidity",
            "dimension": "asset",
            "explicit": "explicit",
            "nature": "basic",
            "phase": "comparing",
            "priority": 2,
            "source": "talk",
            "note": "店里每月 15 日要付货款。",
        },
        None,
    ),
)
_APART = 30
"""From here on in the book the needs of this story begin, beside those of the opportunities."""


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the manager have noticed needs of every kind; one came further, one is met."""
    rm = who["rm"]
    rows = others(rm, customers).filter(kind="person").order_by("-aum", "customer_id")
    found = list(rows.values_list("customer_id", flat=True)[_APART : _APART + len(_NEEDS)])
    for customer_id, (days, said, ahead) in zip(found, _NEEDS, strict=False):
        due_on = None if ahead is None else rm.today + dt.timedelta(days=ahead)
        made = notice(ago(rm, days), customer_id, due_on=due_on, **said)
        if said["kind"] == "education":
            go_on(ago(rm, 4), customer_id, made.pk, phase="comparing", priority=1)
        if said["kind"] == "liquidity":
            end(ago(rm, 2), customer_id, made.pk, became="met", outcome="改为每日可取的活期理财。")
