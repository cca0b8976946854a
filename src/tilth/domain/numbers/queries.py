"""Read which numbers of customers are marked wrong, until the feed brings another (A20)."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject

from tilth.access import personal
from tilth.data.models import NumberMark, PublishedCustomer
from tilth.data.models.published.customer import ToldPoint, Wrong
from tilth.domain.days import ZONE
from tilth.kernel import dates
from tilth.policy import codes
from tilth.policy.contact_gate import Decision, Window

NONE, MARKED = "none", "wrong"
"""Why there is no number to call: the bank has none; those it has are marked wrong."""
_TOLD = JSONObject(
    id=F("id"), field=F("field"), index=F("number_index"), at=F("marked_at"), by=F("user__name")
)


def told(rows: "QuerySet[PublishedCustomer]") -> "QuerySet[PublishedCustomer]":
    """Return customers together with the marks of their numbers: no query of its own."""
    marks = NumberMark.objects.unscoped().filter(customer_id=OuterRef("customer_id"), voided_at=None)
    return rows.annotate(number_marks=ArraySubquery(marks.order_by("marked_at").values(told=_TOLD)))


def weigh(row: PublishedCustomer) -> PublishedCustomer:
    """Note on a row of `told`, still as the database holds it, which of its numbers are wrong."""
    row.wrong_numbers = _standing(row, getattr(row, "number_marks", ()))
    return row


def of_one(row: PublishedCustomer) -> Mapping[str, Wrong]:
    """Return which numbers of a customer in sight are wrong, by field; one query."""
    marks = NumberMark.objects.unscoped().filter(customer_id=row.customer_id, voided_at=None)
    return _standing(row, marks.order_by("marked_at").values_list(_TOLD, flat=True))


def usable(row: PublishedCustomer, wrong: Mapping[str, Wrong]) -> str:
    """Return the number to call first, as `lines` names it; empty where there is none that is not wrong."""
    return next(iter(lines(row, wrong, row.told_points)), "")


def lines(row: PublishedCustomer, wrong: Mapping[str, Wrong], told: Iterable[ToldPoint]) -> tuple[str, ...]:
    """Return the numbers that are not wrong in the order of calling: a field, or a contact point's number.

    Of each kind come first what somebody said comes first, then what the core system says, then the others.
    """
    held = tuple(told)
    found = []
    for field in codes.NUMBERS:
        of_kind = [one for one in held if one.kind == field]
        found += [str(one.id) for one in of_kind if one.preferred]
        found += [field] if getattr(row, field) and field not in wrong else []
        found += [str(one.id) for one in of_kind if not one.preferred]
    return tuple(found)


def best(row: PublishedCustomer) -> tuple[Window, ...]:
    """Return when the number to call first reaches the customer best; none where nobody said."""
    line = usable(row, row.wrong_numbers)
    return next((one.best for one in row.told_points if str(one.id) == line), ())


def shown(row: PublishedCustomer) -> tuple[str, Wrong | None]:
    """Return the number that a page shows first, and its mark where it is wrong; of a row weighed."""
    field = usable(row, row.wrong_numbers)
    if field:
        return _written(row, field), None
    one = next((one for one in codes.NUMBERS if getattr(row, one)), "")
    return (getattr(row, one) if one else ""), row.wrong_numbers.get(one)


def _written(row: PublishedCustomer, line: str) -> str:
    """Return a number of `lines` as the row shows it."""
    told = next((one.shown for one in row.told_points if str(one.id) == line), None)
    return str(getattr(row, line)) if told is None else told


def missing(row: PublishedCustomer) -> Decision:
    """Return the gate's no to a call that nobody can make."""
    there = any(getattr(row, field) for field in codes.NUMBERS)
    return Decision(allowed=False, reason="no_number", detail={"kind": MARKED if there else NONE})


def _standing(row: PublishedCustomer, marks: Iterable[Mapping[str, Any]]) -> dict[str, Wrong]:
    """Return the marks of numbers that the customer still has; the newest of each field."""
    return {
        one["field"]: Wrong(
            id=str(one["id"]), marked_on=_moment(one["at"]).astimezone(ZONE).date(), by=one["by"]
        )
        for one in marks
        if one["index"] in personal.number_indexes(row, one["field"])
    }


def _moment(at: Any) -> dt.datetime:
    """Return the moment of a mark, which comes as text out of a question about many customers."""
    found = at if isinstance(at, dt.datetime) else dates.read_moment(str(at))
    return found or dt.datetime.min.replace(tzinfo=dt.UTC)
