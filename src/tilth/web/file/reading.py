"""One customer while the file is read: every part is asked for when it is needed, and once."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypedDict

from django import forms
from django.http import QueryDict

from tilth.access.ahead import Asked
from tilth.data.models import Detail, PublishedCustomer
from tilth.domain.call_lists import worth as values
from tilth.domain.call_lists.worth import Worth
from tilth.domain.contact_times import queries as contact_times
from tilth.domain.contact_times.queries import ContactTimes
from tilth.domain.contacts import known as told
from tilth.domain.contacts.known import KnownOf
from tilth.domain.customers import queries
from tilth.domain.customers.queries import Category, Compared, Place, Seen
from tilth.domain.levels import queries as levels_read
from tilth.domain.levels import reading as levels
from tilth.domain.levels.queries import Standing
from tilth.domain.levels.reading import Relationship
from tilth.domain.profile import of_night as profile
from tilth.domain.profile import queries as details
from tilth.domain.profile.of_night import Told
from tilth.domain.reasons.queries import Event
from tilth.domain.signals import queries as signals
from tilth.domain.signals.queries import Signal
from tilth.domain.tasks import queries as tasks
from tilth.domain.tasks.queries import Promise
from tilth.domain.tiers import distance as distances
from tilth.domain.tiers import key_customers, tracks
from tilth.domain.tiers.distance import Distance
from tilth.domain.wishes import queries as wishes
from tilth.domain.wishes.queries import Wish
from tilth.policy.contact_gate import History
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects.detail import DetailRules
from tilth.web.contact_gate.answers import GateAnswers
from tilth.web.desk.desk import Desk
from tilth.web.desk.forms import CustomerForm
from tilth.web.desk.rights import Rights


class Known(TypedDict):
    """How every reader is told whom it is about."""

    customer_id: str


@dataclass(frozen=True, kw_only=True)
class Reading:
    """One request for one tab of a customer in sight."""

    at: Desk
    seen: Seen
    given: QueryDict
    """What the address asks for besides."""
    wrong: forms.Form | None = None
    """The form that was refused; it stands open with what was wrong."""

    @property
    def figures(self) -> PublishedCustomer:
        """The customer's row as the actor is shown it."""
        return self.seen.figures

    @property
    def known(self) -> Known:
        """Whom it is about."""
        return {"customer_id": self.figures.customer_id}

    @property
    def refused(self) -> str:
        """Code of the form that was refused; empty without one."""
        return getattr(self.wrong, "code", "")

    @property
    def wrongs(self) -> dict[str, CustomerForm]:
        """Return the form that was refused by its code, to stand in place of the empty one."""
        return {self.wrong.code: self.wrong} if isinstance(self.wrong, CustomerForm) else {}

    @cached_property
    def can(self) -> Rights:
        """What the actor may do around the customer."""
        return self.at.rights(self.figures)

    @cached_property
    def categories(self) -> tuple[Category, ...]:
        """Open holdings by category; 1 query."""
        return queries.categories(self.at.actor, self.at.generation, **self.known)

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Tonight's events; 1 query, and one for products' names where no holdings were read before."""
        held = vars(self).get("categories")
        names = None
        if held is not None:
            names = {one.holding_id: one.product_name for category in held for one in category.holdings}
        return queries.events(self.at.actor, self.at.generation, **self.known, names=names)

    @cached_property
    def place(self) -> Place | None:
        """Where the customer stands on tonight's list; 1 query for a name of it."""
        return queries.place(self.at.actor, self.at.generation, self.figures)

    @cached_property
    def noticed(self) -> tuple[Signal, ...]:
        """What the night noticed, acted on or not; 1 query."""
        return signals.of_customer(self.at.actor, self.at.generation, **self.known)

    @property
    def listed_for(self) -> tuple[Signal, ...]:
        """Of a name of tonight's list the signals that still ask for a contact, as the list reads them."""
        return signals.still_open(self.noticed) if self.place else ()

    @cached_property
    def worth(self) -> Worth | None:
        """What the customer's name is worth on tonight's list; 1 query."""
        return values.of_customer(self.at.actor, self.at.generation, **self.known)

    @cached_property
    def last(self) -> Compared | None:
        """The last name of the side on a list that was full before the customer; 1 query there."""
        return queries.last(self.at.actor, self.at.generation, self.figures)

    @cached_property
    def distance(self) -> Distance | None:
        """How far other tiers are; None where nobody can tell; 1 query where a mean tiers."""
        at = self.at
        who = (at.actor, at.generation, self.figures, at.playbook)
        return distances.of_customer(*who, today=at.frame.today)

    @cached_property
    def key(self) -> bool:
        """Whether it is a key customer, to whom the role shows it; 1 query."""
        return key_customers.is_one(self.at.actor, self.at.generation, **self.known)

    @cached_property
    def times(self) -> ContactTimes | None:
        """Suitable times, and what nobody brings up; 1 query."""
        return contact_times.of_customer(self.at.actor, self.at.generation, **self.known)

    @cached_property
    def earlier(self) -> KnownOf:
        """What was learned in talks, to whom the role shows it; 1 query."""
        if not _tells(self.at):
            return told.NOBODY
        return told.facts_of(self.at.actor, self.at.generation, **self.known)

    @cached_property
    def history(self) -> History:
        """What the contact gate knows; 1 query."""
        return self.at.history(self.seen)

    @cached_property
    def held(self) -> GateAnswers:
        """What the contact gate says now; 1 query with its history."""
        return self.at.judged(self.figures, self.history)

    @cached_property
    def wishes(self) -> tuple[Wish, ...]:
        """Wishes not to be disturbed; 1 query where the gate knows of one, none elsewhere."""
        if not self.history.wishes:
            return ()
        today = self.at.frame.today
        return wishes.of_customer(self.at.actor, self.at.generation, **self.known, today=today)

    @cached_property
    def relationship(self) -> Relationship:
        """How far the relationship has come; 14 queries, which can be sent together."""
        at, today = self.at, self.at.frame.today
        return levels.of_customer(
            at.actor, at.generation, customer=self.figures, playbook=at.playbook, today=today
        )

    @property
    def reads_details(self) -> bool:
        """Whether the role reads what is written into the profile."""
        return may(self.at.actor.role, Thing.DETAIL, Action.LIST)

    @cached_property
    def written(self) -> Sequence[Detail]:
        """What is written into the profile, the last first, to whom the role shows it; at most 1 query."""
        if not self.reads_details:
            return ()
        if "relationship" in vars(self):
            return profile.again(self.relationship.material.details)
        return details.all_of(self.at.actor, self.at.generation, **self.known)

    @cached_property
    def told(self) -> Told:
        """What the night's rules read of the profile, to whom the role shows it; at most 1 query."""
        return profile.held(self.written, self.at.playbook.of(DetailRules), day=self.figures.business_date)

    @cached_property
    def standing(self) -> Standing | None:
        """Where the relationship stands and is to go, to whom the role shows it; at most 2 queries."""
        if not may(self.at.actor.role, Thing.LEVEL, Action.LIST):
            return None
        if "relationship" in vars(self):
            return levels_read.of_material(self.relationship.material)
        return levels_read.standing(self.at.actor, self.at.generation, **self.known)

    @cached_property
    def promises(self) -> tuple[Promise, ...]:
        """What stands open, to whom the role shows it; 1 query."""
        if not self.at.told_promises:
            return ()
        return tasks.open_of(self.at.actor, self.at.generation, **self.known)


def asked_of_night(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what `noticed` and `worth` ask, to be sent together with other reads."""
    who = (at.actor, at.generation)
    return signals.asked(*who, customer_id=customer_id), values.asked(*who, customer_id=customer_id)


def asked_of_head(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what a head asks beside its customer: those two, `earlier`, `standing`, `distance` and `key`."""
    who = (at.actor, at.generation)
    facts = (told.facts_asked(*who, customer_id=customer_id),) if _tells(at) else ()
    is_told = may(at.actor.role, Thing.LEVEL, Action.LIST)
    levels_of = levels_read.asked_of_head(*who, customer_id=customer_id) if is_told else ()
    key = key_customers.asked(*who, customer_id=customer_id)
    beside = (*asked_of_distance(at, customer_id), *key)
    return (*asked_of_night(at, customer_id), *facts, *levels_of, *beside)


def asked_of_distance(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what `distance` asks: nothing where tonight's amount tiers."""
    return tracks.asked(at.actor, at.generation, at.playbook, customer_id=customer_id)


def _tells(at: Desk) -> bool:
    """Say whether the reader's role may read what was learned in talks."""
    return may(at.actor.role, Thing.FACT, Action.LIST)
