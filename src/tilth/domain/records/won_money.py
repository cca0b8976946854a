"""What people do with money that came in after a contact: call it won, with its bank, or not (B3)."""

from decimal import Decimal
from typing import Annotated

from tilth.data.models import WonMoney
from tilth.domain.acting import Acting
from tilth.domain.acts import adds
from tilth.domain.arguments import OneOf
from tilth.domain.told.won_money import answered
from tilth.policy import codes
from tilth.policy.subjects.won_money import ANSWERS, WON_MONEY
from tilth.policy.words import Words


@adds(WON_MONEY, Words("Answer for an inflow", "认定流入资金"))
def count(
    at: Acting,
    *,
    amount: Decimal,
    answer: Annotated[str, OneOf(ANSWERS)],
    from_bank: Annotated[str | None, OneOf(codes.BANKS)] = None,
) -> WonMoney:
    """Say whether what came in was won from another bank, and from which; no yuan is answered twice."""
    return answered(at, amount=amount, answer=answer, from_bank=from_bank or "")
