"""What every operation asks first: may this role do it, is the customer in sight, who is that colleague."""

import datetime as dt
from typing import TYPE_CHECKING

from tilth.access import reads, scopes, visibility
from tilth.data.models import Generation, PublishedCustomer, PublishedStaff, User
from tilth.data.security import policies
from tilth.domain import days
from tilth.domain.refusing import Unclear, unclear
from tilth.kernel.sentences import marked as _
from tilth.policy import roles
from tilth.policy.permissions import Action, Thing, explain, may
from tilth.policy.registry import authentication_data

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tilth.access.ahead import Asked

LONGEST = dt.timedelta(days=policies.LONGEST)
"""A participation or a cover is looked at again after a year and a day at the latest."""
UNDO = dt.timedelta(minutes=2)
"""For so long whoever wrote something down may take it back; the page offers it for six seconds."""
MANAGERS = frozenset(roles.MANAGERS)
"""Roles in the bank's data that own customers."""


class NotAllowedError(PermissionError):
    """The actor's role may not do this."""


class CustomerNotVisibleError(LookupError):
    """The customer does not exist, or is not the actor's: the two look the same from outside."""


class StaffUnknownError(Unclear):
    """Nobody of this staff number works at the bank, or not any more, or not in a role that can do this."""

    def __init__(self, exactly: str) -> None:
        super().__init__(
            _("Nobody of this staff number can do this: choose somebody from the list."), exactly=exactly
        )


class AuthenticationDataError(Unclear):
    """A free text holds what nobody may keep: a password, a PIN, a card's security code (class C3).

    `kind` is a word of `authentication_data.KINDS`; the text itself is in no message.
    """

    code = "authentication_data"

    def __init__(self, kind: str) -> None:
        super().__init__(
            _("The text holds a password, a code or the like, which nobody may keep: take it out."),
            exactly=f"This text holds a {kind.replace('_', ' ')}, which nobody may keep: take it out.",
        )
        self.kind = kind


class OneWithAnotherError(Unclear):
    """The number is one with another: what people write stands under that one."""

    code, status = "one_with_another", 409

    def __init__(self, customer_id: str, survivor_id: str) -> None:
        super().__init__(
            _("This number is one with another: write it under that one."),
            exactly=f"Customer {customer_id} is one with {survivor_id}: write it there.",
        )
        self.survivor_id = survivor_id


class RelationshipEndedError(Unclear):
    """The customer has left the bank: nobody promises anything to come any more."""

    code, status = "relationship_ended", 409

    def __init__(self, day: dt.date) -> None:
        super().__init__(
            _("The relationship ended on {day}: record what was said, with nothing to come after it."),
            day=day.isoformat(),
        )
        self.day = day


class NothingToUndoError(LookupError):
    """There is nothing of this number that the actor has written down about this customer."""


class TooLateError(Unclear):
    """What was written down stands: the moments in which its writer may take it back have passed."""

    code, status = "too_late", 409

    def __init__(self, exactly: str) -> None:
        super().__init__(_("It was written more than two minutes ago and stands."), exactly=exactly)


def allowed(by: User, thing: Thing, action: Action) -> None:
    """Raise NotAllowedError unless the actor's role may do `action` to `thing` (ROLE-01…12)."""
    if not by.is_active or not may(by.role, thing, action):
        raise NotAllowedError(explain(by.role, thing, action))


def customer(
    by: User, generation: Generation, customer_id: str, *, only: tuple[str, ...] = (), merged: bool = False
) -> PublishedCustomer:
    """Return a customer in sight, all columns or `only` some; CustomerNotVisibleError; one query.

    Of a number that is one with another nothing is written: OneWithAnotherError, unless `merged` says that
    whoever asks reads, or means the number itself.
    """
    found = next(iter(_one(by, generation, customer_id=customer_id, only=only)), None)
    if found is None:
        raise CustomerNotVisibleError(customer_id)
    if found.one_with is not None and not merged:
        raise OneWithAnotherError(customer_id, found.one_with)
    return found


def stands(customer: PublishedCustomer, today: dt.date) -> None:
    """Raise RelationshipEndedError where the customer had left the bank by `today`."""
    if customer.closed_on is not None and customer.closed_by(today):
        raise RelationshipEndedError(customer.closed_on)


def asked(by: User, generation: Generation, customer_id: str) -> "Asked[PublishedCustomer]":
    """Return what `customer` asks of all columns, to be sent together with other reads."""
    return _one.asked(by, generation, customer_id=customer_id, only=())


@reads.scoped
def _one(
    by: User, generation: Generation, *, customer_id: str, only: tuple[str, ...]
) -> "QuerySet[PublishedCustomer]":
    mine = visibility.visible(PublishedCustomer, by, generation).filter(customer_id=customer_id)
    return mine.only(*only, "one_with") if only else mine


def staff(
    generation: Generation, staff_id: str, *, among: frozenset[str] | None = None, active: bool = True
) -> PublishedStaff:
    """Return a member of staff as fed; StaffUnknownError where missing, inactive, or in another role."""
    found = PublishedStaff.objects.filter(generation=generation.pk, staff_id=staff_id).first()
    if found is None:
        raise StaffUnknownError(f"There is no member of staff {staff_id} in the bank's data.")
    if active and not found.active:
        raise StaffUnknownError(f"{staff_id} does not work at the bank any more: name somebody who does.")
    if among is not None and found.role not in among:
        raise StaffUnknownError(
            f"{staff_id} is {found.role}, which cannot do this; that takes {_either(among)}."
        )
    return found


def leads(by: User, generation: Generation, person: PublishedStaff) -> bool:
    """Say whether a manager works in the part of the bank whose customers the actor sees."""
    scope = scopes.of(by, generation)
    return person.staff_id in scope.managers or person.branch_id in scope.branches


def managers(by: User, generation: Generation) -> tuple[str, ...]:
    """Return whose lists and promises the actor works on: the own ones, and those of people stood in for."""
    scope = scopes.of(by, generation)
    if scope.kind == "own":
        return scope.managers
    return (by.staff_id,) if by.staff_id else ()


def keeper(by: User, generation: Generation, owner: str | None) -> str:
    """Return whose promises those about a customer of `owner` are: the owner's, or the actor's own.

    What a substitute promises is the absent manager's: it is there when the cover has ended.
    """
    return owner if owner is not None and owner in managers(by, generation) else by.staff_id or ""


def free_text(*texts: str) -> None:
    """Raise AuthenticationDataError where a text that is to be stored carries authentication data."""
    for text in texts:
        kind = authentication_data.refused(text)
        if kind is not None:
            raise AuthenticationDataError(kind)


def day(at: dt.datetime) -> dt.date:
    """Return the calendar day of a moment in the bank's zone."""
    return at.astimezone(days.ZONE).date()


def undoable(made_at: dt.datetime, at: dt.datetime) -> None:
    """Raise TooLateError where something written down at `made_at` can no longer be taken back."""
    if at - made_at > UNDO:
        minutes = int(UNDO.total_seconds() // 60)
        raise TooLateError(f"This was written down more than {minutes} minutes ago and stands.")


def undecided(row: object) -> None:
    """Raise TooLateError where somebody decided on a record meanwhile: what was decided is not taken back."""
    if getattr(row, "decided_at", None) is not None:
        raise TooLateError("Somebody decided on this meanwhile: it stands.")


def first_day(what: str, *, starts_on: dt.date | None, ends_on: dt.date | None, today: dt.date) -> dt.date:
    """Return the first day of a wish or a stop, today where none is named; Unclear for an end before it."""
    first = starts_on or today
    if ends_on is not None and ends_on < first:
        raise unclear(f"{what} cannot end on {ends_on}, before it starts on {first}.")
    return first


def period(what: str, *, starts_on: dt.date, ends_on: dt.date | None, today: dt.date) -> dt.date:
    """Return the last day of a participation or cover; Unclear with a sentence about `what`."""
    latest = starts_on + LONGEST
    if ends_on is not None and max(starts_on, today) <= ends_on <= latest:
        return ends_on
    if ends_on is None:
        exactly = f"{what} needs a last day: say until when it runs."
    elif ends_on < starts_on:
        exactly = f"{what} cannot end on {ends_on}, before it starts on {starts_on}."
    elif ends_on < today:
        exactly = f"{what} cannot end on {ends_on}, which has passed: choose a later last day."
    else:
        exactly = f"{what} can run until {latest} at the latest: choose an earlier last day."
    raise Unclear(_("It needs a last day, from today on and within a year and a day."), exactly=exactly)


def _either(words: frozenset[str]) -> str:
    return " or ".join(sorted(words))
