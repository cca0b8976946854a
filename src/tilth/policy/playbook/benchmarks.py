"""What others hold: rates to read beside a bank's own, each with its source and year (BEN-03, TRAP-32)."""

from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.policy.vocabulary import CATEGORIES

Said = Annotated[str, Field(min_length=1, max_length=200)]


class Rate(BaseModel):
    """What share of some customers elsewhere holds a category, 0 to 1; who says so, of which year."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    category: str
    share: Annotated[Decimal, Field(ge=0, le=1, decimal_places=4)]
    zh: Said
    en: Said
    year: Annotated[int, Field(ge=1900, le=2200)]


class Benchmarks(BaseModel):
    """Rates of holding among customers below the limit of `cultivation`; for reading, never a target."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    held: tuple[Rate, ...]

    @model_validator(mode="after")
    def _known(self) -> Self:
        named = [one.category for one in self.held]
        for code in named:
            if code not in CATEGORIES or named.count(code) > 1:
                raise ValueError(f"held names {code!r}, which is no category, or twice")
        return self
