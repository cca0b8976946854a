"""Suitability: which grades a customer's own, valid risk assessment allows; nothing else does (TRAP-14)."""

import datetime as dt
from dataclasses import dataclass
from typing import Literal

from tilth.kernel.dates import years_over

State = Literal["valid", "expired", "missing"]
GRADES = ("R1", "R2", "R3", "R4", "R5")
LEVELS = ("C1", "C2", "C3", "C4", "C5")
LEAST = {
    "wealth_product": 1,
    "fund": 1,
    "insurance": 1,
    "bond": 1,
    "precious_metal": 3,
    "trust": 3,
    "securities": 4,
}
"""Categories whose products carry a grade → the lowest in which such products come; deposits carry none."""


@dataclass(frozen=True, kw_only=True)
class Suitability:
    """What an assessment says on a day."""

    state: State
    level: str | None
    """C1…C5 as assessed, also where it has expired."""
    assessed_on: dt.date | None
    ends_on: dt.date | None
    """The first day on which it does not hold any more."""
    lowest: bool = False
    """It puts the customer into the lowest category of all: nothing above R1, not even on an own wish."""

    @property
    def grades(self) -> tuple[str, ...]:
        """The product grades allowed: none without a valid assessment."""
        if self.state != "valid" or self.level is None:
            return ()
        return GRADES[: int(self.level[1:])]

    def allows(self, category: str) -> bool | None:
        """Say whether any product of a category can suit; None where only an assessment could tell."""
        least = LEAST.get(category)
        if least is None:
            return True
        return None if self.state != "valid" else least <= len(self.grades)


def of(
    level: str | None, assessed_on: dt.date | None, *, day: dt.date, years: int, lowest: bool = False
) -> Suitability:
    """Return what an assessment of `level` is worth on `day`, when it is valid for so many years."""
    if level not in LEVELS or assessed_on is None:
        return Suitability(state="missing", level=None, assessed_on=None, ends_on=None)
    ends_on = years_over(assessed_on, years)
    state: State = "valid" if day < ends_on else "expired"
    return Suitability(state=state, level=level, assessed_on=assessed_on, ends_on=ends_on, lowest=lowest)


def newer(fed: Suitability, own: Suitability) -> Suitability:
    """Return the assessment that counts: the newer; of one day the lower, which is the stricter word."""
    if fed.assessed_on is None or own.assessed_on is None:
        return own if fed.assessed_on is None else fed
    if fed.assessed_on != own.assessed_on:
        return max(fed, own, key=lambda one: one.assessed_on or dt.date.min)
    return min(own, fed, key=lambda one: (one.level or "", not one.lowest))
