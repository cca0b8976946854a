"""What all sentences that are said to customers have in common: words nobody says, facts, their days."""

import datetime as dt
from collections.abc import Iterable
from string import Formatter
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


class Kept(BaseModel):
    """A sentence of the library, used from its first day until its last."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    valid_from: dt.date | None = None
    valid_until: dt.date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValueError(f"valid_until {self.valid_until} lies before valid_from {self.valid_from}")
        return self

    def holds(self, day: dt.date) -> bool:
        """Say whether it may be used on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day <= self.valid_until)


def unknown(text: str, facts: Iterable[str]) -> str | None:
    """Return what a sentence names in braces and nobody fills in; None where it names facts alone."""
    try:
        parts = [*Formatter().parse(text)]
    except ValueError:
        return text
    named = ((name, form or turned) for _before, name, form, turned in parts if name is not None)
    return next((name for name, turned in named if name not in facts or turned), None)


def banned(texts: Iterable[str], words: Iterable[str]) -> str:
    """Return one of the words that a text has, in small or large letters; empty text for none."""
    told = [text.casefold() for text in texts]
    return next((word for word in words if word and any(word.casefold() in text for text in told)), "")
