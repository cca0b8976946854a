"""Read which customer numbers are one, and what a merge of two would move."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from tilth.access import personal, reads, scopes, visibility
from tilth.access.ahead import Asked
from tilth.data.line import Line
from tilth.data.models import DiaryLine, Generation, Merge, PublishedCustomer, User
from tilth.data.records import model_of
from tilth.domain import guards
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects import DECLARED, Subject
from tilth.policy.subjects.kit import Merges
from tilth.policy.subjects.merge import MERGE

SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class Merged:
    """One merge as a page shows it."""

    id: int
    customer_id: str
    merged_id: str
    cause: str
    note: str
    made_at: dt.datetime
    made_by: str
    undone_at: dt.datetime | None
    undone_by: str
    moved: int
    """Records that it moved."""
    last: bool
    """No later merge of these numbers holds: this one can be undone."""


@dataclass(frozen=True, kw_only=True)
class Part:
    """Records of one kind under both numbers, and what a merge does with those of the merged one."""

    subject: Subject
    survivor: int
    merged: int

    @property
    def after(self) -> int | None:
        """Records under the survivor afterwards; None where it depends on which they are."""
        if self.subject.merges is Merges.MOVE:
            return self.survivor + self.merged
        if self.subject.merges is Merges.STAY:
            return self.survivor
        return None if self.subject.one_per else min(1, self.survivor + self.merged)


def touches(customer_id: str) -> bool:
    """Say whether a merge of this number holds, as survivor or as merged; whoever asks is not asked about.

    Whoever waits for the number's lock (`locks.hold`) before asking waits for an undo that is on its way.
    """
    mine = Q(customer_id=customer_id) | Q(merged_id=customer_id)
    return Merge.objects.unscoped().filter(mine, undone_at=None).exists()


def asked(actor: User, generation: Generation, *, customer_id: str) -> Asked[Merge]:
    """Return what `of_customer` asks, to be sent together with other reads."""
    return _merges.asked(actor, generation, customer_id=customer_id)


def of_customer(actor: User, generation: Generation, *, customer_id: str) -> tuple[Merged, ...]:
    """Return the merges into a number and of it, the newest first; one query. NotAllowedError."""
    guards.allowed(actor, Thing.MERGE, Action.LIST)
    newest: set[str] = set()
    told = []
    for row in _merges(actor, generation, customer_id=customer_id):
        numbers = {row.customer_id, row.merged_id}
        last = row.undone_at is None and newest.isdisjoint(numbers)
        if row.undone_at is None:
            newest |= numbers
        told.append(_merged(row, last=last))
    return tuple(told)


@reads.scoped
def _merges(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Merge]":
    seen = visibility.visible(Merge, actor, generation)
    mine = seen.filter(Q(customer_id=customer_id) | Q(merged_id=customer_id))
    return mine.annotate(by=F("made_by__name"), ended_by=F("undone_by__name")).order_by("-id")[:SHOWN]


def _merged(row: Merge, *, last: bool) -> Merged:
    held: dict[str, str] = vars(row)
    return Merged(
        id=row.pk,
        customer_id=row.customer_id,
        merged_id=row.merged_id,
        cause=row.cause,
        note=row.note,
        made_at=row.made_at,
        made_by=held["by"],
        undone_at=row.undone_at,
        undone_by=held["ended_by"] or "",
        moved=sum(len(rows) for rows in row.moved.values()),
        last=last,
    )


_ALIKE = {
    "name": "name",
    "id_number": "id_index",
    "mobile": "mobile_index",
    "birth_date": "birth_date",
}
"""What tells that two are one person → the column by which it is compared; nobody reads more for it."""


@dataclass(frozen=True, kw_only=True)
class Both:
    """Two customers as the actor may read them, and in what they are alike and differ, whatever is masked."""

    survivor: PublishedCustomer
    other: PublishedCustomer
    alike: frozenset[str]
    differ: frozenset[str]


def both(actor: User, generation: Generation, *, customer_id: str, merged_id: str) -> Both:
    """Return two customers side by side; CustomerNotVisibleError; one query."""
    scope = scopes.of(actor, generation)
    mine = visibility.visible(PublishedCustomer, actor, generation)
    found = {row.customer_id: row for row in mine.filter(customer_id__in=[customer_id, merged_id])}
    for one in (customer_id, merged_id):
        if one not in found:
            raise guards.CustomerNotVisibleError(one)
    survivor, other = found[customer_id], found[merged_id]
    known = {
        name: getattr(survivor, column) == getattr(other, column)
        for name, column in _ALIKE.items()
        if getattr(survivor, column) and getattr(other, column)
    }
    return Both(
        alike=frozenset(name for name, same in known.items() if same),
        differ=frozenset(name for name, same in known.items() if not same),
        survivor=personal.show(survivor, scope, "detail"),
        other=personal.show(other, scope, "detail"),
    )


def parts(actor: User, generation: Generation, *, customer_id: str, merged_id: str) -> tuple[Part, ...]:
    """Return what people wrote under both numbers by kind, as the diary counts it; one query."""
    lines = visibility.visible(DiaryLine, actor, generation)
    counted = lines.filter(customer_id__in=[customer_id, merged_id]).order_by()
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for name, number, rows in counted.values_list("subject", "customer_id").annotate(Count("row_id")):
        found[name][number] = rows
    told = (
        Part(
            subject=one,
            survivor=found[_of_diary(one)].get(customer_id, 0),
            merged=found[_of_diary(one)].get(merged_id, 0),
        )
        for one in DECLARED
        if one is not MERGE and _of_diary(one)
    )
    return tuple(part for part in told if part.survivor or part.merged)


def _of_diary(subject: Subject) -> str:
    """Return the name under which a subject's records stand in the diary; empty where they do not."""
    stated = model_of(subject)._meta.constraints  # noqa: SLF001 - Django's documented door
    return next((one.subject for one in stated if isinstance(one, Line)), "")
