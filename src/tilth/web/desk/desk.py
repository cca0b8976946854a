"""What every page about customers begins with: the frame of the page and the night behind it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from tilth.access import audit
from tilth.access.ahead import Asked
from tilth.data.models import Generation, PublishedCustomer, User
from tilth.domain import bank, guards
from tilth.domain.acting import Who
from tilth.domain.contacts import gate
from tilth.domain.customers import queries
from tilth.domain.customers.queries import Seen
from tilth.domain.numbers import queries as numbers
from tilth.domain.suitability import assessments, cases
from tilth.policy.contact_gate import History
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.playbook import Playbook
from tilth.policy.suitability import Suitability
from tilth.policy.suitability.judging import Investor
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
        return Who.now(self.actor, self.generation, self.frame.today, key=key)

    def seen(self, customer_id: str) -> Seen:
        """Return a customer in sight; one out of sight does not exist here: Http404; 1 query."""
        found = queries.seen(self.actor, self.generation, customer_id=customer_id)
        if found is None:
            raise Http404
        return found

    def customer(self, customer_id: str) -> PublishedCustomer:
        """Return a customer's row as the actor sees it; one out of sight does not exist here: Http404."""
        return self.seen(customer_id).figures

    def suits(self, row: PublishedCustomer) -> Suitability:
        """Return what the risk assessment of a customer in sight that counts is worth today; 1 query."""
        years = self.playbook.windows.risk_validity_years
        return assessments.counting(self.actor, self.generation, row, day=self.frame.today, years=years)

    def investor(self, customer_id: str) -> Investor:
        """Return what is judged of a customer in sight before a product is named; 3 queries."""
        raw = guards.customer(self.actor, self.generation, customer_id, only=cases.JUDGED, merged=True)
        years = self.playbook.windows.risk_validity_years
        return cases.investor(self.actor, self.generation, raw, day=self.frame.today, years=years)

    def rights(self, row: PublishedCustomer) -> Rights:
        """Return what the actor may do around a customer in sight."""
        relation = rights.relation(self.actor, self.generation, row)
        held = rights.of(self.actor, relation=relation)
        return held if row.one_with is None else rights.reading(held)

    def answers(self, seen: Seen) -> GateAnswers:
        """Return what the contact gate says now, and of calls whether there is a number; 1 query."""
        return self.judged(seen.figures, self.history(seen))

    def judged(self, row: PublishedCustomer, history: History) -> GateAnswers:
        """Return the same of a history that was read before; no query."""
        held = answers.of(history, bank.now(self.frame.today), self.playbook, today=self.frame.today)
        if numbers.usable(row, row.wrong_numbers):
            return held
        return numberless(held, numbers.missing(row), today=self.frame.today)

    @property
    def told_promises(self) -> bool:
        """Whether the actor's role is shown what stands open."""
        return may(self.actor.role, Thing.TASK, Action.LIST)

    def asked(self, seen: Seen) -> Asked[Any]:
        """Return what `history` asks, to be sent together with other reads."""
        return gate.asked(seen.judged, bank.now(self.frame.today), self.playbook)

    def history(self, seen: Seen) -> History:
        """Return what the contact gate knows; it judges by the row as it is, not as it is shown; 1 query."""
        try:
            return gate.history(seen.judged, bank.now(self.frame.today), self.playbook)
        except guards.CustomerNotVisibleError:
            raise Http404 from None


def at(request: HttpRequest, place: str = "customers") -> Desk:
    """Return the desk of a request; before the first night there is no customer: Http404."""
    frame = shell.of(request, place)
    if frame.generation is None:
        raise Http404
    return Desk(frame=frame, generation=frame.generation)


def note_view(customer_id: str, what: str, *, others: Iterable[str] = ()) -> None:
    """Note that somebody read a part of one customer's file, and whom else it named."""
    audit.note_part(customer_id, what, channel="page", others=others)
