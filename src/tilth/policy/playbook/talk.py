"""Aids for a call in the playbook: what to ask, to answer, to leave unsaid (NEG-11, NEG-14).

Each line is an entry of the bank's library: it names who keeps it and until when it holds. A playbook is a
version that a second person approves, so a line that stands in one is approved.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator

from tilth.kernel.text import twice
from tilth.policy.codes import QUESTIONS
from tilth.policy.playbook.phrases import Kept, banned, unknown
from tilth.policy.playbook.segments import Code, Text
from tilth.policy.vocabulary import CATEGORIES, EVENT_KINDS, SIGNAL_KINDS

ANY = "any"
"""The topic of what fits every call."""
KINDS = (*EVENT_KINDS, *SIGNAL_KINDS)
FACTS = ("amount", "day", "product")
"""What a question may name of its reason, each in braces."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    source: str
    about: str


class Topic(_Row):
    """What a call is about: the kinds of reasons that bring it up, and what may be offered in it."""

    kinds: tuple[str, ...]
    categories: tuple[str, ...]
    """Categories of products that may be spoken of, the first first; none: no talk of products."""

    @model_validator(mode="after")
    def _known(self) -> Self:
        named = {"kinds": (self.kinds, KINDS), "categories": (self.categories, CATEGORIES)}
        for field, (words, known) in named.items():
            for word in words:
                if word not in known:
                    raise ValueError(f"{field} names {word!r}, which is none of {', '.join(known)}")
        return self


class _Entry(_Row, Kept):
    """A line of the library: what it is about, and who keeps it."""

    topic: str
    owner: Text


class Question(_Entry):
    """Something to ask; it may name facts of the reason."""

    source: str = "NEG-11"
    about: str = "Something to ask."
    kind: str
    text: Text

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.kind not in QUESTIONS:
            raise ValueError(f"kind is {self.kind!r}, which is none of {', '.join(QUESTIONS)}")
        return self


class Objection(_Entry):
    """Something customers say, and what can be answered."""

    source: str = "LIST-09"
    about: str = "What customers say, and an answer."
    says: Text
    answer: Text


class Unsaid(_Row):
    """Words that nobody says to a customer, or what nobody speaks of."""

    about: str = "Never said to a customer."
    words: bool
    """The very words; otherwise a matter."""
    text: Text


class Talk(BaseModel):
    """All aids for a call."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    topics: tuple[Topic, ...]
    questions: tuple[Question, ...]
    objections: tuple[Objection, ...]
    unsaid: tuple[Unsaid, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for name in ("topics", "questions", "objections", "unsaid"):
            _once(name, [row.code for row in getattr(self, name)])
        _once("topics", [kind for topic in self.topics for kind in topic.kinds])
        for question in self.questions:
            self._fits(question, question.text)
            if any(unknown(text, FACTS) is not None for text in question.text.both):
                raise ValueError(f"{question.code} may name {{{'}, {'.join(FACTS)}}} and nothing else")
        for objection in self.objections:  # customers may say what they like
            self._fits(objection, objection.answer)
        return self

    def _fits(self, row: _Entry, said: Text) -> None:
        known = (ANY, *(topic.code for topic in self.topics))
        if row.topic not in known:
            raise ValueError(f"{row.code} is about {row.topic!r}, none of {', '.join(known)}")
        if word := banned(said.both, (word for one in self.unsaid if one.words for word in one.text.both)):
            raise ValueError(f"{row.code} says {word!r}, which nobody says to a customer")

    def topic(self, kind: str) -> Topic | None:
        """Return the topic that a kind of reason brings up; None where it has none of its own."""
        return next((one for one in self.topics if kind in one.kinds), None)

    def asked(self, topic: str, day: dt.date) -> Iterator[Question]:
        """Yield the questions of a topic that hold on a day, then those that fit every call."""
        for about in dict.fromkeys((topic, ANY)):
            yield from (one for one in self.questions if one.topic == about and one.holds(day))

    def heard(self, topic: str, day: dt.date) -> Iterator[Objection]:
        """Yield what customers say about a topic, with answers that hold on a day, then about anything."""
        for about in dict.fromkeys((topic, ANY)):
            yield from (one for one in self.objections if one.topic == about and one.holds(day))


def _once(name: str, words: list[str]) -> None:
    if word := twice(words):
        raise ValueError(f"{name} names {word!r} {words.count(word)} times; it may be there once")
