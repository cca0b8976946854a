"""What people do with opportunities: open, move, reckon, answer a need, win, drop (CONS-01, SALM-01)."""

import datetime as dt
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from tilth.data.models import FollowUp, Need, Opportunity
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import WITH_IT, adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.deals import fitting
from tilth.domain.refusing import ended
from tilth.domain.told import opportunity as told
from tilth.domain.told.buying_signal import none_open
from tilth.kernel.sentences import marked as _
from tilth.policy.codes import CATEGORIES
from tilth.policy.subjects.opportunity import (
    CLOSE,
    MOVES,
    OPPORTUNITY,
    PREFERENCES,
    PRESENT,
    PSYCHOLOGY,
    REASONS,
    SOURCES,
    TYPES,
    may_move,
)
from tilth.policy.words import Words

_HUNDRED = Decimal(100)


@adds(OPPORTUNITY, Words("Open an opportunity", "新建商机"), leads=("open",))
def open_up(  # noqa: PLR0913 - one opportunity, told in keywords
    at: Acting,
    *,
    source: Annotated[str, OneOf(SOURCES)],
    type: Annotated[str, OneOf(TYPES)],  # noqa: A002 - the word of the field
    expected_on: dt.date,
    category: Annotated[str | None, OneOf(CATEGORIES)] = None,
    amount: Decimal | None = None,
    note: Note = "",
) -> Opportunity:
    """Open an opportunity; open needs that its category meets are taken as answered by it."""
    if (sent := at.again(Opportunity)) is not None:
        return sent
    guards.stands(at.customer, at.today)
    told.check(amount=amount, expected_on=expected_on, today=at.today)
    row = told.new(at, source=source, category=category, amount=amount, expected_on=expected_on)
    row.type, row.note = type, note
    return told.written(at, row)


@changes(OPPORTUNITY, Opportunity, Words("Move", "推进"), leads=("open",))
def move(at: Acting, opportunity: Opportunity, *, stage: Annotated[str, OneOf(MOVES)]) -> Opportunity:
    """Move it to the next stage, or back; presented is only what is needed, suitable and on sale today."""
    _is_open(opportunity)
    if not may_move(opportunity.stage, stage):
        raise Unclear(_("It goes one stage further, or back: stages are not left out."))
    if stage == PRESENT:
        fitting.presentable(at, opportunity)
    opportunity.stage, opportunity.stage_on = stage, at.today
    return at.changed(opportunity)


@changes(OPPORTUNITY, Opportunity, Words("Amount, product and day", "金额、产品与日期"), leads=("open",))
def reckon(  # noqa: PLR0913 - what is known by now, told in keywords
    at: Acting,
    opportunity: Opportunity,
    *,
    expected_on: dt.date,
    category: Annotated[str | None, OneOf(CATEGORIES)] = None,
    product: str | None = None,
    amount: Decimal | None = None,
) -> Opportunity:
    """Say what is known by now; left out, it stays. What is presented already must suit again."""
    _is_open(opportunity)
    told.check(amount=amount, expected_on=expected_on, today=at.today)
    if category is not None and category != opportunity.category:
        opportunity.category, opportunity.product = category, None
    opportunity.product = product or opportunity.product
    opportunity.amount, opportunity.expected_on = amount or opportunity.amount, expected_on
    if product is not None and opportunity.category is None:
        raise Unclear(_("Say of which category the product is, then present it."))
    if opportunity.category is not None and (opportunity.product or opportunity.stage == PRESENT):
        fitting.fits(at, category=opportunity.category, product=opportunity.product, day=at.today)
    return at.changed(opportunity)


@changes(OPPORTUNITY, Opportunity, Words("State of mind", "心理阶段"), leads=("open",))
def sense(
    at: Acting, opportunity: Opportunity, *, psychology: Annotated[str, OneOf(PSYCHOLOGY)]
) -> Opportunity:
    """Say how far the customer's own decision has come (PSY-01)."""
    _is_open(opportunity)
    opportunity.psychology = psychology
    return at.changed(opportunity)


@changes(OPPORTUNITY, Opportunity, Words("It answers the need", "对应需求"))
def meet_need(
    at: Acting, opportunity: Opportunity, *, need: Annotated[str, Words("Need", "需求")]
) -> Opportunity:
    """Say which open need of the customer it answers."""
    _is_open(opportunity)
    row = at.locked(Need, number(need))
    if row is None or row.state != "open":
        raise Unclear(_("There is no such open need of this customer: choose one of the list."))
    row.deal = opportunity.pk
    at.changed(row)
    return opportunity


@changes(OPPORTUNITY, Opportunity, Words("Won", "成交"), leads=("won",))
def win(  # noqa: PLR0913 - the seven facts of a sale, told in keywords
    at: Acting,
    opportunity: Opportunity,
    *,
    bought_on: dt.date,
    bought_amount: Decimal,
    price: Decimal,
    expected_return: Decimal,
    stop_loss: Decimal,
    preference: Annotated[str, OneOf(PREFERENCES)],
    bought_before: Note,
) -> Opportunity:
    """Record the sale with its seven facts; needs it answered are met, and a follow-up comes (SALM-01)."""
    _is_open(opportunity)
    if opportunity.stage != PRESENT:
        raise Unclear(_("What was never presented was not sold: move it to Present first."))
    if not opportunity.opened_on <= bought_on <= at.today:
        raise Unclear(_("It was bought on a day since the opportunity was opened, today at the latest."))
    if bought_amount <= 0 or price <= 0:
        raise Unclear(_("Write an amount above nought, or none."))
    if not (abs(expected_return) <= _HUNDRED and 0 <= stop_loss <= _HUNDRED):
        raise Unclear(_("Write the return and the stop-loss in percent, a hundred at most."))
    fitting.fits(at, category=opportunity.category or "", product=opportunity.product, day=bought_on)
    opportunity.bought_on, opportunity.bought_amount, opportunity.price = bought_on, bought_amount, price
    opportunity.expected_return, opportunity.stop_loss = expected_return, stop_loss
    opportunity.preference, opportunity.bought_before = preference, bought_before
    opportunity.stage, opportunity.stage_on = CLOSE, at.today
    opportunity.state, opportunity.ended_at = "won", at.who.at
    _met(at, opportunity)
    _follow_up(at, opportunity, bought_on)
    return at.changed(opportunity)


@changes(OPPORTUNITY, Opportunity, Words("Drop", "未成交"), leads=("dropped",))
def drop(
    at: Acting,
    opportunity: Opportunity,
    *,
    reason: Annotated[str, OneOf(REASONS)],
    outcome: Note = "",
) -> Opportunity:
    """Let it go, and say why; needs that it answered wait for another answer."""
    _is_open(opportunity)
    if reason == "other" and not outcome:
        raise Unclear(_("Say in a few words why."))
    opportunity.state, opportunity.ended_at = "dropped", at.who.at
    opportunity.reason, opportunity.outcome = reason, outcome
    told.released(at, opportunity)
    return at.changed(opportunity)


WITH_IT[OPPORTUNITY.name] = told.released


def number(text: str) -> UUID:
    """Return the number that a text is; Unclear."""
    try:
        return UUID(text.strip())
    except ValueError:
        raise Unclear(_("This is no number of a record: choose it from the list.")) from None


def under_way(at: Acting, deal: str) -> Opportunity:
    """Return an open opportunity of the customer, locked; Unclear for any other."""
    row = at.locked(Opportunity, number(deal))
    if row is None or row.state != "open":
        raise none_open()
    return row


def _met(at: Acting, opportunity: Opportunity) -> None:
    for need in at.rows(Need).filter(deal=opportunity.pk, state="open"):
        need.state, need.ended_at, need.phase = "met", at.who.at, "use"
        at.changed(need)


def _follow_up(at: Acting, opportunity: Opportunity, bought_on: dt.date) -> None:
    """Let a follow-up come after the purchase, unless one of the kind waits already (AFT-08)."""
    if at.rows(FollowUp).filter(kind="after_purchase", state="open", voided_at=None).exists():
        return
    due = max(bought_on + dt.timedelta(days=at.playbook.windows.followup_days), at.today)
    row = FollowUp(kind="after_purchase", began="purchase", began_on=bought_on, due_on=due, state="open")
    row.product = told.product_name(at, opportunity)
    at.write(row)


def _is_open(row: Opportunity) -> None:
    if row.state != "open":
        raise ended("This opportunity ended already: nothing was changed.")
