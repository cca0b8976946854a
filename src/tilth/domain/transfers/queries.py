"""Read who owned a customer when."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from tilth.access import reads, visibility
from tilth.access.ahead import Asked, together
from tilth.data.models import Generation, OwnershipChange, PublishedCustomer, PublishedStaff, User


@dataclass(frozen=True, kw_only=True)
class Owned:
    """One stretch of time with one owner; empty moments where it began or ends out of the records."""

    staff_id: str | None
    """None: nobody's."""
    name: str
    """Empty where the bank's data do not know the person any more."""
    branch_id: str | None
    """None: not a customer of the bank at that time."""
    since: dt.datetime | None
    until: dt.datetime | None
    source: str
    """What began it: feed, transfer, or '' before the first recorded change."""


def asked(actor: User, generation: Generation, *, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what `history` asks, to be sent together with other reads."""
    return tuple(read.asked(actor, generation, customer_id=customer_id) for read in (_now, _changes))


def history(actor: User, generation: Generation, *, customer_id: str) -> tuple[Owned, ...]:
    """Return a customer's owners, the present one first; empty for a customer out of sight; one query."""
    with together(*asked(actor, generation, customer_id=customer_id)):
        present = _now(actor, generation, customer_id=customer_id)
        changes = _changes(actor, generation, customer_id=customer_id)
    if not present:
        return ()
    staff_id, branch_id, name = present[0]
    names = {staff_id: name}
    for one in changes:
        held: dict[str, str] = vars(one)
        names |= {one.from_staff_id: held["from_name"], one.to_staff_id: held["to_name"]}
    return tuple(_named(span, names) for span in reversed(_spans((staff_id, branch_id), changes)))


@reads.scoped
def _now(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[PublishedCustomer, Any]":
    seen = visibility.visible(PublishedCustomer, actor, generation).filter(customer_id=customer_id)
    return seen.annotate(rm_name=_name(generation, "rm_id")).values_list("rm_id", "branch_id", "rm_name")


@reads.scoped
def _changes(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[OwnershipChange]":
    seen = visibility.visible(OwnershipChange, actor, generation).filter(customer_id=customer_id)
    names = {f"{end}_name": _name(generation, f"{end}_staff_id") for end in ("from", "to")}
    return seen.annotate(**names).order_by("changed_at", "id")


def _name(generation: Generation, column: str) -> Subquery:
    """Return what somebody at work is called in the bank's data."""
    person = PublishedStaff.objects.filter(generation=generation.pk, staff_id=OuterRef(column))
    return Subquery(person.values("name")[:1])


@dataclass(frozen=True)
class _Span:
    staff_id: str | None
    branch_id: str | None
    since: dt.datetime | None
    until: dt.datetime | None
    source: str


def _spans(present: tuple[str | None, str], changes: list[OwnershipChange]) -> list[_Span]:
    if not changes:
        return [_Span(present[0], present[1], None, None, "")]
    first = changes[0]
    spans = []
    if first.from_branch_id is not None:
        spans.append(_Span(first.from_staff_id, first.from_branch_id, None, first.changed_at, ""))
    ends = [*(change.changed_at for change in changes[1:]), None]
    spans += [
        _Span(change.to_staff_id, change.to_branch_id, change.changed_at, until, change.source)
        for change, until in zip(changes, ends, strict=True)
    ]
    return spans


def _named(span: _Span, names: dict[str | None, str | None]) -> Owned:
    return Owned(
        staff_id=span.staff_id,
        name=names.get(span.staff_id) or "",
        branch_id=span.branch_id,
        since=span.since,
        until=span.until,
        source=span.source,
    )
