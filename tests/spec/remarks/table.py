"""How the table of remarks is written: a text, the day it was written, and what is read."""

import datetime as dt
from dataclasses import dataclass

from tilth.policy.remarks import Choice, Reading, read

WRITTEN = "2026-04-01"
"""A Wednesday; the holiday calendar of 2026 is announced, that of 2027 is not."""


@dataclass(frozen=True)
class Case:
    """One remark, and what is read in it: a line for each reading, none where it names no day."""

    text: str
    expected: tuple[str, ...] = ()
    written: str = WRITTEN

    @property
    def day(self) -> dt.date:
        """The day on which it is written."""
        return dt.date.fromisoformat(self.written)

    def answers(self) -> tuple[str, ...]:
        """Return what is read, in the words of the table."""
        return tuple(shown(reading) for reading in read(self.text, self.day))


@dataclass(frozen=True)
class Rule:
    """A group of remarks with the sentence that they show."""

    title: str
    sentence: str
    cases: tuple[Case, ...]


def shown(reading: Reading) -> str:
    """Return one reading in one line: its words, then its days or why there is none."""
    if reading.problem:
        return f"{reading.words}: {reading.problem.replace('_', ' ')}"
    hour = f" at {reading.at:%H:%M}" if reading.at else ""
    return f"{reading.words}: {' or '.join(_choice(one) for one in reading.choices)}{hour}"


def _choice(one: Choice) -> str:
    notes = [name for name in ("again", "guessed", "off") if getattr(one, name)]
    span = "" if one.first == one.last else f" of {one.first} … {one.last}"
    return f"{one.day}{span}{''.join(f' ({name})' for name in notes)}"
