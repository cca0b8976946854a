"""What people read for a code: the word in both languages, kept beside the code itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """One word or phrase in English and in simplified Chinese."""

    en: str
    zh: str

    def __post_init__(self) -> None:
        """Refuse an empty one: a code without a word would stand for itself on a page."""
        if not (self.en.strip() and self.zh.strip()):
            raise ValueError(f"{self!r} lacks a language: give the word in English and in Chinese.")

    def told(self, language: str) -> str:
        """Return it for a language of the pages: Chinese for `zh…`, else English."""
        return self.zh if language.startswith("zh") else self.en


def joined(sentences: Iterable[str], language: str) -> str:
    """Join whole sentences of a language of the pages: Chinese ones stand without a space between."""
    return ("" if language.startswith("zh") else " ").join(sentences)


Codes = Mapping[str, Words]
"""A list of codes in the order of its contract, each with its words."""
