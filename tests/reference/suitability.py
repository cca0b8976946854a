"""Suitability once more, from the rules as they are written: no code, no table and no type of the program's.

Of a product's grade 1…5, of what is known of a customer, and of what is to be done with it. Written as a walk
through the protections one by one, each of which only ever makes the answer heavier.
"""

from typing import NamedTuple

STATES = ("C1", "C2", "C3", "C4", "C5", "lowest", "none", "expired")
BANDS = ("minor", "adult", "nearly", "elderly")
"""Below 18, 18 to 59, 60 to 64, from 65 on."""
CHANNELS = ("branch", "online", "third_party")
ACTIONS = ("show", "recommend", "own_wish", "sign")
HEAVIER = ("allowed", "procedure", "own_wish", "blocked")


class Told(NamedTuple):
    """One case."""

    grade: int
    state: str
    professional: bool
    band: str
    channel: str
    action: str
    fund: bool
    """Sold by the rules of the CSRC; else by those of the NFRA."""


def verdict(case: Told) -> str:
    """Return allowed, procedure, own_wish or blocked."""
    return max((_platform(case), _young(case), _old(case), _grade(case)), key=HEAVIER.index)


def _platform(case: Told) -> str:
    """Somebody else's platform may show and do nothing else (C-48)."""
    return "blocked" if case.channel == "third_party" and case.action != "show" else "allowed"


def _young(case: Told) -> str:
    """A minor has the lowest grade with a guardian, and no wish of the own."""
    if case.band != "minor":
        return "allowed"
    return "procedure" if case.grade == 1 and case.action != "own_wish" else "blocked"


def _old(case: Told) -> str:
    """From 65 on a second person, time and a call from R2 on; nothing above R2 is pushed (C-45, TRAP-18)."""
    if case.band != "elderly" or case.grade < 2:
        return "allowed"
    return "own_wish" if case.grade > 2 and case.action in {"show", "recommend"} else "procedure"


def _grade(case: Told) -> str:
    """The grade against the level (C-41, C-44)."""
    if case.professional:
        return "procedure" if case.grade == 5 else "allowed"
    if case.state in {"none", "expired"}:
        return "blocked"
    level = 1 if case.state == "lowest" else int(case.state[1])
    if case.grade <= level:
        return "allowed"
    asked_for = case.action in {"own_wish", "sign"}
    return "own_wish" if case.fund and asked_for and level > 1 and case.band != "elderly" else "blocked"
