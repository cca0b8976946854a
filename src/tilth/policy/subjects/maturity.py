"""Outcomes of maturities: what became of money that fell due, and what came with it (LIST-14, REC-04)."""

from decimal import Decimal

from tilth.policy.subjects.kit import RECORDED, Merges, Moves, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

RESULTS: Codes = {
    "renewed": Words("Renewed", "续存"),
    "in_part": Words("Renewed in part", "部分续存"),
    "moved": Words("Moved to another product", "转作其他产品"),
    "left": Words("Left the bank", "转出本行"),
}
STAYS = frozenset({"renewed", "in_part"})
"""Results with an amount that was renewed."""

MATURITY = Subject(
    thing=Thing.MATURITY,
    words=Words("Outcome of a maturity", "到期结果"),
    many=Words("Outcomes of maturities", "到期结果"),
    about="What became of a deposit that fell due: renewed, in part, moved or left; new money, and whence.",
    shows=("LIST-14",),
    hands=RECORDED,
    happened="told_on",
    line=("result", "renewed", "new_money", "from_bank"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    icon="calendar-dollar",
    erases=(),
    tab="deals",
)


def problem(result: str, *, renewed: Decimal | None, new_money: Decimal | None, from_bank: str) -> str:
    """Return in one word what cannot be meant; empty where all fits."""
    if any(amount is not None and amount <= 0 for amount in (renewed, new_money)):
        return "nought"
    if (result in STAYS) != (renewed is not None):
        return "renewed"
    if result == "left" and new_money is not None:
        return "left"
    return "" if (new_money is not None) == bool(from_bank) else "whence"
