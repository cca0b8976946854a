"""Money won from other banks: what came in after a contact, confirmed or refused by the manager (B3)."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from tilth.policy.subjects.kit import RECORDED, Merges, Moves, Rules, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Codes, Words

ANSWERS: Codes = {
    "confirmed": Words("Won", "算争取来的"),
    "refused": Words("Not won", "不算"),
}
DAYS = 30
"""Days that the night's inflow sums, and in which a contact comes before it."""


class WonMoneyRules(Rules):
    """From which sum on an inflow is proposed."""

    least: Annotated[Decimal, Field(gt=0, lt=Decimal(10) ** 12, decimal_places=2)]


WON_MONEY = Subject(
    thing=Thing.WON_MONEY,
    words=Words("Money from another bank", "他行资金"),
    many=Words("Money won from other banks", "争取到的他行资金"),
    about="Money that came in after a contact: proposed by the night, won from another bank or not.",
    shows=(),
    hands=RECORDED,
    happened="came_on",
    line=("answer", "amount", "from_bank"),
    moves=Moves.STAY,
    merges=Merges.MOVE,
    retention="dealings",
    icon="building-bank",
    erases=(),
    rules=WonMoneyRules,
    tab="deals",
)


def unanswered(
    inflow: Decimal | None, answered: Iterable[tuple[dt.date, Decimal]], *, night: dt.date
) -> Decimal:
    """Return what came in from others in the 30 days up to a night and nobody answered for yet.

    `answered`: day and amount of what was confirmed or refused; each yuan of an inflow is answered once.
    """
    counted = sum((amount for day, amount in answered if _within(day, night)), Decimal(0))
    return max((inflow or Decimal(0)) - counted, Decimal(0))


def proposed(
    open_amount: Decimal, *, talked_on: dt.date | None, night: dt.date, rules: WonMoneyRules
) -> bool:
    """Say whether an inflow is to be answered for: large enough, and within 30 days of a contact."""
    return (
        open_amount >= rules.least and talked_on is not None and talked_on >= night - dt.timedelta(days=DAYS)
    )


def _within(day: dt.date, night: dt.date) -> bool:
    return day > night - dt.timedelta(days=DAYS)
