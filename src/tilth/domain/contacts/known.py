"""Read what earlier talks told of one customer: facts that hold, interests that stand open, answers given."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from tilth.access import reads, visibility
from tilth.data.models import Fact, Generation, Interest, Opportunity, PublishedCustomer, User, WonMoney
from tilth.policy.subjects.fact import ADDRESS, AVOID
from tilth.policy.subjects.won_money import DAYS, WonMoneyRules, proposed, unanswered

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tilth.access.ahead import Asked

SHOWN = 3
"""Facts that a card shows beside those that come first."""
_SINCE = dt.timedelta(days=DAYS)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """An interest that stands open."""

    id: UUID
    kind: str
    amount: Decimal | None
    due_on: dt.date
    note: str


@dataclass(frozen=True, kw_only=True)
class Told:
    """One fact."""

    kind: str
    text: str
    learned_on: dt.date


@dataclass(frozen=True, kw_only=True)
class KnownOf:
    """What whoever calls knows of a customer from earlier talks."""

    avoid: tuple[str, ...] = ()
    """Topics that nobody brings up (PROF-20), the newest first."""
    address: str = ""
    """How the customer likes to be addressed; empty where nobody asked."""
    facts: tuple[Told, ...] = ()
    """The newest of the others."""
    interests: tuple[Wanted, ...] = ()
    """The earliest first."""
    dealing: bool = False
    """An opportunity is open, about which a signal may be heard."""
    answered: tuple[tuple[dt.date, Decimal], ...] = ()
    """Day and amount of what was answered of the last inflows."""

    def avoided(self, wished: Iterable[str]) -> tuple[str, ...]:
        """Return all topics that nobody brings up, each once: those of the contact times first."""
        return tuple(dict.fromkeys((*wished, *self.avoid)))


NOBODY = KnownOf()
"""Of nobody in particular, or of whom nothing was told."""


def asked(actor: User, generation: Generation, *, customer_id: str) -> "tuple[Asked[Any], ...]":
    """Return what `of_customer` asks, to be sent together with other reads."""
    return tuple(
        one.asked(actor, generation, customer_id=customer_id) for one in (_facts, _open, _answers, _dealing)
    )


def of_customer(actor: User, generation: Generation, *, customer_id: str) -> KnownOf:
    """Return what earlier talks told; four reads, one statement where they are sent together."""
    return replace(
        facts_of(actor, generation, customer_id=customer_id),
        interests=tuple(
            Wanted(id=row.pk, kind=row.kind, amount=row.amount, due_on=row.due_on, note=row.note)
            for row in _open(actor, generation, customer_id=customer_id)
        ),
        dealing=bool(_dealing(actor, generation, customer_id=customer_id)),
        answered=tuple(
            (row.came_on, row.amount) for row in _answers(actor, generation, customer_id=customer_id)
        ),
    )


def facts_asked(actor: User, generation: Generation, *, customer_id: str) -> "Asked[Fact]":
    """Return what `facts_of` asks, to be sent together with other reads."""
    return _facts.asked(actor, generation, customer_id=customer_id)


def facts_of(actor: User, generation: Generation, *, customer_id: str) -> KnownOf:
    """Return the facts alone; one query."""
    facts = _facts(actor, generation, customer_id=customer_id)
    others = (row for row in facts if row.kind not in {AVOID, ADDRESS})
    return KnownOf(
        avoid=tuple(row.text for row in facts if row.kind == AVOID),
        address=next((row.text for row in facts if row.kind == ADDRESS), ""),
        facts=tuple(_told(others))[:SHOWN],
    )


def inflow(
    customer: PublishedCustomer, known: KnownOf, *, night: dt.date, rules: WonMoneyRules
) -> Decimal | None:
    """Return what came in after a contact and is to be answered for; None where there is nothing to ask."""
    left = unanswered(customer.external_inflow_30, known.answered, night=night)
    talked = customer.last_contact_on
    return left if proposed(left, talked_on=talked, night=night, rules=rules) else None


def _told(rows: Iterable[Fact]) -> Iterable[Told]:
    return (Told(kind=row.kind, text=row.text, learned_on=row.learned_on) for row in rows)


@reads.scoped
def _facts(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Fact]":
    rows = visibility.visible(Fact, actor, generation)
    return rows.filter(customer_id=customer_id, outdated_on=None).order_by("-learned_on", "-id")


@reads.scoped
def _open(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Interest]":
    rows = visibility.visible(Interest, actor, generation)
    return rows.filter(customer_id=customer_id, state="open").order_by("due_on", "id")


@reads.scoped
def _dealing(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[Opportunity]":
    rows = visibility.visible(Opportunity, actor, generation)
    return rows.filter(customer_id=customer_id, state="open").only("stage").order_by("id")[:1]


@reads.scoped
def _answers(actor: User, generation: Generation, *, customer_id: str) -> "QuerySet[WonMoney]":
    rows = visibility.visible(WonMoney, actor, generation)
    return rows.filter(customer_id=customer_id, came_on__gt=generation.business_date - _SINCE)
