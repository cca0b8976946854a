"""Gifts and hospitality: what was given, the year's limit, who approves what passes it (TRAP-15)."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from tilth.policy.roles import LEADERS
from tilth.policy.subjects.kit import RECORDED, Due, Hand, Merges, Moves, Rules, Subject, Tone
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

KINDS: Codes = {
    "flowers": Words("Flowers", "鲜花"),
    "ticket": Words("Ticket", "门票"),
    "meal": Words("Meal", "餐叙"),
    "other": Words("Something else", "其他"),
}
STATES: Codes = {
    "asked": Words("Waits for approval", "待审批"),
    "approved": Words("Approved", "已批准"),
    "refused": Words("Refused", "已拒绝"),
}


class GiftRules(Rules):
    """What may be given."""

    limit_of_year: Annotated[Decimal, Field(ge=0, lt=Decimal(10) ** 9, decimal_places=2)]


GIFT = Subject(
    thing=Thing.GIFT,
    words=Words("Gift", "礼品"),
    many=Words("Gifts and hospitality", "礼品与招待"),
    about="Something of value given to a customer; above the year's limit it waits for a leader's yes.",
    shows=("TRAP-15",),
    hands={**RECORDED, **dict.fromkeys(LEADERS, Hand.DECIDE)},
    happened="given_on",
    line=("kind", "value", "state"),
    due=Due(day="given_on", until="decided_at", act="decide"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="gift",
    erases=(),
    states=STATES,
    tones={"asked": Tone.WAITS, "approved": Tone.GOOD, "refused": Tone.BAD},
    rules=GiftRules,
    tab="network",
)


def state(value: Decimal, *, given_this_year: Decimal, limit: Decimal) -> str:
    """Return what a new gift is: approved within the limit of a customer and year, else asked for."""
    return "approved" if value <= left(given_this_year=given_this_year, limit=limit) else "asked"


def left(*, given_this_year: Decimal, limit: Decimal) -> Decimal:
    """Return what a customer may still be given this year without asking anybody."""
    return max(limit - given_this_year, Decimal(0))
