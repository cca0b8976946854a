"""The types of the condition language, its limits, and its one kind of fault."""

from dataclasses import dataclass
from enum import StrEnum

from tilth.kernel.errors import Refused

MAX_TEXT = 2000
MAX_NODES = 200
MAX_DEPTH = 20
MAX_EXACT_DIGITS = 38
"""The widest exact decimal that every engine has."""
MAX_RATIO_DIGITS = 280
"""Ratios stay below the largest double."""


class Type(StrEnum):
    """What a value is; `MONEY` is any exact decimal, `RATIO` a double."""

    TEXT = "text"
    INTEGER = "integer"
    MONEY = "money"
    RATIO = "ratio"
    BOOLEAN = "boolean"
    CATEGORIES = "categories"


EXACT = frozenset({Type.INTEGER, Type.MONEY})
NUMERIC = frozenset({Type.INTEGER, Type.MONEY, Type.RATIO})


@dataclass(frozen=True)
class Width:
    """Digits before and after the decimal point that an exact number may need."""

    whole: int
    scale: int

    @property
    def precision(self) -> int:
        """All digits."""
        return self.whole + self.scale

    def joined(self, other: "Width") -> "Width":
        """Return the width that holds both numbers."""
        return Width(max(self.whole, other.whole), max(self.scale, other.scale))


WIDTHS = {Type.INTEGER: Width(9, 0), Type.MONEY: Width(16, 2), Type.RATIO: Width(16, 0)}


class ConditionError(Refused):
    """A condition that says something the language does not have; `at` is the character, from 1."""

    def __init__(self, sentence: str, *, at: int = 0) -> None:
        self.at = at
        place = f"character {at}: " if at else ""
        super().__init__(f"{place}{sentence}")
