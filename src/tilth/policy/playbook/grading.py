"""What stands beside the tier: how far the next one is (TIER-15)."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Days = Annotated[int, Field(ge=1, le=90)]


class Grading(BaseModel):
    """The numbers of the bank about tiers that no tier is made by."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    spans: tuple[Days, ...] = Field(min_length=1, max_length=12)
    told_days: Days

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if list(self.spans) != sorted(set(self.spans)):
            raise ValueError("spans must ascend, each once")
        if self.told_days not in self.spans:
            raise ValueError(f"told_days is {self.told_days}; it must be one of spans")
        return self
