"""An opportunity as it is opened, by hand or by an interest that a customer expressed (CONS-06)."""

import datetime as dt
from decimal import Decimal

from tilth.data.models import Contact, Interest, Need, Opportunity
from tilth.domain.acting import Acting, Unclear
from tilth.domain.products import queries as products
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.need import NeedRules
from tilth.policy.subjects.opportunity import FIRST, OpportunityRules

OF_INTEREST: dict[str, str | None] = {
    "time_deposit": "time_deposit",
    "wealth_product": "wealth_product",
    "fund": "fund",
    "insurance": "insurance",
    "gold": "precious_metal",
    "foreign_currency": "fx_deposit",
    "mortgage": "mortgage",
    "loan": "loan",
    "card": "credit_card",
    "payroll": "payroll",
}
"""Interest → the category it names; the others name a need, and the category is still to be found."""


def check(*, amount: Decimal | None, expected_on: dt.date, today: dt.date) -> None:
    """Raise Unclear where an opportunity is worth nothing, or its day has passed."""
    if amount is not None and amount <= 0:
        raise Unclear(_("Write an amount above nought, or none."))
    if expected_on < today:
        raise Unclear(_("It is expected today or on a later day."))


def new(
    at: Acting, *, source: str, category: str | None, amount: Decimal | None, expected_on: dt.date
) -> Opportunity:
    """Return an opportunity that begins today, not stored yet."""
    row = Opportunity(source=source, type="full", category=category, amount=amount, expected_on=expected_on)
    row.opened_on = row.stage_on = at.today
    row.stage, row.state = FIRST, "open"
    return row


def written(at: Acting, row: Opportunity) -> Opportunity:
    """Store an opportunity; open needs that its category meets are answered by it."""
    made = at.write(row)
    if made.category is not None:
        kinds = at.playbook.of(NeedRules).by_category[made.category]
        for need in at.rows(Need).filter(state="open", deal=None, kind__in=sorted(kinds)):
            need.deal = made.pk
            at.changed(need)
    return made


def of_interest(at: Acting, heard: Interest, contact: Contact | None) -> None:
    """Open an opportunity for an interest, unless one of its category is open already (CONS-06)."""
    category = OF_INTEREST.get(heard.kind)
    if at.rows(Opportunity).filter(state="open", category=category).exists():
        return
    days = dt.timedelta(days=at.playbook.of(OpportunityRules).expected_days)
    expected = max(at.today + days, heard.due_on)
    row = new(at, source="contact", category=category, amount=heard.amount, expected_on=expected)
    row.contact, row.interest = contact, heard.pk
    written(at, row)


def product_name(at: Acting, deal: Opportunity) -> str | None:
    """Return how the bank calls the product of an opportunity; None where none is named."""
    shelf = {one.product_id: one.name for one in products.on_sale(at.who.generation)}
    return shelf.get(deal.product or "")


def back_with_interest(at: Acting, heard: Interest) -> None:
    """Take back the opportunity that an interest opened, with the interest (CONS-06)."""
    for deal in at.rows(Opportunity).filter(interest=heard.pk, state="open"):
        released(at, deal)
        at.void(deal)


def released(at: Acting, deal: Opportunity) -> None:
    """Let open needs that an opportunity answered wait for another one."""
    for need in at.rows(Need).filter(deal=deal.pk, state="open"):
        need.deal = None
        at.changed(need)
