"""Count results of talks by who recorded them, and read the records behind one count."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Max, Sum

from tilth.access import visibility
from tilth.data.models import Contact, Generation, Maturity, PublishedCustomer, User, WonMoney

if TYPE_CHECKING:
    from django.db.models import QuerySet

MOST = 100
"""Records that are read behind one count."""
_NOTHING = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Records of one kind: how many, and their money."""

    number: int = 0
    money: Decimal = _NOTHING
    new_money: Decimal = _NOTHING


@dataclass(kw_only=True)
class Results:
    """What one person recorded in a period, by figure: `won`, `refused`, a result of maturities, a nature."""

    staff_id: str
    name: str = ""
    sums: dict[str, Tally] = field(default_factory=dict)

    def of(self, figure: str) -> Tally:
        """Return one figure; nothing where there is none."""
        return self.sums.get(figure, Tally())


@dataclass(frozen=True, kw_only=True)
class One:
    """One record behind a figure."""

    customer_id: str
    customer: str
    spelt: str
    """What orders customers by name; empty for one out of sight."""
    day: dt.date
    money: Decimal | None
    new_money: Decimal | None
    bank: str
    purpose: str
    """What the contact was for in which it was recorded; empty for one recorded by itself."""
    contact: UUID | None
    by: str


@dataclass(frozen=True, kw_only=True)
class Period:
    """Whose results, and from when to when; no `staff_id`: of everybody in sight."""

    since: dt.date
    until: dt.date
    staff_id: str = ""

    def of(self, rows: "QuerySet[Any]", day: str) -> "QuerySet[Any]":
        """Return the records of the period."""
        some = rows.filter(**{f"{day}__gte": self.since, f"{day}__lte": self.until})
        return some.filter(staff_id=self.staff_id) if self.staff_id else some


def counted(actor: User, generation: Generation, period: Period) -> tuple[Results, ...]:
    """Return the results of everybody who recorded some, by name; three queries."""
    found: dict[str, Results] = defaultdict(lambda: Results(staff_id=""))
    for figure, row in _sums(actor, generation, period):
        one = found[row["staff_id"]]
        one.staff_id, one.name = row["staff_id"], row["who"]
        one.sums[figure] = Tally(
            number=row["number"],
            money=row.get("money") or _NOTHING,
            new_money=row.get("new") or _NOTHING,
        )
    return tuple(sorted(found.values(), key=lambda one: (one.name, one.staff_id)))


def _sums(actor: User, generation: Generation, period: Period) -> Iterable[tuple[str, dict[str, Any]]]:
    won = period.of(visibility.visible(WonMoney, actor, generation), "came_on").order_by()
    for row in won.values("staff_id", "answer").annotate(
        who=Max("made_by__name"), number=Count("id"), money=Sum("amount")
    ):
        yield row["answer"], row
    told = period.of(visibility.visible(Maturity, actor, generation), "told_on").order_by()
    for row in told.values("staff_id", "result").annotate(
        who=Max("made_by__name"), number=Count("id"), money=Sum("renewed"), new=Sum("new_money")
    ):
        yield row["result"], row
    talks = period.of(visibility.visible(Contact, actor, generation), "contact_on").order_by()
    for row in (
        talks.filter(two_way=True)
        .exclude(nature=None)
        .values("staff_id", "nature")
        .annotate(who=Max("user__name"), number=Count("id"))
    ):
        yield row["nature"], row


def behind(actor: User, generation: Generation, period: Period, figure: str) -> tuple[One, ...]:
    """Return the records of one figure, the newest first, at most `MOST`; two queries."""
    if figure in {"confirmed", "refused"}:
        won = period.of(visibility.visible(WonMoney, actor, generation), "came_on").filter(answer=figure)
        rows: list[Any] = list(_with_contact(won).order_by("-came_on", "-id")[:MOST])
    else:
        told = period.of(visibility.visible(Maturity, actor, generation), "told_on").filter(result=figure)
        rows = list(_with_contact(told).order_by("-told_on", "-id")[:MOST])
    mine = visibility.visible(PublishedCustomer, actor, generation)
    shown = mine.filter(customer_id__in={row.customer_id for row in rows})
    names = {number: told for number, *told in shown.values_list("customer_id", "name", "name_pinyin")}
    return tuple(_one(row, *names.get(row.customer_id, ("", ""))) for row in rows)


def _with_contact(rows: "QuerySet[Any]") -> "QuerySet[Any]":
    return rows.select_related("made_by", "contact").defer("made_by__password", "contact__content")


def _one(row: Any, name: str, spelt: str) -> One:
    won = isinstance(row, WonMoney)
    return One(
        customer_id=row.customer_id,
        customer=name,
        spelt=spelt,
        day=row.came_on if won else row.told_on,
        money=row.amount if won else row.renewed,
        new_money=None if won else row.new_money,
        bank=row.from_bank or "",
        purpose="" if row.contact is None else row.contact.purpose,
        contact=row.contact_id,
        by=row.made_by.name,
    )
