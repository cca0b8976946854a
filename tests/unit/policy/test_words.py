"""The words of a code, in both languages."""

import pytest

from tilth.policy.words import Words


def test_the_word_is_that_of_the_readers_language() -> None:
    word = Words("Gift", "礼品")
    assert [word.told(one) for one in ("zh-hans", "zh", "en", "")] == ["礼品", "礼品", "Gift", "Gift"]


@pytest.mark.parametrize("given", [("", "礼品"), ("Gift", " ")])
def test_a_word_without_a_language_is_refused(given: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="lacks a language"):
        Words(*given)
