"""What people do with offers: put one, approve one above the authority, say what came of it (NEG-07)."""

from decimal import Decimal
from typing import Annotated

from tilth.data.models import Offer, Opportunity
from tilth.domain import guards, wording
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.records.opportunity import under_way
from tilth.kernel.sentences import marked as _
from tilth.policy import offering
from tilth.policy.subjects.offer import OFFER, OUTCOMES, RISKS, SIDES, OfferRules
from tilth.policy.things import Action
from tilth.policy.words import Words
from tilth.policy.working_days import next_working_day

_HUNDRED_PERCENT = 10_000
"""Basis points."""


@adds(OFFER, Words("Record an offer", "记录报价"), leads=("made", "waits"))
def put(  # noqa: PLR0913 - one offer, told in keywords
    at: Acting,
    *,
    deal: str,
    side: Annotated[str, OneOf(SIDES)],
    risk: Annotated[str, OneOf(RISKS)],
    amount: Decimal,
    concession: int,
    terms: Note,
    reasons: Note,
    question: Note,
) -> Offer:
    """Record an offer of either side; above the writer's authority it waits for somebody else's approval."""
    if (sent := at.again(Offer)) is not None:
        return sent
    guards.stands(at.customer, at.today)
    about = under_way(at, deal)
    if about.category is None:
        raise Unclear(_("Say first of which category the opportunity is: the price depends on it."))
    if amount <= 0:
        raise Unclear(_("Write an amount above nought, or none."))
    if concession > _HUNDRED_PERCENT:
        raise Unclear(_("Nothing costs less than nothing: write at most 10,000 basis points."))
    _check(at, about.category, terms=terms, question=question)
    row = Offer(
        deal=about.pk,
        offered_on=at.today,
        side=side,
        first=_is_first(at, about, side),
        category=about.category,
        risk=risk,
        amount=amount,
        concession=concession,
        terms=terms,
        reasons=reasons,
        question=question,
        due_on=next_working_day(at.today),
        state="waits",
    )
    row.state = "made" if _allowed(at, row) else "waits"
    return at.write(row)


@changes(OFFER, Offer, Words("Approve", "审批"), action=Action.DECIDE, leads=("made", "refused"))
def approve(
    at: Acting,
    offer: Offer,
    *,
    yes: Annotated[bool, Words("Approved", "同意")],
    remark: Note = "",
) -> Offer:
    """Approve an offer within the own authority, or say no; never by whoever wrote it."""
    if offer.state != "waits":
        raise Unclear(_("This offer waits for nobody any more: nothing was changed."))
    if yes and not _allowed(at, offer):
        raise Unclear(_("This is above your own authority: it is for whoever leads you."))
    offer.state, offer.remark = "made" if yes else "refused", remark
    return at.decided(offer)


@changes(OFFER, Offer, Words("What came of it", "结果"), leads=("accepted", "countered", "declined"))
def answered(
    at: Acting,
    offer: Offer,
    *,
    became: Annotated[str, OneOf(OUTCOMES), Words("What became of it", "结果")],
    answer: Note = "",
) -> Offer:
    """Say what came of an offer that was made."""
    if offer.state == "waits":
        raise Unclear(_("It waits for approval: until then it is no offer, and nobody accepts it."))
    if offer.state != "made":
        raise Unclear(_("This offer was answered already: nothing was changed."))
    offer.state, offer.answer, offer.answered_on = became, answer, at.today
    return at.changed(offer)


def _check(at: Acting, category: str, *, terms: str, question: str) -> None:
    """Raise Unclear where an offer leaves something open, or says what nobody says to a customer."""
    if left := offering.missing(terms, at.playbook.of(OfferRules).asked(category)):
        named = ", ".join(f"{one.zh} {one.en}" for one in left)
        raise Unclear(_("Name each item on a line of its own (“item: what”). Missing: {items}."), items=named)
    if not offering.is_closed(question):
        raise Unclear(_("Confirm by a closed question: one that is answered by yes or no."))
    wording.sayable(terms, question, playbook=at.playbook)


def _is_first(at: Acting, about: Opportunity, side: str) -> bool:
    return not at.rows(Offer).filter(deal=about.pk, side=side).exists()


def _allowed(at: Acting, row: Offer) -> bool:
    return at.playbook.of(OfferRules).allows(
        at.who.by.role,
        category=row.category,
        risk=row.risk,
        amount=row.amount,
        concession=row.concession,
    )
