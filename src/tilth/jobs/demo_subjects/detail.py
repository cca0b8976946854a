"""The profiles of the demo bank: what talks, visits and questionnaires told of a few customers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from tilth.domain.acting import Who
from tilth.domain.profile import queries
from tilth.domain.records import consent
from tilth.domain.records import detail as profile
from tilth.jobs.demo_subjects import ago, women_of_an_age
from tilth.policy.subjects.detail import SENSITIVE

_AGREED = {
    "purpose": SENSITIVE,
    "decision": "granted",
    "text_version": "2026-01",
    "evidence": "同意书",
}
_Told = tuple[int, str, str, str, dict[str, Any]]
_FIRST: tuple[_Told, ...] = (
    (70, "education", "bachelor", "questionnaire", {}),
    (70, "native_place", "浙江绍兴", "interview", {}),
    (64, "post", "设计院财务主管", "talk", {}),
    (12, "post", "设计院财务总监，今年刚升", "talk", {}),
    (64, "marital", "married", "interview", {}),
    (64, "children", "1", "interview", {}),
    (64, "school_stage", "university", "interview", {}),
    (30, "change", "女儿去英国读研，第一笔学费", "talk", {"in": 200}),
    (30, "other_bank", "cmb", "talk", {"amount": Decimal(350000)}),
    (64, "decision_maker", "together", "interview", {}),
    (30, "private_life", "父亲住院，近期由她照顾", "talk", {}),
    (64, "decides", "compares", "interview", {}),
    (12, "talks", "detail", "observed", {}),
    (64, "price_sensitive", "yes", "observed", {}),
    (64, "reads_himself", "yes", "observed", {}),
    (12, "face_to_face", "no", "observed", {}),
    (30, "leisure", "周末徒步，喜欢白茶", "visit", {}),
    (12, "schedule", "工作日 17:30 后方便，周三下午轮休", "talk", {}),
)
_SECOND: tuple[_Told, ...] = (
    (45, "owns_business", "yes", "visit", {}),
    (45, "other_bank", "rural", "visit", {"amount": Decimal(800000)}),
    (45, "other_bank", "icbc", "visit", {}),
    (20, "decides", "quick", "talk", {}),
    (20, "brand_matters", "yes", "observed", {}),
)
_THIRD: tuple[_Told, ...] = (
    (25, "talks", "brief", "talk", {}),
    (25, "channel_preference", "mobile", "questionnaire", {}),
    (25, "foreign_currency", "yes", "questionnaire", {}),
)


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the manager have written down what earlier talks told; one value took another's place."""
    rm = who["rm"]
    for customer_id, told in zip(
        women_of_an_age(rm, customers, 43, 60), (_FIRST, _SECOND, _THIRD), strict=False
    ):
        if told is _FIRST:
            consent.record(ago(rm, 80), customer_id, asked=False, **_AGREED)
        for days, item, value, source, more in told:
            _write(rm, customer_id, days=days, item=item, value=value, source=source, more=more)


def _write(  # noqa: PLR0913 - one detail, told in keywords
    rm: Who, customer_id: str, *, days: int, item: str, value: str, source: str, more: Mapping[str, Any]
) -> None:
    given = {name: told for name, told in more.items() if name != "in"}
    if "in" in more:
        given["day"] = ago(rm, -more["in"]).today
    there = queries.of_customer(
        rm.by, rm.generation, customer_id=customer_id, several=frozenset(), today=rm.today
    ).get(item, queries.NOTHING)
    newest = there.newest
    profile.tell(
        ago(rm, days),
        customer_id,
        item=item,
        value=value,
        source=source,
        instead=str(newest.pk) if newest else "",
        **given,
    )
