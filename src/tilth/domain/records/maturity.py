"""What people do with maturities: say what became of the money (LIST-14)."""

from decimal import Decimal
from typing import Annotated

from tilth.data.models import Contact, Maturity
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds
from tilth.domain.arguments import OneOf
from tilth.policy import codes
from tilth.policy.subjects.maturity import MATURITY, RESULTS, problem
from tilth.policy.words import Words


def check(result: str, *, renewed: Decimal | None, new_money: Decimal | None, from_bank: str) -> None:
    """Raise Unclear where amounts, result and bank contradict each other."""
    wrong = problem(result, renewed=renewed, new_money=new_money, from_bank=from_bank)
    if wrong:
        raise Unclear(wrong)


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


@adds(MATURITY, Words("Say what became of a maturity", "登记到期结果"))
def tell(
    at: Acting,
    *,
    result: Annotated[str, OneOf(RESULTS)],
    renewed: Decimal | None = None,
    new_money: Decimal | None = None,
    from_bank: Annotated[str | None, OneOf(codes.BANKS)] = None,
) -> Maturity:
    """Say whether the money was renewed, moved or left, and what came new."""
    return told(at, result=result, renewed=renewed, new_money=new_money, from_bank=from_bank or "")
