"""What stands beside the form of a record: the open promises, the last talk, what to begin with."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.forms import Form

from tilth.data.models import Generation, PublishedCustomer, User
from tilth.domain.call_lists.worth import Worth
from tilth.domain.contacts import queries
from tilth.domain.contacts.queries import Recorded
from tilth.domain.reasons.queries import Event
from tilth.domain.signals.queries import Signal
from tilth.domain.tasks import queries as tasks
from tilth.domain.tasks.queries import Promise
from tilth.policy.playbook import Playbook
from tilth.policy.suitability import Suitability
from tilth.web import labels
from tilth.web.format.languages import language
from tilth.web.format.moments import moment
from tilth.web.reasons.openings import Called
from tilth.web.reasons.purposes import urgent
from tilth.web.reasons.said import others, said


@dataclass(frozen=True, kw_only=True)
class Line:
    """One open promise in words, and what the browser needs to propose what became of it."""

    promise: Promise
    what: str
    moment: str
    late: bool
    due: bool
    """Its day is here or has passed."""
    form: Form | None = None
    """What changes it, where it is the actor's and the page offers that."""

    @property
    def met(self) -> bool:
        """Whether it is to be said who came: an own appointment of today or earlier."""
        return self.promise.mine and self.promise.kind == "appointment" and self.due

    @property
    def field(self) -> str:
        """Name of its field in the form."""
        return f"promise-{self.promise.id}"


@dataclass(frozen=True, kw_only=True)
class Told:
    """What whoever calls this customer must know at once."""

    promises: tuple[Line, ...] = ()
    talk: Recorded | None = None
    opening: str = ""
    others: tuple[str, ...] = ()
    """Other openings that fit."""
    suits: Suitability | None = None
    worn: str = ""
    """The channel by which the latest talks all took place; empty where they differ."""
    times: int = 0
    """How many talks are looked at for that."""
    known: UUID | None = None
    """Number of the newest record of any kind."""


def lines(promises: tuple[Promise, ...], *, today: dt.date) -> tuple[Line, ...]:
    """Return open promises in words; calls put off are none."""
    return tuple(
        Line(
            promise=one,
            what=labels.step(one.step, one.text) if one.step or one.text else labels.label("task", one.kind),
            moment=moment(one, today=today, language=language()),
            late=one.late(today),
            due=one.due_on <= today,
        )
        for one in promises
        if not one.put_off
    )


def told(  # noqa: PLR0913 - what is known about one customer, told in keywords
    actor: User,
    generation: Generation,
    *,
    customer: PublishedCustomer,
    events: tuple[Event, ...],
    kinds: tuple[str, ...],
    signals: tuple[Signal, ...],
    suits: Suitability,
    worth: Worth | None,
    rules: Playbook,
    today: dt.date,
) -> Told:
    """Return what stands beside the form; two queries."""
    open_ones = tasks.open_of(actor, generation, customer_id=customer.customer_id)
    last = queries.last(
        actor, generation, customer_id=customer.customer_id, channels=rules.contact.same_channel
    )
    talk = last.item if last else None
    days = [day for day in (talk.contact_on if talk else None, customer.last_contact_on) if day]
    found = lines(open_ones, today=today)
    called = Called(
        reasons=urgent(kinds, rules),
        events=events,
        side="familiar" if customer.familiar else "unfamiliar",
        promise=first(found),
        spoken_on=max(days, default=None),
        signals=signals,
        worth=worth,
    )
    return Told(
        promises=found,
        talk=talk,
        opening=said(called, rules, today=today),
        others=others(called, rules, today=today),
        suits=suits,
        worn=last.worn(rules.contact.same_channel) if last else "",
        times=rules.contact.same_channel,
        known=last.newest if last else None,
    )


def first(found: tuple[Line, ...]) -> Promise | None:
    """Return the promise to begin with: the actor's own before those of colleagues, the earliest first."""
    own = [line.promise for line in found if line.promise.mine]
    return next(iter([*own, *(line.promise for line in found)]), None)
