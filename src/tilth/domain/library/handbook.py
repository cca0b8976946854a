"""The sales handbook of one person: entries of the library, put in, ordered, taken out (PROD-13)."""

import datetime as dt
from collections.abc import Collection
from uuid import UUID

from django.db import transaction
from django.db.models import F, Max

from tilth.data.models import HandbookMark, LibraryEntry, User
from tilth.domain import guards
from tilth.domain.acting import Unclear, Who
from tilth.kernel.sentences import marked as _
from tilth.policy.permissions import Action, Thing

MOST = 200
_FULL = _("Nothing is changed: a handbook holds at most 200 entries. Take one out first.")
_GONE = _("Nothing is changed: this entry is not in use any more.")


def of(actor: User) -> tuple[HandbookMark, ...]:
    """Return what somebody put in, in order, each with its entry and who wrote it; one query."""
    rows = HandbookMark.objects.filter(user=actor).select_related("entry")
    return tuple(rows.annotate(by=F("entry__written_by__name")).order_by("place", "pk")[:MOST])


def marked(actor: User, entries: Collection[UUID]) -> frozenset[UUID]:
    """Return which of these entries somebody has in the handbook; one query."""
    rows = HandbookMark.objects.filter(user=actor, entry_id__in=list(entries))
    return frozenset(rows.values_list("entry_id", flat=True))


def chosen(actor: User, entries: Collection[UUID], *, day: dt.date) -> tuple[HandbookMark, ...]:
    """Return what is printed: those chosen, all where none is, and nothing that has lapsed; one query."""
    return tuple(
        one
        for one in of(actor)
        if (not entries or one.entry_id in entries) and one.entry.state_on(day) == "in_force"
    )


@transaction.atomic
def add(who: Who, entry: UUID) -> HandbookMark:
    """Put an entry that is in use at the end; one that is there stays. Raises NotAllowedError, Unclear."""
    guards.allowed(who.by, Thing.LIBRARY, Action.VIEW)
    row = LibraryEntry.objects.filter(pk=entry).first()
    if row is None or row.state_on(who.today) != "in_force":
        raise Unclear(_GONE)
    own = HandbookMark.objects.filter(user=who.by)
    there = own.filter(entry=row).first()
    if there is not None:
        return there
    if own.count() >= MOST:
        raise Unclear(_FULL)
    last = own.aggregate(last=Max("place"))["last"] or 0
    return HandbookMark.objects.create(user=who.by, entry=row, place=last + 1, added_at=who.at)


@transaction.atomic
def remove(who: Who, entry: UUID) -> None:
    """Take an entry out; one that is not there changes nothing. Raises NotAllowedError."""
    guards.allowed(who.by, Thing.LIBRARY, Action.VIEW)
    HandbookMark.objects.filter(user=who.by, entry_id=entry).delete()


@transaction.atomic
def move(who: Who, entry: UUID, *, up: bool) -> None:
    """Let an entry change places with the one before or after it. Raises NotAllowedError."""
    guards.allowed(who.by, Thing.LIBRARY, Action.VIEW)
    rows = list(HandbookMark.objects.filter(user=who.by).select_for_update().order_by("place", "pk"))
    at = next((place for place, row in enumerate(rows) if row.entry_id == entry), None)
    other = None if at is None else at + (-1 if up else 1)
    if at is None or other is None or not 0 <= other < len(rows):
        return
    rows[at], rows[other] = rows[other], rows[at]
    for place, row in enumerate(rows, start=1):
        row.place = place
    HandbookMark.objects.bulk_update(rows, ["place"])
