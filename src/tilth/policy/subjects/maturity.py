"""Outcomes of maturities: what became of money that fell due, and what came with it (LIST-14, REC-04)."""

from decimal import Decimal

from tilth.kernel.sentences import marked as _
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
    """Return what cannot be meant as one sentence to be translated; empty where all fits."""
    if any(amount is not None and amount <= 0 for amount in (renewed, new_money)):
        return _("Write an amount above nought, or none.")
    if (result in STAYS) != (renewed is not None):
        return _("What was renewed has its amount, and what moved or left has none.")
    if result == "left" and new_money is not None:
        return _("What left the bank brings no new money: record that by itself.")
    if (new_money is not None) != bool(from_bank):
        return _("New money comes from somewhere: give the amount and the bank.")
    return ""
