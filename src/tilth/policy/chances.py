"""How likely an opportunity closes: the bank's own closed ones, drawn towards the bank's mean (CONS-05).

Of all that ended and had come as far as this stage, so many were won: n ended, w won. A rate of few says
little, so that k of the bank's mean are mixed in: (w + k × mean) ÷ (n + k). First the bank's rate from the
stage on is drawn towards the rate of all that ended, then that of the category towards this. Where nothing
has ended yet there is no rate: nothing is made up.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tilth.policy.subjects.opportunity import CLOSE, ORDER, reached

_PLACES = Decimal("0.0001")


@dataclass(frozen=True, kw_only=True)
class Closed:
    """Opportunities that ended: of one category, in one stage before the end."""

    category: str
    stage: str
    won: int
    dropped: int


@dataclass(frozen=True, kw_only=True)
class Rate:
    """Won of ended."""

    won: int
    ended: int

    @property
    def share(self) -> Decimal:
        """Won ÷ ended as it is; nought where none ended."""
        return Decimal(self.won) / self.ended if self.ended else Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Chance:
    """The probability of a close, with the three rates that made it."""

    share: Decimal
    """0…1, four places."""
    drawn: int
    own: Rate
    """Of its category, from its stage on."""
    stage: Rate
    """Of all categories, from its stage on."""
    bank: Rate
    """Of all that ended."""
    mean: Decimal
    """The rate towards which its own is drawn: that of the stage, drawn towards the bank's."""


def of(closed: Iterable[Closed], *, category: str | None, stage: str, drawn: int) -> Chance | None:
    """Return the chance of an open opportunity; None while the bank has closed none."""
    rows = [*closed]
    bank = _rate(rows)
    if not bank.ended:
        return None
    far = [one for one in rows if one.stage == CLOSE or reached(one.stage, at_least=stage)]
    of_stage = _rate(far)
    own = _rate(one for one in far if one.category == (category or ""))
    mean = _towards(of_stage, bank.share, drawn)
    share = _towards(own, mean, drawn).quantize(_PLACES, ROUND_HALF_UP)
    return Chance(share=share, drawn=drawn, own=own, stage=of_stage, bank=bank, mean=mean)


def by_stage(closed: Iterable[Closed]) -> dict[str, Rate]:
    """Return stage → how many came as far, and how many of these were won."""
    rows = [*closed]
    return {
        code: _rate(one for one in rows if one.stage == CLOSE or reached(one.stage, at_least=code))
        for code in ORDER
    }


def _rate(rows: Iterable[Closed]) -> Rate:
    found = [*rows]
    won = sum(one.won for one in found)
    return Rate(won=won, ended=won + sum(one.dropped for one in found))


def _towards(rate: Rate, mean: Decimal, drawn: int) -> Decimal:
    return (rate.won + drawn * mean) / (rate.ended + drawn)
