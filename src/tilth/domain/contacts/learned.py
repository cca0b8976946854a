"""What a talk tells beside its result: interests, a maturity, money that came, facts; stored with it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from uuid import UUID

from django.db.models import F

from tilth.data.models import (
    BuyingSignal,
    Contact,
    Detail,
    Fact,
    Interest,
    Maturity,
    Need,
    Opportunity,
    PublishedCustomer,
    WonMoney,
)
from tilth.domain import refusing
from tilth.domain.acting import Acting, Unclear, Who
from tilth.domain.told import buying_signal, detail, fact, interest, maturity, won_money
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.buying_signal import SIGNALS
from tilth.policy.subjects.fact import KINDS as FACTS
from tilth.policy.subjects.interest import KINDS as INTERESTS
from tilth.policy.subjects.interest import SETTLED
from tilth.policy.subjects.maturity import RESULTS
from tilth.policy.subjects.won_money import ANSWERS

MOST = 5
"""Facts of one record."""
MOVED, OPEN = "moved", "open"
_MADE = (Interest, Opportunity, BuyingSignal, Maturity, WonMoney, Fact, Detail)


@dataclass(frozen=True, kw_only=True)
class Heard:
    """An interest that the customer spoke of."""

    kind: str
    due_on: dt.date
    amount: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What the talk made of an interest that stood open: taken, dropped, moved to a day, or open still."""

    interest_id: UUID
    how: str
    due_on: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class Matured:
    """What became of money that fell due."""

    result: str
    renewed: Decimal | None = None
    new_money: Decimal | None = None
    from_bank: str = ""


@dataclass(frozen=True, kw_only=True)
class Came:
    """The answer to what came in: confirmed with its bank, or refused."""

    answer: str
    amount: Decimal
    from_bank: str = ""


@dataclass(frozen=True, kw_only=True)
class Learnt:
    """A fact."""

    kind: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What the customer answered to an item of the profile of which nothing was known."""

    item: str
    value: str
    amount: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Learned:
    """All of it; nothing by default."""

    heard: Heard | None = None
    settled: tuple[Settled, ...] = ()
    matured: Matured | None = None
    came: Came | None = None
    signal: str = ""
    """What the customer showed before a decision; empty: nothing."""
    facts: tuple[Learnt, ...] = ()
    answers: tuple[Answered, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The free texts, which may hold no password."""
        return (*(one.text for one in self.facts), *(one.value for one in self.answers))


NOTHING = Learned()


def check(told: Learned, *, day: dt.date) -> None:
    """Raise Unclear where a part of it cannot be meant; `day` is that of the talk."""
    if told.heard:
        _known(told.heard.kind, INTERESTS)
        interest.check(amount=told.heard.amount, due_on=told.heard.due_on, today=day)
    for one in told.settled:
        _known(one.how, SETTLED)
        if one.how == MOVED:
            interest.check(amount=None, due_on=one.due_on or dt.date.min, today=day)
    if told.matured:
        _known(told.matured.result, RESULTS)
        maturity.check(
            told.matured.result,
            renewed=told.matured.renewed,
            new_money=told.matured.new_money,
            from_bank=told.matured.from_bank,
        )
    if told.signal:
        _known(told.signal, SIGNALS)
    if told.came:
        _known(told.came.answer, ANSWERS)
    if len(told.facts) > MOST or not all(one.text for one in told.facts):
        raise refusing.unclear(f"A record has at most {MOST} facts, each in words.")
    for learnt in told.facts:
        _known(learnt.kind, FACTS)


def _known(code: str, known: Iterable[str]) -> None:
    if code not in known:
        raise refusing.unclear("This is none of the choices: take one of them.")


def store(who: Who, customer: PublishedCustomer, made: Contact, told: Learned) -> None:
    """Store what a contact told, linked with it; nothing costs nothing. The customer is locked by the caller.

    Raises Unclear where money is answered for that has not come, or is answered already.
    """
    if told == NOTHING:
        return
    if told.answers and not made.two_way:
        raise Unclear(_("Nobody was spoken with: leave the answers empty, or say that you talked."))
    at = Acting(who=replace(who, key=None, today=made.contact_on), customer=customer)
    if told.settled:
        _settle(at, made, told.settled)
    if told.heard:
        heard = told.heard
        interest.heard(at, kind=heard.kind, amount=heard.amount, due_on=heard.due_on, contact=made)
    if told.signal:
        buying_signal.heard(at, code=told.signal, contact=made)
    if told.matured:
        one = told.matured
        given = {"renewed": one.renewed, "new_money": one.new_money}
        maturity.told(at, result=one.result, from_bank=one.from_bank, contact=made, **given)
    if told.came:
        came = told.came
        bank = came.from_bank if came.answer == "confirmed" else ""
        won_money.answered(at, amount=came.amount, answer=came.answer, from_bank=bank, contact=made)
    for learnt in told.facts:
        fact.learned(at, kind=learnt.kind, text=learnt.text, contact=made)
    for one_answer in told.answers:
        _answer(at, made, one_answer)


def _answer(at: Acting, made: Contact, said: Answered) -> None:
    """Write an answer into the profile; a note is made of it where somebody wrote the item meanwhile."""
    item = detail.item_of(at, said.item)
    detail.check(item, said.value, today=at.today, amount=said.amount, day=None)
    try:
        detail.written(at, item, said.value, source="talk", amount=said.amount, contact=made)
    except refusing.ChangedError:
        told = item.values[said.value].zh if item.values else said.value
        fact.learned(at, kind="other", text=f"{item.zh}：{told}", contact=made)


def _settle(at: Acting, made: Contact, said: tuple[Settled, ...]) -> None:
    """End or move interests that stood open; one that somebody settled meanwhile stays as it is."""
    told = {one.interest_id: one for one in said if one.how != OPEN}
    rows = Interest.objects.unscoped().filter(customer_id=made.customer_id, state="open", voided_at=None)
    for row in rows.filter(pk__in=[*told]).select_for_update(of=("self",)).order_by("id"):
        one = told[row.pk]
        if one.how == MOVED and one.due_on is not None:
            interest.move(row, one.due_on, today=at.today)
        else:
            interest.close(row, one.how, at=at.who.at)
            row.moved_from_on = None  # so that undoing this contact leaves it on its day
        row.settled_in = made
        at.changed(row)


def take_back(contact: Contact, who: Who) -> None:
    """Undo what a contact told: its records are none, interests that it settled stand as before.

    One statement where it told nothing.
    """
    settled = Interest.objects.unscoped().filter(settled_in=contact)
    made = [model.objects.unscoped().filter(contact=contact, voided_at=None) for model in _MADE]
    first, *others = [rows.order_by().values("id") for rows in (settled, *made)]
    if not first.union(*others).exists():
        return
    settled.filter(moved_from_on__isnull=False).update(due_on=F("moved_from_on"), moved_from_on=None)
    settled.update(settled_in=None, state="open", ended_at=None)
    opened = Opportunity.objects.unscoped().filter(contact=contact).values("id")
    Need.objects.unscoped().filter(state="open", deal__in=opened).update(deal=None)
    for rows in made:
        rows.update(voided_at=who.at, voided_by=who.by)
