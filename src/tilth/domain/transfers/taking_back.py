"""Take a hand-over back whole: who came from whom goes back, except who has moved on since (ROLE-12)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from tilth.access import personal, scopes, visibility
from tilth.data.models import Generation, HandOver, PublishedCustomer, PublishedStaff, Transfer, User
from tilth.domain import guards
from tilth.domain.acting import Unclear, Who
from tilth.domain.transfers import persons
from tilth.domain.transfers.moving import BATCH, first_to_move
from tilth.kernel.sentences import marked as _
from tilth.policy.codes import TAKEN_BACK
from tilth.policy.permissions import Action, Thing

KEPT = dt.timedelta(days=31)
"""For so long hand-overs are shown, and can be taken back."""
SHOWN = 20
_READ = 100


class HandOverUnknownError(LookupError):
    """There is no such hand-over among the people that the actor leads."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """One hand-over as the leader's page shows it."""

    id: UUID
    origin: str
    """Name of who had them; empty: nobody."""
    to: tuple[str, ...]
    customers: int
    cause: str
    made_at: dt.datetime
    made_by: str
    taken_back_at: dt.datetime | None
    taken_back_by: str
    returned: int | None


@dataclass(frozen=True, kw_only=True)
class Returned:
    """What came of taking a hand-over back."""

    number: int
    moved_on: tuple[tuple[str, str], ...]
    """Number and name of those in sight who were moved again since, and stay where they are."""
    out_of_sight: int
    """Customers of the hand-over whom the actor does not see (any more)."""


@transaction.atomic
def take_back(who: Who, hand_over_id: UUID) -> Returned:
    """Return every customer of a hand-over to whom he or she came from; records stay, open promises go along.

    Raises NotAllowedError, HandOverUnknownError, MovedMeanwhileError; Unclear where it was taken back before,
    or everybody has moved on since or is out of the actor's sight.
    """
    by, generation = who.by, who.generation
    guards.allowed(by, Thing.TRANSFER, Action.CREATE)
    found = HandOver.objects.select_for_update(of=("self",)).filter(pk=hand_over_id).first()
    if found is None or not _theirs(by, generation, [found], _people(generation, [found])):
        raise HandOverUnknownError(str(hand_over_id))
    if found.taken_back_at is not None:
        raise Unclear(_("This hand-over had been taken back before."))
    given = visibility.visible(Transfer, by, generation).filter(hand_over=found)
    there = {row.customer_id: row for row in given}
    now = {row.customer_id: row for row in _customers(by, generation, there)}
    latest = _latest(by, generation, there)
    back = [
        _back(by, row, now[number])
        for number, row in sorted(there.items())
        if number in now and now[number].rm_id == row.to_staff_id and latest[number] == row.pk
    ]
    # who is one with somebody that stays, stays
    apart = persons.divided(by, generation, now, (row.customer_id for row in back))
    back = [row for row in back if row.customer_id not in apart]
    if not back:
        raise Unclear(_("Everybody of this hand-over has moved on since: nobody goes back."))
    with first_to_move():
        Transfer.objects.unscoped().bulk_create(back, batch_size=BATCH)
    found.taken_back_at, found.taken_back_by, found.returned = who.at, by, len(back)
    found.save(update_fields=["taken_back_at", "taken_back_by", "returned"])
    gone = {row.customer_id for row in back}
    scope = scopes.of(by, generation)
    moved_on = [
        personal.show(row, scope, "list") for number, row in sorted(now.items()) if number not in gone
    ]
    return Returned(
        number=len(back),
        moved_on=tuple((row.customer_id, row.name or "") for row in moved_on),
        out_of_sight=found.customers - len(now),
    )


def recent(actor: User, generation: Generation, *, at: dt.datetime) -> tuple[Move, ...]:
    """Return the hand-overs of the last month among people that the actor leads, newest first; 2 queries."""
    rows = list(
        HandOver.objects.filter(made_at__gt=at - KEPT)
        .select_related("made_by", "taken_back_by")
        .defer("made_by__password", "taken_back_by__password")
        .order_by("-made_at", "-id")[:_READ]
    )
    people = _people(generation, rows)
    return tuple(
        Move(
            id=row.pk,
            origin="" if row.from_staff_id is None else _named(people, row.from_staff_id),
            to=tuple(_named(people, one) for one in row.to_staff_ids),
            customers=row.customers,
            cause=row.cause,
            made_at=row.made_at,
            made_by=row.made_by.name,
            taken_back_at=row.taken_back_at,
            taken_back_by="" if row.taken_back_by is None else row.taken_back_by.name,
            returned=row.returned,
        )
        for row in _theirs(actor, generation, rows, people)[:SHOWN]
    )


def _people(generation: Generation, rows: Iterable[HandOver]) -> dict[str, PublishedStaff]:
    numbers = {one for row in rows for one in (row.from_staff_id, *row.to_staff_ids) if one is not None}
    if not numbers:
        return {}
    found = PublishedStaff.objects.filter(generation=generation.pk, staff_id__in=sorted(numbers))
    return {row.staff_id: row for row in found}


def _named(people: dict[str, PublishedStaff], staff_id: str) -> str:
    return people[staff_id].name if staff_id in people else staff_id


def _theirs(
    actor: User, generation: Generation, rows: Iterable[HandOver], people: dict[str, PublishedStaff]
) -> list[HandOver]:
    """Return the hand-overs that the actor made, or that are about somebody whom the actor leads."""
    led = {number for number, person in people.items() if guards.leads(actor, generation, person)}
    return [
        row
        for row in rows
        if row.made_by_id == actor.pk or not led.isdisjoint({row.from_staff_id, *row.to_staff_ids})
    ]


def _customers(by: User, generation: Generation, numbers: Iterable[str]) -> Iterable[PublishedCustomer]:
    mine = visibility.visible(PublishedCustomer, by, generation)
    return mine.filter(customer_id__in=list(numbers)).only(
        "customer_id", "rm_id", "branch_id", "name", "kind"
    )


def _latest(by: User, generation: Generation, numbers: Iterable[str]) -> dict[str, UUID]:
    rows = visibility.visible(Transfer, by, generation).filter(customer_id__in=list(numbers))
    return dict(rows.order_by("id").values_list("customer_id", "id"))


def _back(by: User, row: Transfer, customer: PublishedCustomer) -> Transfer:
    return Transfer(
        customer_id=row.customer_id,
        from_staff_id=customer.rm_id,
        from_branch_id=customer.branch_id,
        to_staff_id=row.from_staff_id,
        to_branch_id=None if row.to_branch_id is None else row.from_branch_id,
        cause=TAKEN_BACK,
        moved_by=by,
    )
