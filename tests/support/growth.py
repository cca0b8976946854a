"""How a pattern grows: texts made of its own pieces, and a ceiling of processor time instead of a clock."""

import random
import re
import signal
import time
import unicodedata
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

LENGTH = 100_000
CEILING = 2.0
"""Seconds of processor time: ten times what any of these needs; what looks twice needs minutes."""
RUNS = (
    " ",
    "\t",
    "\n",
    "1",
    "0",
    "a",
    "A",
    "@",
    ".",
    "-",
    "_",
    "=",
    ":",
    "(",
    "*",
    ",",
    "!",
    "é",
    "一",
    "是",
    "'",
)
MARKS = ("\u0301\u0327", "\u0f73", "\uff9e\u0301")
"""Signs that take long to bring to one spelling."""
_ONE = {"CATEGORY_DIGIT": "1", "CATEGORY_WORD": "w", "CATEGORY_SPACE": " "}


class TooSlowError(Exception):
    """The ceiling was reached."""


def pieces(pattern: str, flags: int = 0) -> tuple[str, ...]:
    """Return the literal words of a pattern and one sign for each of its sets."""
    found: dict[str, None] = {}
    _gather(re._parser.parse(pattern, flags), found)  # type: ignore[attr-defined]
    return tuple(found)


def _gather(tree: Any, found: dict[str, None]) -> None:
    word = ""
    for op, value in [*tree, (None, None)]:
        if str(op) == "LITERAL":
            word += chr(value)
            continue
        if word:
            found[word] = None
            word = ""
        if str(op) == "IN":
            found |= dict.fromkeys(_signs(value))
        else:
            for part in _below(value):
                _gather(part, found)


def _signs(items: Any) -> Iterator[str]:
    for op, value in items:
        if str(op) == "LITERAL":
            yield chr(value)
        elif str(op) == "RANGE":
            yield chr(value[0])
        elif str(value) in _ONE:
            yield _ONE[str(value)]


def _below(value: Any) -> Iterator[Any]:
    if isinstance(value, re._parser.SubPattern):  # type: ignore[attr-defined]
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _below(part)


def worst(known: tuple[str, ...], *, seed: str, most: int, mixed: int) -> Iterator[str]:
    """Yield long texts: runs of one sign, `most` words with a run, and so many mixtures of all pieces."""
    chance = random.Random(seed)
    alphabet = (*known, *RUNS)
    yield repeated("\ufdfa", LENGTH // len(unicodedata.normalize("NFKC", "\ufdfa")))
    for run in (*RUNS, *MARKS):
        yield repeated(run, LENGTH)
    for word in chance.sample(known, min(most, len(known))):
        yield repeated(word, LENGTH)
        yield word + repeated(chance.choice(RUNS), LENGTH) + "x"
    for _ in range(mixed):
        head, tail = chance.choice(alphabet), chance.choice(alphabet)
        many = "".join(chance.choices(alphabet, k=chance.randint(1, 3)))
        yield head + repeated(many, LENGTH) + tail


def repeated(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]


def seconds(run: Callable[[str], object], text: str, *, ceiling: float = CEILING) -> float:
    """Return the processor time that a text takes; TooSlowError beyond the ceiling."""
    before = signal.signal(signal.SIGPROF, _stop)
    signal.setitimer(signal.ITIMER_PROF, ceiling)
    began = time.process_time()
    try:
        run(text)
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
    took = time.process_time() - began
    if took > ceiling:
        raise TooSlowError(f"{took:.1f} s")
    return took


def slowest(run: Callable[[str], object], texts: Iterator[str]) -> str:
    """Return the slowest of the texts and its processor time, in words; TooSlowError for one that freezes."""
    took, text = max((seconds(run, text), text[:24]) for text in texts)
    return f"{took:.3f} s CPU for {LENGTH:,} signs of {text!r}"


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TooSlowError
