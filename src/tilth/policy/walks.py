"""Walks: who looks at, asks for or guesses at too many customers in an hour is slowed, then stopped.

What is counted is distinct: a customer opened twice, a text typed twice counts once. The kinds: `refused`,
numbers that were not shown; `missed`, whole numbers searched for that nobody has; `outside`, searches beyond
the own book; `opened`, customers opened.
"""

import datetime as dt
import math
from dataclasses import dataclass
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Kind = Literal["refused", "missed", "outside", "opened"]
KINDS: tuple[Kind, ...] = ("refused", "missed", "outside", "opened")
BY_HABIT: frozenset[Kind] = frozenset({"outside", "opened"})
"""What a person's work may ask for more of; nobody gets into the habit of guessing."""
LEAST_OPENED = 200
"""Fewer customers in an hour are never a walk: a manager opens 172 on a full day."""
HOUR = dt.timedelta(hours=1)
SLOWED, STOPPED, LIFTED = "slowed", "stopped", "lifted"


class Limit(BaseModel):
    """How many within an hour are free, and beyond how many everything stops."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slow: int = Field(ge=1)
    stop: int = Field(ge=2)

    @model_validator(mode="after")
    def _ordered(self) -> Self:
        if self.stop <= self.slow:
            raise ValueError("stop must be larger than slow")
        return self


class WalkSettings(BaseModel):
    """Where looking becomes a walk."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    refused: Limit = Limit(slow=20, stop=40)
    """Distinct customer numbers that were refused."""
    missed: Limit = Limit(slow=10, stop=20)
    """Searches by a whole mobile, identity or customer number that found nobody."""
    outside: Limit = Limit(slow=40, stop=80)
    """Searches beyond the own book, whatever they found."""
    opened: Limit = Limit(slow=200, stop=300)
    """Distinct customers opened."""
    pause: int = Field(default=15, ge=1, le=300)
    """Seconds between two acts of a kind that is slowed."""
    rest: int = Field(default=60, ge=1, le=1440)
    """Minutes after which a stop ends by itself."""
    habit: int = Field(default=3, ge=1)
    """A limit that follows a habit is so many times the habit."""
    habit_days: int = Field(default=30, ge=1, le=366)
    """So many days before today are looked at for a habit."""
    habit_least: int = Field(default=10, ge=1)
    """A habit is what the busiest hour held on at least so many of these days."""

    @model_validator(mode="after")
    def _never_in_the_way_of_work(self) -> Self:
        if self.opened.slow < LEAST_OPENED:
            raise ValueError(f"opened.slow must be at least {LEAST_OPENED}: fewer are a day's work")
        return self

    def of(self, kind: Kind) -> Limit:
        """Return the limit of a kind, without anybody's habit."""
        limits: dict[Kind, Limit] = {
            "refused": self.refused,
            "missed": self.missed,
            "outside": self.outside,
            "opened": self.opened,
        }
        return limits[kind]


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What follows: '' nothing, slowed for some seconds, or stopped."""

    level: Literal["", "slowed", "stopped"] = ""
    seconds: int = 0
    limit: int = 0
    """How many were free."""


def limit(settings: WalkSettings, kind: Kind, *, habit: int = 0) -> Limit:
    """Return a person's limit: the setting, or so many times the habit; the stop grows along."""
    fixed = settings.of(kind)
    slow = max(fixed.slow, settings.habit * habit) if kind in BY_HABIT else fixed.slow
    return Limit(slow=slow, stop=max(slow + 1, slow * fixed.stop // fixed.slow))


def verdict(  # noqa: PLR0913 - the parts of one question, told in keywords
    settings: WalkSettings,
    kind: Kind,
    *,
    done: int,
    last: dt.datetime | None,
    now: dt.datetime,
    habit: int = 0,
) -> Verdict:
    """Say what follows from so many in the hour, this one included; `last`: the one before that was answered.

    Beyond the first limit one is answered every `pause` seconds. A clock that stands still or steps back
    never shortens the pause and never asks for more than one.
    """
    held = limit(settings, kind, habit=habit)
    if done > held.stop:
        return Verdict(level="stopped", limit=held.slow)
    if done <= held.slow or last is None:
        return Verdict(limit=held.slow)
    left = min(settings.pause, math.ceil(settings.pause - (now - last).total_seconds()))
    return Verdict(level="slowed", seconds=left, limit=held.slow) if left > 0 else Verdict(limit=held.slow)
