"""A text read as everything for customers is read: the words at fault, why, and what to say instead."""

from dataclasses import dataclass

from tilth.policy.wording import Wording, hits
from tilth.web import labels
from tilth.web.format.languages import language


@dataclass(frozen=True, kw_only=True)
class Found:
    """Words that nobody says to a customer."""

    words: str
    what: str
    instead: str


@dataclass(frozen=True, kw_only=True)
class Checked:
    """A text and what was found in it."""

    text: str
    asked: bool
    """Whether there was a text to be read."""
    found: tuple[Found, ...]


def checked(text: str, wording: Wording) -> Checked:
    """Return what a text says that nobody says; each rule once, in the order of the playbook."""
    found = tuple(
        Found(
            words=hit.words,
            what=labels.label("phrase", hit.category),
            instead=wording.instead(hit.category).told(language()),
        )
        for hit in hits(text, wording)
    )
    return Checked(text=text, asked=bool(text.strip()), found=found)
