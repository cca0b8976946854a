"""Plausibility of a feed: what may be right and rarely is, with the bank's limits (contract §1, A24).

A rule tells how many rows look wrong, or sets them aside where the bank says so: then a value that the
contract can do without is left out and its row kept, and any other costs the row.
"""

from decimal import Decimal
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

LIMITED = frozenset({"rate_above"})
"""Rules that need a limit."""
OF_TABLES = frozenset({"nobody_active", "big5_text"})
"""Rules about a whole table: there is no row to set aside."""
RULES = (
    *("booking_of_another", "booked_before_opening", "sign_against_kind", "rate_above", "negative_value"),
    *("band_wrong_side", "category_turned", "holding_changed", *sorted(OF_TABLES)),
)


class Rule(BaseModel):
    """One rule: what it does with the rows that look wrong, and beyond which limit they do."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    code: str
    does: Literal["report", "set_aside", "nothing"]
    limit: Annotated[Decimal, Field(gt=0, le=1000, decimal_places=4)] | None = None
    source: str
    about: str

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.code not in RULES:
            raise ValueError(f"{self.code!r} is none of {', '.join(RULES)}")
        if (self.code in LIMITED) != (self.limit is not None):
            raise ValueError(f"{self.code} {'needs a' if self.code in LIMITED else 'has no'} limit")
        if self.code in OF_TABLES and self.does == "set_aside":
            raise ValueError(f"{self.code} is about a whole table: it reports or does nothing")
        return self


class Plausibility(BaseModel):
    """The rules, each named once."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rules: tuple[Rule, ...]

    @model_validator(mode="after")
    def _whole(self) -> Self:
        codes = [rule.code for rule in self.rules]
        for code in RULES:
            if codes.count(code) != 1:
                raise ValueError(f"rules name {code!r} {codes.count(code)} times; it must be named once")
        return self

    def rule(self, code: str) -> Rule:
        """Return the rule of a code."""
        return next(rule for rule in self.rules if rule.code == code)
