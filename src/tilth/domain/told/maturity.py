"""Outcomes of maturities: what fits together, and storing one."""

from decimal import Decimal

from tilth.data.models import Contact, Maturity
from tilth.domain.acting import Acting, Unclear
from tilth.kernel.sentences import marked as _
from tilth.policy.subjects.maturity import problem

_WRONG = {
    "nought": _("Write an amount above nought, or none."),
    "renewed": _("What was renewed has its amount, and what moved or left has none."),
    "left": _("What left the bank brings no new money: record that by itself."),
    "whence": _("New money comes from somewhere: give the amount and the bank."),
}


def wrong(result: str, *, renewed: Decimal | None, new_money: Decimal | None, from_bank: str) -> str:
    """Return a sentence, to be translated, where amounts, result and bank contradict each other."""
    return _WRONG.get(problem(result, renewed=renewed, new_money=new_money, from_bank=from_bank), "")


def check(result: str, *, renewed: Decimal | None, new_money: Decimal | None, from_bank: str) -> None:
    """Raise Unclear with the same sentence."""
    found = wrong(result, renewed=renewed, new_money=new_money, from_bank=from_bank)
    if found:
        raise Unclear(found)


def told(  # noqa: PLR0913 - one outcome, told in keywords
    at: Acting,
    *,
    result: str,
    renewed: Decimal | None,
    new_money: Decimal | None,
    from_bank: str,
    contact: Contact | None = None,
) -> Maturity:
    """Store an outcome, heard in a contact or by itself."""
    check(result, renewed=renewed, new_money=new_money, from_bank=from_bank)
    row = Maturity(told_on=at.today, result=result, renewed=renewed, new_money=new_money)
    row.from_bank, row.contact = from_bank or None, contact
    return at.write(row)
