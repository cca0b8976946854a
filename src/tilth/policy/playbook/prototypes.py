"""Prototypes: where each type of a scheme stands on its traits, for who meets no rule of it (SEG-01)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from tilth.policy import conditions
from tilth.policy.conditions import ConditionError, Node
from tilth.policy.playbook.segments import Code, Label, Segments

Measure = Literal["time_deposit_share", "investment_share", "product_count", "age", "aum"]
"""What a trait measures: a figure of the customer; a trait with a condition asks yes or no instead."""
_Number = Annotated[Decimal, Field(ge=0, lt=Decimal(10) ** 13, decimal_places=4)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Trait(_Part):
    """One trait: a figure or a condition, and the scale on which it runs from 0 to 1."""

    code: Code
    label_en: Label
    label_zh: Label
    measure: Measure | None = None
    when: str | None = None
    low: _Number = Decimal(0)
    high: _Number = Decimal(1)
    logarithmic: bool = False
    source: str
    about: str

    @field_validator("when")
    @classmethod
    def _readable(cls, when: str | None) -> str | None:
        try:
            return when if when is None or conditions.parse(when) else None
        except ConditionError as error:
            raise ValueError(str(error)) from None

    @model_validator(mode="after")
    def _one_scale(self) -> Self:
        if (self.measure is None) == (self.when is None):
            raise ValueError("a trait has either a measure or a condition (when)")
        if self.high <= self.low:
            raise ValueError(f"the scale ends at {self.high}; it must end above {self.low}, where it begins")
        if self.when is not None and (self.low != 0 or self.high != 1):
            raise ValueError("a condition runs from 0 (no) to 1 (yes)")
        if self.logarithmic and self.low == 0:
            raise ValueError("a logarithmic scale must begin above 0")
        return self

    @property
    def condition(self) -> Node | None:
        """The condition as nodes; None of a figure."""
        return None if self.when is None else conditions.parse(self.when)


class Point(_Part):
    """Where a type stands on one trait, in the trait's own unit, and how much that counts."""

    at: _Number
    weight: Annotated[Decimal, Field(gt=0, le=1, decimal_places=4)]

    def __str__(self) -> str:
        return f"{self.at:f} ({self.weight:f})"


class Prototype(_Part):
    """One type of a scheme, as its stated traits draw it; their weights sum to 1."""

    scheme: Code
    segment: Code
    stated: Mapping[str, Point]
    to_verify: tuple[Literal["stated"], ...] = ()
    source: str
    about: str

    @property
    def code(self) -> str:
        """The name of the row."""
        return f"{self.scheme}.{self.segment}"

    @model_validator(mode="after")
    def _whole(self) -> Self:
        total = sum(point.weight for point in self.stated.values())
        if total != 1:
            raise ValueError(f"the weights of {self.segment} sum to {total}; they must sum to 1")
        return self


class Prototypes(_Part):
    """The traits, and the prototypes of every scheme that has them."""

    enabled: bool
    all_known: frozenset[str]
    """Schemes in which nobody is given a type as long as one of its traits is unknown."""
    traits: tuple[Trait, ...]
    types: tuple[Prototype, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        codes = [trait.code for trait in self.traits]
        for code in sorted({code for code in codes if codes.count(code) > 1}):
            raise ValueError(f"trait {code!r} appears {codes.count(code)} times; a code is used once")
        for one in self.types:
            for code in one.stated:
                if code not in codes:
                    raise ValueError(f"{one.code} states {code!r}, which is none of {', '.join(codes)}")
        return self

    def of(self, scheme: str) -> tuple[Prototype, ...]:
        """Return the prototypes of a scheme; none where nobody's type is assumed."""
        return tuple(one for one in self.types if self.enabled and one.scheme == scheme)

    def stated(self, scheme: str) -> tuple[Trait, ...]:
        """Return the traits that the types of a scheme state, in the order of the traits."""
        named = {code for one in self.of(scheme) for code in one.stated}
        return tuple(trait for trait in self.traits if trait.code in named)


def check(prototypes: Prototypes, segments: Segments) -> None:
    """Raise ValueError unless each scheme with prototypes has exactly one of each of its segments."""
    for scheme in {one.scheme: None for one in prototypes.types}:
        if scheme not in segments.schemes:
            raise ValueError(f"prototypes name {scheme!r}, which is none of {', '.join(segments.schemes)}")
        given = sorted(one.segment for one in prototypes.types if one.scheme == scheme)
        wanted = sorted(segment.code for segment in segments.schemes[scheme].segments)
        if given != wanted:
            raise ValueError(
                f"prototypes of {scheme} are {', '.join(given)}; they must be {', '.join(wanted)}"
            )
