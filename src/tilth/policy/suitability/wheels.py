"""The four wheels: groups of categories that a customer can hold; how many of them, and which are missing."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict

from tilth.policy.words import Codes, Words

WHEELS: Codes = {
    "settlement": Words("Basic settlement", "基础结算类"),
    "financing": Words("Basic financing", "基础融资类"),
    "wealth": Words("Basic wealth", "基础理财类"),
    "advantage": Words("Advantage products", "优势产品"),
}
"""In the order of the four-wheel drive (PROD-02)."""


class Wheel(BaseModel):
    """One group, and which categories count for it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: Literal["settlement", "financing", "wealth", "advantage"]
    categories: tuple[str, ...]
    source: str
    about: str


@dataclass(frozen=True, kw_only=True)
class Driven:
    """How many of the four a customer has."""

    held: tuple[str, ...]
    missing: tuple[str, ...]
    """The gap, in the order of the wheels (PROD-03)."""


def driven(wheels: tuple[Wheel, ...], categories: Collection[str]) -> Driven:
    """Return which wheels categories that a customer holds turn, and which nothing turns."""
    held = tuple(one.code for one in wheels if any(code in categories for code in one.categories))
    return Driven(held=held, missing=tuple(one.code for one in wheels if one.code not in held))


def of(wheels: tuple[Wheel, ...], category: str) -> str:
    """Return the wheel of a category; empty for one that stands in none."""
    return next((one.code for one in wheels if category in one.categories), "")
