"""What stands beside the tier: the way to the next one, two more schemes, the wealth grade, benefits."""

from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from tilth.policy import codes, conditions
from tilth.policy.conditions import ConditionError
from tilth.policy.playbook.segments import Code, Text
from tilth.policy.vocabulary import CATEGORIES, EVENT_KINDS, SIGNAL_KINDS, TIERS

Days = Annotated[int, Field(ge=1, le=90)]
Amount = Annotated[Decimal, Field(ge=0, lt=Decimal(10) ** 13, decimal_places=2)]
Share = Annotated[Decimal, Field(gt=0, le=1, decimal_places=4)]
Margin = Annotated[Decimal, Field(ge=0, le=1, decimal_places=6)]
LAYERS, BANDS, INPUTS, GRADES = 6, 5, 4, 4
COMPLAINT = "complaint_open"
"""A stop that is a sign as well: a complaint that nobody settled."""
"""How many there are: TIER-05, TIER-06, TIER-04."""


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Code
    text: Text
    source: str
    about: str
    to_verify: tuple[str, ...] = ()


class Step(_Row):
    """One step of a scheme: from which amount, or of the grade from how many points, it begins."""

    floor: Amount


class DepositClass(Step):
    """One of the five classes by mean deposits, with what is proposed to its customers (TIER-06, PROD-07)."""

    categories: tuple[str, ...] = ()
    """Categories of products, the first proposed first; none: the bank matches nothing to the class."""

    @field_validator("categories")
    @classmethod
    def _known(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        for code in given:
            if code not in CATEGORIES or given.count(code) > 1:
                raise ValueError(f"categories names {code!r}, which is no category, or twice")
        return given


class Input(_Row):
    """One of the four inputs of the wealth grade: what it measures, what is full, and how much it counts."""

    measure: str
    """One of `codes.MEASURES`."""
    full: Annotated[Decimal, Field(gt=0, lt=Decimal(10) ** 13, decimal_places=2)]
    weight: Annotated[int, Field(ge=1, le=100)]

    @model_validator(mode="after")
    def _known(self) -> Self:
        if self.measure not in codes.MEASURES:
            raise ValueError(f"measure {self.measure!r} is none of {', '.join(codes.MEASURES)}")
        return self


class Benefit(_Row):
    """Something that customers of some tiers, or with a product, are given: a service, never a return."""

    tiers: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    """Names of products that open the door to it for whoever holds one, as a card does (TIER-14)."""

    @model_validator(mode="after")
    def _known(self) -> Self:
        for tier in self.tiers:
            if tier not in TIERS:
                raise ValueError(f"tiers names {tier!r}, which is none of {', '.join(TIERS)}")
        if not self.tiers and not self.products:
            raise ValueError(f"{self.code} is given to nobody: name tiers, or products")
        return self


class Grading(BaseModel):
    """The numbers of the bank about tiers that no tier is made by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    spans: tuple[Days, ...] = Field(min_length=1, max_length=12)
    told_days: Days
    pyramid: tuple[Step, ...]
    deposits: tuple[DepositClass, ...]
    inputs: tuple[Input, ...]
    grades: tuple[Step, ...]
    value_standard: str
    lean_few: Share
    lean_assets: Share
    benefits: tuple[Benefit, ...]
    margins: Mapping[str, Margin]
    """Category → what a year of its balance brings the bank, as a part of it (PROF-30)."""
    leaving: tuple[str, ...]
    """Events and signals that say of a key customer that it may leave, and COMPLAINT (LIFE-07)."""

    @field_validator("value_standard")
    @classmethod
    def _condition(cls, text: str) -> str:
        try:
            conditions.parse(text)
        except ConditionError as error:
            raise ValueError(str(error)) from None
        return text

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if list(self.spans) != sorted(set(self.spans)):
            raise ValueError("spans must ascend, each once")
        if self.told_days not in self.spans:
            raise ValueError(f"told_days is {self.told_days}; it must be one of spans")
        _ladder("pyramid", self.pyramid, LAYERS)
        _ladder("deposits", self.deposits, BANDS)
        _ladder("grades", self.grades, GRADES)
        if len(self.inputs) != INPUTS or sum(one.weight for one in self.inputs) != 100:
            raise ValueError(f"inputs must be {INPUTS}, and their weights together 100")
        for code in self.margins:
            if code not in CATEGORIES:
                raise ValueError(f"margins names {code!r}, which is none of {', '.join(CATEGORIES)}")
        for kind in self.leaving:
            if kind not in (*EVENT_KINDS, *SIGNAL_KINDS, COMPLAINT) or self.leaving.count(kind) > 1:
                raise ValueError(f"leaving names {kind!r}, which is no event or signal, or named twice")
        _once("inputs", self.inputs)
        _once("benefits", self.benefits)
        return self

    def benefits_of(self, tier: str) -> tuple[Benefit, ...]:
        """Return what customers of a tier are given, in the order of the playbook."""
        return tuple(one for one in self.benefits if tier in one.tiers)

    def by_product(self, held: Collection[str], tier: str) -> tuple[Benefit, ...]:
        """Return what products held, by name, give besides what the tier gives."""
        return tuple(
            one for one in self.benefits if tier not in one.tiers and not set(held).isdisjoint(one.products)
        )

    def more_in(self, tier: str) -> tuple[Benefit, ...]:
        """Return what a tier is given and the one below is not; all of it in the lowest."""
        place = TIERS.index(tier)
        below = TIERS[place - 1] if place else ""
        return tuple(one for one in self.benefits_of(tier) if below not in one.tiers)


def _ladder(name: str, steps: Sequence[Step], number: int) -> None:
    floors = [one.floor for one in steps]
    if len(floors) != number or floors[0] != 0 or floors != sorted(set(floors)):
        raise ValueError(f"{name} must be {number} steps, the first from 0, each above the one before it")
    _once(name, steps)


def _once(name: str, rows: Sequence[_Row]) -> None:
    named = [one.code for one in rows]
    for code in named:
        if named.count(code) > 1:
            raise ValueError(f"{name} names {code!r} {named.count(code)} times; it must be named once")
