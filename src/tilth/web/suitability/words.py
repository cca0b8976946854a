"""The words of a judgement in the reader's language."""

from collections.abc import Iterable

from tilth.policy.suitability.codes import DUTIES, REASONS, VERDICTS
from tilth.policy.words import Codes
from tilth.web.format.languages import language

TONES = {"allowed": "ok", "procedure": "due", "own_wish": "due", "blocked": "late"}
"""Verdict → how it looks."""


def told(codes: Codes, code: str) -> str:
    """Return the word of a code; the code itself where it is not known any more."""
    found = codes.get(code)
    return code if found is None else found.told(language())


def verdict(code: str) -> str:
    """Return the word of a verdict."""
    return told(VERDICTS, code)


def reasons(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the words of reasons."""
    return tuple(told(REASONS, code) for code in codes)


def duties(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the words of duties."""
    return tuple(told(DUTIES, code) for code in codes)
