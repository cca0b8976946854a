"""Read who owned a customer when."""

import datetime as dt
from dataclasses import dataclass

from tilth.access import visibility
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


def history(actor: User, generation: Generation, *, customer_id: str) -> tuple[Owned, ...]:
    """Return a customer's owners, the present one first; empty for a customer out of sight; ≤ 3 queries."""
    now = visibility.visible(PublishedCustomer, actor, generation).filter(customer_id=customer_id)
    present = now.values_list("rm_id", "branch_id").first()
    if present is None:
        return ()
    changes = visibility.visible(OwnershipChange, actor, generation).filter(customer_id=customer_id)
    spans = _spans(present, list(changes.order_by("changed_at", "id")))
    ids = {span.staff_id for span in spans if span.staff_id is not None}
    people = PublishedStaff.objects.filter(generation=generation.pk, staff_id__in=ids)
    names = dict(people.values_list("staff_id", "name"))
    return tuple(_named(span, names) for span in reversed(spans))


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


def _named(span: _Span, names: dict[str, str]) -> Owned:
    return Owned(
        staff_id=span.staff_id,
        name=names.get(span.staff_id or "", ""),
        branch_id=span.branch_id,
        since=span.since,
        until=span.until,
        source=span.source,
    )
