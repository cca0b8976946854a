"""One opportunity as board, list and file show it: its words, how long it stands, how likely it closes."""

import datetime as dt
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tilth.domain.deals.past import Past
from tilth.domain.deals.queries import Deal
from tilth.policy import chances
from tilth.policy.chances import Chance
from tilth.policy.codes import CATEGORIES
from tilth.policy.subjects.opportunity import MOVES, REASONS, SOURCES, STAGES, STATES, TYPES, may_move
from tilth.web.format.languages import language

_YUAN = Decimal("0.01")


@dataclass(frozen=True, kw_only=True)
class Card:
    """One opportunity."""

    deal: Deal
    category: str
    stage: str
    source: str
    trial: str
    """The word of a trial; empty for a full one."""
    days: int
    """In its stage, today included as the first day after it came."""
    median: Decimal | None
    """How long others stood in it; None while none has left it."""
    chance: Chance | None
    weighted: Decimal | None
    """Amount × chance, to the cent; None where one of them is unknown."""
    moves: tuple[tuple[str, str], ...]
    """Stages to which it may be moved, in words."""
    state: str
    reason: str

    @property
    def late(self) -> bool:
        """Whether it stands in its stage for longer than half of the others did."""
        return self.median is not None and self.deal.row.state == "open" and self.days > self.median

    @property
    def percent(self) -> str:
        """The chance in whole percent; empty where nothing tells."""
        return "" if self.chance is None else f"{round(self.chance.share * 100)}%"


@dataclass(frozen=True, kw_only=True)
class Maker:
    """What makes cards: the bank's past, how far it is drawn, and the day."""

    past: Past
    drawn: int
    today: dt.date

    def chance(self, stage: str, category: str | None) -> Chance | None:
        """Return the chance of an open opportunity of a stage and category."""
        return chances.of(self.past.closed, category=category, stage=stage, drawn=self.drawn)

    def card(self, deal: Deal) -> Card:
        """Return an opportunity as it is shown."""
        row, said = deal.row, language()
        chance = self.chance(row.stage, row.category) if row.state == "open" else None
        return Card(
            deal=deal,
            category=CATEGORIES[row.category].told(said) if row.category else "",
            stage=STAGES[row.stage].told(said),
            source=SOURCES[row.source].told(said),
            trial=TYPES[row.type].told(said) if row.type == "trial" else "",
            days=(self.today - row.stage_on).days,
            median=self.past.median(row.stage),
            chance=chance,
            weighted=weighted(row.amount, chance),
            moves=tuple(
                (code, words.told(said)) for code, words in MOVES.items() if may_move(row.stage, code)
            ),
            state=STATES[row.state].told(said),
            reason=REASONS[row.reason].told(said) if row.reason else "",
        )


def weighted(amount: Decimal | None, chance: Chance | None) -> Decimal | None:
    """Return amount × chance to the cent; None where one of them is unknown."""
    if amount is None or chance is None:
        return None
    return (amount * chance.share).quantize(_YUAN, ROUND_HALF_UP)
