"""No text can freeze anything: every pattern that meets text from outside takes time linear in it."""

import re

import pytest

from support import growth, patterns, soak
from tilth.policy.registry import authentication_texts

MIXED = soak.scale(8, 600)
"""Random mixtures of a pattern's own pieces, beside the runs and words of the table."""
WORDS = soak.scale(8, 200)


def words_of(place: str) -> tuple[str, ...]:
    """Return the words of the table and the pieces of the patterns themselves."""
    own = [
        piece
        for pattern in patterns.compiled(place)
        if isinstance(pattern.pattern, str)
        for piece in growth.pieces(pattern.pattern, pattern.flags)
    ]
    return tuple(dict.fromkeys((*patterns.OUTSIDE[place].words, *own)))


def test_every_use_of_a_pattern_is_known() -> None:
    known = {**patterns.OUTSIDE, **patterns.EXEMPT}
    found = patterns.uses()
    assert sorted(set(found) - set(known)) == [], "list it in tests/support/patterns.py with its worst texts"
    assert sorted(set(known) - set(found)) == [], "it is gone: take it out"
    assert patterns.imported_otherwise() == []
    for place, reason in patterns.EXEMPT.items():
        if reason == patterns.LINEAR:
            assert all(called.endswith("_regex") for called in found[place]), place


@pytest.mark.parametrize("place", list(patterns.OUTSIDE))
def test_a_long_text_takes_time_in_proportion(place: str) -> None:
    texts = growth.worst(words_of(place), seed=place, most=WORDS, mixed=MIXED)
    slowest = growth.slowest(patterns.OUTSIDE[place].run, texts)
    print(f"FIGURE text: {place}: {slowest}")


@pytest.mark.parametrize("number", range(len(authentication_texts.PATTERNS)))
def test_each_pattern_of_a_secret_takes_time_in_proportion(number: int) -> None:
    kind, pattern = authentication_texts.PATTERNS[number]
    words = growth.pieces(pattern.pattern, pattern.flags)
    texts = growth.worst(words, seed=f"{kind} {number}", most=2 * WORDS, mixed=3 * MIXED)
    slowest = growth.slowest(pattern.search, texts)
    print(f"FIGURE text: {kind}, pattern {number}: {slowest}")


def test_the_ceiling_would_notice_a_pattern_that_looks_twice() -> None:
    """A must-fail control: the old way to find an e-mail takes half a minute for a run of letters."""
    looks_twice = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
    with pytest.raises(growth.TooSlowError):
        growth.seconds(looks_twice.search, "a" * growth.LENGTH, ceiling=0.2)


def test_the_walk_would_notice_a_pattern_in_a_function() -> None:
    found = patterns.uses()
    assert "compile" in found["policy/registry/authentication_texts.py:PATTERNS"]
    assert found["policy/masks.py:address"] == ["sub"]
