"""Skip, put off and undo as they come later: each done once, by the list it was meant for.

The acts are those of the list, at the moment when they were done in the browser. What only a late one can
meet is asked here: another list since, somebody who was quicker, an undo that overtakes what it undoes.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from tilth.data.models import Contact, Skip, Task
from tilth.domain import days
from tilth.domain.acting import Acting, Unclear, Who, enter
from tilth.domain.records import skip as skips
from tilth.domain.records import task as tasks
from tilth.domain.tasks.hands import begin
from tilth.kernel.sentences import marked as _
from tilth.policy.things import Action, Thing


@dataclass(frozen=True, kw_only=True)
class Waited:
    """What a browser says of an act that waited beside the act itself; its moment is `Who.at`."""

    night: dt.date
    """Business date of the list that it was done from."""
    undone_at: dt.datetime | None = None
    """When it was undone in the same browser, before an answer had come."""


class ListChangedError(Unclear):
    """Another night's list stands now: what was meant for the one before changes nothing of it."""

    def __init__(self, night: dt.date) -> None:
        super().__init__(
            _("There is a new list since; this was meant for the one of {day} and was not done."),
            day=night.isoformat(),
        )


class CountedError(Unclear):
    """A night went by since: what was to be undone is in its figures."""

    def __init__(self) -> None:
        super().__init__(_("A night has counted this since: it stands, and nothing was undone."))


class NotListedAnyMoreError(Unclear):
    """The list was made again in between, and the name does not stand on it any more."""

    def __init__(self) -> None:
        super().__init__(_("The name is not on the list any more: there was nothing to skip."))


class AnsweredMeanwhileError(Unclear):
    """A contact answered the name while the act waited."""

    def __init__(self, theirs: Contact) -> None:
        super().__init__(
            _("{name} recorded a contact at {at} meanwhile; that stands, and this was not done."),
            name=theirs.user.name,
            at=_clock(theirs.contacted_at),
        )


class PutOffMeanwhileError(Unclear):
    """The call was put off to another moment while the act waited; the newer word counts."""

    def __init__(self, newer: Task) -> None:
        when = newer.due_on.isoformat() + (f" {newer.due_at:%H:%M}" if newer.due_at else "")
        super().__init__(
            _("The call was put off to {at} meanwhile; that stands, and this was not done."), at=when
        )


@transaction.atomic
def skip(who: Who, customer_id: str, waited: Waited, *, reason: str, note: str = "") -> None:
    """Pass over a name, once however often it comes; undone in between, it counts nowhere.

    Raises NotAllowedError, CustomerNotVisibleError, AuthenticationDataError, Unclear.
    """
    at = enter(who, Thing.SKIP, Action.CREATE, customer_id, merged=True)
    if at.sent(Skip) is None and waited.undone_at is None:
        _same_list(who, waited.night)
        _unanswered(at)
    try:
        made = skips.skip(who, customer_id, reason=reason, note=note)
    except skips.NotListedError:
        if waited.undone_at is None:
            raise NotListedAnyMoreError from None
        return
    _undo(at, made, waited)


@transaction.atomic
def put_off(
    who: Who, customer_id: str, waited: Waited, *, due_on: dt.date, due_at: dt.time | None = None
) -> None:
    """Put a call off, once however often it comes; a moment that passed while it waited is due now.

    It stands whichever list there is since: a call that somebody meant to make is not lost over a night.
    Raises NotAllowedError, CustomerNotVisibleError, Unclear.
    """
    at = begin(who, customer_id)
    sent = at.sent(Task)
    if sent is None and waited.undone_at is not None:
        # nothing of it stands, nor may its first sending count when that comes after all
        tasks.withdrawn(at, due_on=due_on, due_at=due_at)
        return
    if sent is None:
        _unanswered(at)
    _undo(at, tasks.put_off(who, customer_id, due_on=due_on, due_at=due_at), waited)


Undo = Callable[[Who, str, UUID], object]


def undo(who: Who, customer_id: str, row_id: UUID, act: Undo, night: dt.date) -> None:
    """Undo what was done before the network went; `act` is the list's own, judged at the moment of the undo.

    Once the next night has counted what was done, it stands. Raises NotAllowedError, CustomerNotVisibleError,
    NothingToUndoError, TooLateError, CountedError.
    """
    if night != who.generation.business_date:
        raise CountedError
    act(who, customer_id, row_id)


def _same_list(who: Who, night: dt.date) -> None:
    if night != who.generation.business_date:
        raise ListChangedError(night)


def _unanswered(at: Acting) -> None:
    """Raise where somebody recorded the name, or put it off, after the moment of the act."""
    of_list = Q(business_date=at.who.generation.business_date)
    contacts = at.rows(Contact).filter(of_list | Q(contacted_at__gt=at.who.at))
    told = contacts.select_related("user").defer("user__password")
    theirs = told.order_by("-contacted_at").first()
    if theirs is not None:
        raise AnsweredMeanwhileError(theirs)
    calls = at.rows(Task).filter(of_list, kind="call", done_at=None, made_at__gt=at.who.at)
    newer = calls.order_by("-made_at").first()
    if newer is not None:
        raise PutOffMeanwhileError(newer)


def _undo(at: Acting, made: Skip | Task, waited: Waited) -> None:
    """Take back what this very sending wrote, where it was undone before its answer came."""
    if waited.undone_at is None or made.pk != at.number or made.voided_at is not None:
        return
    made.voided_at, made.voided_by = waited.undone_at, at.who.by
    made.save(update_fields=["voided_at", "voided_by"])


def _clock(moment: dt.datetime) -> str:
    return f"{moment.astimezone(days.ZONE):%Y-%m-%d %H:%M}"
