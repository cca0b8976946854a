"""What people do with maturities: say what became of the money (LIST-14)."""

from decimal import Decimal
from typing import Annotated

from tilth.data.models import Maturity
from tilth.domain.acting import Acting
from tilth.domain.acts import adds
from tilth.domain.arguments import OneOf
from tilth.domain.told.maturity import told
from tilth.policy import codes
from tilth.policy.subjects.maturity import MATURITY, RESULTS
from tilth.policy.words import Words


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
