"""Money that came in after a contact: what is left to answer for, and storing an answer."""

import datetime as dt
from decimal import Decimal

from tilth.data.models import Contact, PublishedCustomer, WonMoney
from tilth.domain.acting import Acting, Unclear
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.won_money import DAYS, unanswered


def left(at: Acting) -> Decimal:
    """Return what came in up to tonight and nobody answered for; the customer is locked, so it stays so."""
    night = at.who.generation.business_date
    inflow = at.rows(PublishedCustomer).values_list("external_inflow_30", flat=True).first()
    since = night - dt.timedelta(days=DAYS)
    answered = at.rows(WonMoney).filter(voided_at=None, came_on__gt=since).values_list("came_on", "amount")
    return unanswered(inflow, answered, night=night)


def answered(
    at: Acting, *, amount: Decimal, answer: str, from_bank: str, contact: Contact | None = None
) -> WonMoney:
    """Store a yes with its bank, or a no without; Unclear for more than came in and is unanswered."""
    if amount <= 0:
        raise Unclear(_("Write an amount above nought."))
    if (answer == "confirmed") != bool(from_bank):
        raise Unclear(_("What was won came from a bank: name it, and none for what was not won."))
    if amount > left(at):
        raise Unclear(_("So much has not come in, or it is counted already: write what is left of it."))
    row = WonMoney(came_on=at.who.generation.business_date, amount=amount, answer=answer)
    row.from_bank, row.contact = from_bank or None, contact
    return at.write(row)
