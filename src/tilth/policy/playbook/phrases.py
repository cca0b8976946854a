"""What all sentences that are said to customers have in common: words nobody says, facts, a last day."""

import datetime as dt
from collections.abc import Iterable
from string import Formatter

from pydantic import BaseModel, ConfigDict


class Kept(BaseModel):
    """A sentence of the library, used until its last day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    valid_until: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Say whether it may be used on a day."""
        return self.valid_until is None or day <= self.valid_until


def twice(words: Iterable[str]) -> str:
    """Return a word that is there more than once; empty text for none."""
    seen: set[str] = set()
    for word in words:
        if word in seen:
            return word
        seen.add(word)
    return ""


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
