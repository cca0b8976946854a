"""Openings: with which sentence a call begins, by its reason, the segment, the tone and the history."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.kernel.text import twice
from tilth.policy.codes import HISTORIES
from tilth.policy.playbook.contact import Days
from tilth.policy.playbook.phrases import Kept, unknown
from tilth.policy.playbook.segments import Code, Text
from tilth.policy.vocabulary import EVENT_KINDS, PROMISE, SIGNAL_KINDS, TONES

ANY = "any"
FACTS = ("amount", "size", "day", "product", "gain", "tier", "next", "years", "age")
"""What a sentence may name in braces; the page fills it in."""


class Opening(Kept):
    """One sentence to begin with."""

    code: Code
    kind: str
    turn: Literal[0, 1]
    """On which places of a list: neighbours take turns."""
    tone: str
    history: str = ANY
    """Whether somebody has talked with the customer before."""
    segments: tuple[str, ...] = ()
    text: Text
    owner: str = "head_office"
    """Who answers for it."""
    source: str = "LIST-09"
    about: str = ""

    @model_validator(mode="after")
    def _fit_to_be_said(self) -> Self:
        known = (*EVENT_KINDS, *SIGNAL_KINDS, PROMISE, ANY)
        if self.kind not in known:
            raise ValueError(f"kind is {self.kind!r}, which is none of {', '.join(known)}")
        for field, word, among in (("tone", self.tone, TONES), ("history", self.history, tuple(HISTORIES))):
            if word not in among:
                raise ValueError(f"{field} is {word!r}, which is none of {', '.join(among)}")
        for text in self.text.both:
            if (fact := unknown(text, FACTS)) is not None:
                raise ValueError(f"text names {fact!r}, which is none of {', '.join(FACTS)}")
        if not self.text.zh:
            raise ValueError("text is blank: write the sentence in zh and en")
        return self


class Openings(BaseModel):
    """All openings of a bank, and how long one is not said again to the same customer."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rest_days: Days
    lines: Annotated[tuple[Opening, ...], Field(max_length=1000)]

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        codes = [one.code for one in self.lines]
        if code := twice(codes):
            raise ValueError(f"lines has {code!r} {codes.count(code)} times; a code is used once")
        return self

    def named(self, code: str) -> Opening | None:
        """Return an opening by its code; None where there is none."""
        return next((one for one in self.lines if one.code == code), None)
