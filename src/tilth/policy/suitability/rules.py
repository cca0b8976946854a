"""What the bank decided about suitability, as the playbook holds it: regimes, grades, ages, words."""

from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.policy.suitability.assessed import GRADES, LEAST
from tilth.policy.suitability.codes import ACTIONS, CHANNELS

Grade = Literal["R1", "R2", "R3", "R4", "R5"]
Level = Literal["C1", "C2", "C3", "C4", "C5"]
Share = Annotated[Decimal, Field(ge=0, le=1, decimal_places=4)]
Age = Annotated[int, Field(ge=0, le=120)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Regime(_Row):
    """A category of products, and by whose rules it is sold."""

    code: str
    regime: Literal["nfra", "csrc"]
    source: str
    about: str


class Seller(_Row):
    """The bank's own grade of a category or of one product; of issuer's and seller's the higher counts."""

    code: str
    grade: Grade
    source: str
    about: str


class Channel(_Row):
    """What may be done by a channel."""

    code: str
    may: tuple[str, ...]
    source: str
    about: str


class Notice(_Row):
    """One text that is shown; {issuer}, {seller}, {rating}, {level} and {until} are filled in."""

    code: str
    zh: Annotated[str, Field(min_length=1, max_length=400)]
    en: Annotated[str, Field(min_length=1, max_length=600)]
    source: str
    about: str


class MatchRules(BaseModel):
    """All that one judgement reads of the playbook."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    regimes: tuple[Regime, ...]
    sellers: tuple[Seller, ...]
    reach: tuple[Channel, ...]
    own_wish_from: Level
    minor_age: Age
    minor_highest: Grade
    elderly_age: Age
    elderly_from: Grade
    elderly_push_up_to: Grade
    elderly_above_level: bool
    cooling_hours: Annotated[int, Field(ge=0, le=720)]
    professional_notice_from: Grade
    term_margin_days: Annotated[int, Field(ge=0, le=366)]
    single_share: Share
    single_from: Grade
    at_hand_share: Share
    notices: tuple[Notice, ...]

    @model_validator(mode="after")
    def _matches(self) -> Self:
        named = [one.code for one in self.regimes]
        if sorted(named) != sorted(LEAST):
            raise ValueError(f"regimes must name each of {', '.join(LEAST)} once")
        if [one.code for one in self.reach] != list(CHANNELS):
            raise ValueError(f"reach must be {', '.join(CHANNELS)}, in this order")
        for one in self.reach:
            for act in one.may:
                if act not in ACTIONS:
                    raise ValueError(f"{one.code} may {act!r}, which is none of {', '.join(ACTIONS)}")
        if self.minor_age >= self.elderly_age:
            raise ValueError("minor_age must lie below elderly_age")
        return self

    @cached_property
    def regime_of(self) -> Mapping[str, str]:
        """Category → regime; one that is not there carries no grade."""
        return {one.code: one.regime for one in self.regimes}

    @cached_property
    def seller_of(self) -> Mapping[str, str]:
        """Category or product → the bank's own grade."""
        return {one.code: one.grade for one in self.sellers}

    @cached_property
    def may_by(self) -> Mapping[str, frozenset[str]]:
        """Channel → what may be done by it."""
        return {one.code: frozenset(one.may) for one in self.reach}

    @cached_property
    def notice_of(self) -> Mapping[str, Notice]:
        """Code → the text that is shown."""
        return {one.code: one for one in self.notices}

    def seller(self, product_id: str, category: str) -> str | None:
        """Return the bank's own grade of a product: its own row, else that of its category."""
        return self.seller_of.get(product_id) or self.seller_of.get(category)


def effective(issuer: str | None, seller: str | None) -> str | None:
    """Return the grade that counts: the higher of the two (C-40); None for a product that has none."""
    return max((one for one in (issuer, seller) if one in GRADES), default=None)
