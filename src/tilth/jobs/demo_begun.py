"""What the demo's managers had begun before its last night: a need whose day comes, deals that stand still.

It is told on the morning before, so that the night reads it and the last list names it.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tilth.access import audit, generations, visibility
from tilth.data.models import Generation, PublishedCustomer
from tilth.domain import days
from tilth.domain.acting import Who
from tilth.domain.records import need
from tilth.domain.records import opportunity as deals
from tilth.jobs.demo_habits import FIRST_CALL
from tilth.jobs.demo_subjects import ago

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tilth.data.models import User

SILENT = dt.timedelta(days=14)
"""Nobody has talked with them for so long: a call about it is allowed."""
APART = 4
"""From here on of each side, the largest first, beside those of whom the other stories tell."""


@dataclass(frozen=True, kw_only=True)
class _Begun:
    """A need that was noticed days ago, and the opportunity that was opened with it."""

    since: int
    kind: str
    dimension: str
    nature: str
    note: str
    needed_in: int | None = None
    category: str
    amount: int
    closes_in: int
    familiar: bool


_BEGUN = (
    _Begun(
        since=25,
        kind="home",
        dimension="liability",
        nature="forecast",
        note="看好了学区房，等开发商交房。",
        needed_in=12,
        category="mortgage",
        amount=900_000,
        closes_in=45,
        familiar=False,
    ),
    _Begun(
        since=48,
        kind="protection",
        dimension="right",
        nature="basic",
        note="孩子出生，想补一份保障。",
        category="insurance",
        amount=60_000,
        closes_in=40,
        familiar=False,
    ),
    _Begun(
        since=20,
        kind="education",
        dimension="asset",
        nature="individual",
        note="明年的学费，先存着。",
        needed_in=60,
        category="time_deposit",
        amount=200_000,
        closes_in=4,
        familiar=True,
    ),
)


def begin(managers: "Sequence[User]", *, planted: "Sequence[str]" = ()) -> int:
    """Let each manager have noticed needs and opened opportunities weeks ago; how many needs."""
    generation = generations.current()
    if generation is None:
        return 0
    day = days.next_working_day(generation.business_date)
    at = dt.datetime.combine(day, FIRST_CALL, days.ZONE)
    made = 0
    with audit.job("demo"):
        for user in managers:
            who = Who(by=user, at=at, generation=generation, today=day)
            for one, customer_id in _chosen(who, generation, planted):
                _tell(who, customer_id, one)
                made += 1
    return made


def _chosen(who: Who, generation: Generation, planted: "Sequence[str]") -> "Iterator[tuple[_Begun, str]]":
    """Yield for each story a customer of its side with whom nobody has talked of late."""
    seen = visibility.visible(PublishedCustomer, who.by, generation)
    mine = seen.filter(rm_id=who.by.staff_id, kind="person", closed_on=None, list_rank=None)
    silent = mine.filter(last_contact_on__lt=who.today - SILENT).exclude(customer_id__in=planted)
    found: list[str] = []
    for one in _BEGUN:
        rows = silent.filter(familiar=one.familiar).exclude(customer_id__in=found)
        here = rows.order_by("-aum", "customer_id").values_list("customer_id", flat=True)
        for customer_id in here[APART : APART + 1]:
            found.append(customer_id)
            yield one, customer_id


def _tell(manager: Who, customer_id: str, one: _Begun) -> None:
    begun = ago(manager, one.since)
    need.notice(
        begun,
        customer_id,
        kind=one.kind,
        dimension=one.dimension,
        explicit="explicit",
        nature=one.nature,
        phase="brewing",
        priority=1,
        source="talk",
        due_on=None if one.needed_in is None else manager.today + dt.timedelta(days=one.needed_in),
        note=one.note,
    )
    deals.open_up(
        begun,
        customer_id,
        source="contact",
        type="full",
        category=one.category,
        amount=Decimal(one.amount),
        expected_on=manager.today + dt.timedelta(days=one.closes_in),
    )
