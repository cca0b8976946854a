"""Segmentation schemes as a bank writes them down: conditions and ways of working (SEG-03)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from tilth.policy import conditions
from tilth.policy.conditions import ConditionError, Node
from tilth.policy.vocabulary import CATEGORIES, CHANNELS

Code = Annotated[str, Field(pattern="^[a-z][a-z0-9_]{0,39}$")]
Label = Annotated[str, Field(min_length=1, max_length=60)]
Level = Literal["low", "mid_low", "mid", "mid_high", "high", ""]
"""Contribution or cost of a segment; the empty text says that it is not known (TRAP-08)."""

_RENAMED = {"branch": "branch_meeting", "post": "letter"}
"""Words of channels in playbooks that banks wrote before there was one list of channels."""


class Text(BaseModel):
    """A text for people in both languages; both may be blank (TRAP-08), one alone may not."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    zh: str = Field(max_length=200)
    en: str = Field(max_length=200)

    @model_validator(mode="after")
    def _both_or_neither(self) -> Self:
        if bool(self.zh) != bool(self.en):
            raise ValueError("a text needs both zh and en, or neither")
        return self

    @property
    def both(self) -> tuple[str, str]:
        """What it says in Chinese and in English."""
        return self.zh, self.en

    def told(self, language: str) -> str:
        """Return what it says in a language: zh-hans or en."""
        return self.zh if language.startswith("zh") else self.en


class Segment(BaseModel):
    """One segment: who belongs to it, how often it is contacted, and how (SEG-03, SEG-04)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    label_en: Label
    label_zh: Label
    when: str
    """The condition of the segment, in the condition language (`tilth.policy.conditions`)."""
    priority: int = Field(ge=1, le=99)
    cadence_days: Decimal | None = Field(default=None, gt=0, le=366, decimal_places=1)
    contribution: Level
    cost: Level
    suits_groups: bool
    risk_attribute: Text
    contact_first: Text
    contact_when: Text
    contact_frequency: Text
    script: Text
    products: tuple[str, ...]
    services: Text
    channels: tuple[str, ...]
    to_verify: tuple[str, ...] = ()
    """Fields whose value is a reading of a damaged source, to be verified by the bank (TRAP-08, TRAP-33)."""
    source: str
    about: str

    @field_validator("channels", mode="before")
    @classmethod
    def _present_words(cls, channels: Any) -> Any:
        if not isinstance(channels, list | tuple):
            return channels
        return tuple(dict.fromkeys(_RENAMED.get(str(word), word) for word in channels))

    @field_validator("when")
    @classmethod
    def _readable(cls, when: str) -> str:
        try:
            conditions.parse(when)
        except ConditionError as error:
            raise ValueError(str(error)) from None
        return when

    @property
    def condition(self) -> Node:
        """The condition as nodes."""
        return conditions.parse(self.when)

    @model_validator(mode="after")
    def _known_words(self) -> Self:
        for field, words, known in (
            ("products", self.products, CATEGORIES),
            ("channels", self.channels, CHANNELS),
            ("to_verify", self.to_verify, tuple(type(self).model_fields)),
        ):
            for word in words:
                if word not in known:
                    raise ValueError(f"{field} names {word!r}, which is none of {', '.join(known)}")
        return self


class Scheme(BaseModel):
    """One way of dividing all customers; a customer is in at most one of its segments (SEG-20)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    label_en: Label
    label_zh: Label
    segments: tuple[Segment, ...] = Field(min_length=1, max_length=40)
    order: Literal["", "document", "value"] = ""
    """The order of the lists while this scheme is in force; empty text: the bank's own."""
    source: str
    about: str

    @model_validator(mode="after")
    def _unique_codes(self) -> Self:
        codes = [segment.code for segment in self.segments]
        for code in codes:
            if codes.count(code) > 1:
                raise ValueError(f"segment {code!r} appears {codes.count(code)} times; a code is used once")
        return self

    def segment(self, code: str | None) -> Segment | None:
        """Return the segment called `code`; None when there is none."""
        return next((segment for segment in self.segments if segment.code == code), None)


class Segments(BaseModel):
    """All schemes of a playbook and the one that drives cadence and priority (SEG-20)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    active: Code
    schemes: Mapping[str, Scheme]

    @model_validator(mode="after")
    def _active_exists(self) -> Self:
        if self.active not in self.schemes:
            raise ValueError(f"active names {self.active!r}, which is none of {', '.join(self.schemes)}")
        for code, scheme in self.schemes.items():
            if code != scheme.code:
                raise ValueError(f"scheme {code!r} calls itself {scheme.code!r}; write the same code twice")
        return self

    @property
    def scheme(self) -> Scheme:
        """The active scheme."""
        return self.schemes[self.active]
