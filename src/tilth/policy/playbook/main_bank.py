"""When this bank is a customer's main bank: what counts for the indicators, and their thresholds."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.policy.codes import CUSTOMER_KINDS
from tilth.policy.vocabulary import CATEGORIES

Least = Annotated[Decimal, Field(gt=0, le=1, decimal_places=4)]


class MainBank(BaseModel):
    """The thresholds of the three indicators (MAIN-05), and the categories that could be held (MAIN-02)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    categories: Mapping[str, tuple[str, ...]]
    """Kind of customer → the categories of which the coverage is a share."""
    coverage: Least
    asset_share: Least
    activity: Least

    @model_validator(mode="after")
    def _known(self) -> Self:
        if set(self.categories) != set(CUSTOMER_KINDS):
            raise ValueError(f"categories must name {', '.join(CUSTOMER_KINDS)}, each once")
        for kind, given in self.categories.items():
            if not given:
                raise ValueError(f"categories of {kind} is empty; name one category or more")
            for code in given:
                if code not in CATEGORIES or given.count(code) > 1:
                    raise ValueError(f"categories of {kind} names {code!r}, which is no category, or twice")
        return self

    def of(self, kind: str) -> tuple[str, ...]:
        """Return the categories that a customer of a kind could hold."""
        return self.categories[kind]
