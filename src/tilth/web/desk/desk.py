"""What every page about customers begins with: the frame of the page and the night behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest

from tilth.access import audit
from tilth.access.audit import Event
from tilth.data.models import Generation, PublishedCustomer, User
from tilth.domain import bank, guards
from tilth.domain.acting import Who
from tilth.domain.contacts import gate
from tilth.domain.customers import queries
from tilth.domain.numbers import queries as numbers
from tilth.policy.playbook import Playbook
from tilth.web import shell
from tilth.web.contact_gate import answers
from tilth.web.contact_gate.answers import GateAnswers, numberless
from tilth.web.desk import rights
from tilth.web.desk.rights import Rights


@dataclass(frozen=True, kw_only=True)
class Desk:
    """One request about customers."""

    frame: shell.Shell
    generation: Generation

    @property
    def actor(self) -> User:
        """Who asks."""
        return self.frame.actor

    @property
    def playbook(self) -> Playbook:
        """The playbook in force on the night shown."""
        return bank.playbook_of(self.generation.business_date)

    @property
    def who(self) -> Who:
        """Who acts, now, in this night."""
        return self.who_sends(None)

    def who_sends(self, key: UUID | None) -> Who:
        """Return the same with the mark of one sending."""
        today = self.frame.today
        return Who(by=self.actor, at=bank.now(today), generation=self.generation, today=today, key=key)

    def customer(self, customer_id: str) -> PublishedCustomer:
        """Return a customer's row as the actor sees it; one out of sight does not exist here: Http404."""
        row = queries.figures(self.actor, self.generation, customer_id=customer_id)
        if row is None:
            raise Http404
        return row

    def rights(self, row: PublishedCustomer) -> Rights:
        """Return what the actor may do around a customer in sight."""
        relation = rights.relation(self.actor, self.generation, row)
        return rights.of(self.actor, relation=relation)

    def reachable(self, row: PublishedCustomer) -> GateAnswers:
        """Return what the contact gate says now, and of calls whether there is a number; 2 queries."""
        held = self.standing(row.customer_id)
        if numbers.usable(row, row.wrong_numbers):
            return held
        return numberless(held, numbers.missing(row), today=self.frame.today)

    def standing(self, customer_id: str) -> GateAnswers:
        """Return what the contact gate says now; it reads the row as it is, not as it is shown; 2 queries."""
        try:
            row = guards.customer(self.actor, self.generation, customer_id, only=gate.NEEDED)
        except guards.CustomerNotVisibleError:
            raise Http404 from None
        moment, rules = bank.now(self.frame.today), self.playbook
        return answers.of(gate.history(row, moment, rules), moment, rules, today=self.frame.today)


def at(request: HttpRequest, place: str = "customers") -> Desk:
    """Return the desk of a request; before the first night there is no customer: Http404."""
    frame = shell.of(request, place)
    if frame.generation is None:
        raise Http404
    return Desk(frame=frame, generation=frame.generation)


def note_view(customer_id: str, what: str, *, others: Iterable[str] = ()) -> None:
    """Note that somebody read a part of one customer's file, and whom else it named."""
    audit.note(
        Event.VIEW,
        customers=[customer_id, *others],
        subject_type=what,
        subject_id=customer_id,
        detail={"channel": "page"},
    )
