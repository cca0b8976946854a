"""Read by what a customer is reached, as people were told: what stands, what stood, whose a number is."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import JSONObject

from tilth.access import reads, visibility
from tilth.data.models import ContactPoint, Generation, PublishedCustomer, User
from tilth.data.models.published.customer import ToldPoint
from tilth.kernel import dates
from tilth.policy import best_times, masks
from tilth.policy.subjects.contact_point import KINDS

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tilth.access.ahead import Asked

MOST = 200
"""Contact points of one customer that are read, the newest first."""
_LONG_AGO = dt.datetime.min.replace(tzinfo=dt.UTC)
_ORDER = {kind: place for place, kind in enumerate(KINDS)}
_TOLD = JSONObject(
    pk="id",
    kind="kind",
    place="place",
    value="value",
    preferred_at="preferred_at",
    made_at="made_at",
    replaces="replaces",
    valid_until="valid_until",
    outdated_on="outdated_on",
    best_days="best_days",
    best_from="best_from",
    best_until="best_until",
)


@dataclass(frozen=True, kw_only=True)
class Points:
    """What is written of how to reach a customer."""

    holds: tuple[ContactPoint, ...] = ()
    """What stands, by kind, those that come first before others."""
    before: tuple[ContactPoint, ...] = ()
    """What was corrected, works no more, or held until a day that is past; the newest first."""


def asked(actor: User, generation: Generation, *, customer_id: str) -> "Asked[ContactPoint]":
    """Return what `of_customer` asks, to be sent together with other reads."""
    return _written.asked(actor, generation, customer_id=customer_id)


def of_customer(actor: User, generation: Generation, *, customer_id: str, today: dt.date) -> Points:
    """Return what stands and what stood, each with its writer as `by`; one query."""
    return sorted_out(_written(actor, generation, customer_id=customer_id), today=today)


def sorted_out(rows: Sequence[ContactPoint], *, today: dt.date) -> Points:
    """Return what stands and what stood, of a customer's contact points."""
    there = {row.pk for row in standing(rows, today=today)}
    holds = sorted((row for row in rows if row.pk in there), key=_moments, reverse=True)
    holds.sort(key=lambda row: _ORDER[row.kind])
    return Points(holds=tuple(holds), before=tuple(row for row in rows if row.pk not in there))


def standing(rows: Sequence[Any], *, today: dt.date) -> list[Any]:
    """Return those of a customer's contact points that stand on a day, corrected ones left out."""
    corrected = {row.replaces for row in rows}
    return [
        row
        for row in rows
        if row.pk not in corrected
        and row.outdated_on is None
        and (row.valid_until is None or row.valid_until >= today)
    ]


def first(holds: Iterable[ContactPoint], kind: str, *, of_core: bool) -> ContactPoint | None:
    """Return which of a kind comes first; None for the core system's own, or where there is none.

    `of_core`: the core system has one that works. It comes first until somebody says otherwise.
    """
    found = next((one for one in holds if one.kind == kind), None)
    return None if found is None or (of_core and found.preferred_at is None) else found


def told(rows: "QuerySet[PublishedCustomer]") -> "QuerySet[PublishedCustomer]":
    """Return customers together with their contact points: no query of its own."""
    points = ContactPoint.objects.unscoped().filter(customer_id=OuterRef("customer_id"), voided_at=None)
    return rows.annotate(points=ArraySubquery(points.order_by("-made_at", "-id").values(told=_TOLD)[:MOST]))


def weigh(row: PublishedCustomer, *, today: dt.date) -> PublishedCustomer:
    """Note on a row of `told` what stands, each value behind its mask."""
    found = [_row(one) for one in getattr(row, "points", ())]
    row.told_points = masked(sorted_out(found, today=today).holds)
    return row


def masked(holds: Iterable[ContactPoint]) -> tuple[ToldPoint, ...]:
    """Return contact points as pages name them: each value behind its mask."""
    return tuple(
        ToldPoint(
            id=one.pk,
            kind=one.kind,
            place=one.place,
            shown=masks.contact_point(one.value),
            preferred=one.preferred_at is not None,
            best=best_times.windows(one.best_days, one.best_from, one.best_until),
        )
        for one in holds
    )


def whose(actor: User, generation: Generation, *, indexes: Sequence[str], today: dt.date) -> list[str]:
    """Return the customers in sight who are reached by a number, by its blind indexes; one query."""
    seen = visibility.visible(ContactPoint, actor, generation)
    found = seen.filter(Q(number_index__among=list(indexes)), outdated_on=None)
    later = ContactPoint.objects.unscoped().filter(replaces=OuterRef("id"), voided_at=None)
    rows = found.filter(~Exists(later)).values_list("customer_id", "valid_until")
    return sorted({number for number, until in rows if until is None or until >= today})


def _moments(row: Any) -> tuple[dt.datetime, dt.datetime]:
    return row.preferred_at or _LONG_AGO, row.made_at


def _row(told: dict[str, Any]) -> ContactPoint:
    """Return a contact point of what stands in JSON: moments and days as text, its value sealed."""
    opened = ContactPoint._meta.get_field("value")  # noqa: SLF001 - Django's documented door
    return ContactPoint(
        id=UUID(told["pk"]),
        kind=told["kind"],
        place=told["place"],
        value=opened.opened(told["value"]),  # type: ignore[attr-defined]
        preferred_at=_moment(told["preferred_at"]),
        made_at=_moment(told["made_at"]) or _LONG_AGO,
        replaces=told["replaces"] and UUID(told["replaces"]),
        valid_until=_day(told["valid_until"]),
        outdated_on=_day(told["outdated_on"]),
        best_days=told["best_days"],
        best_from=_time(told["best_from"]),
        best_until=_time(told["best_until"]),
    )


def _moment(text: str | None) -> dt.datetime | None:
    return dates.read_moment(text) if text else None


def _day(text: str | None) -> dt.date | None:
    return dates.read_day(text) if text else None


def _time(text: str | None) -> dt.time | None:
    return dt.time.fromisoformat(text) if text else None


@reads.scoped
def _written(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[ContactPoint]":
    rows = visibility.visible(ContactPoint, actor, generation).filter(customer_id=customer_id)
    found: QuerySet[ContactPoint] = rows.annotate(by=F("made_by__name"))
    return found.order_by("-made_at", "-id")[:MOST]
