"""The order by value: what a call is worth, in points.

points = money at stake × urgency × chance of reaching × chance of agreeing ÷ `point` + care owed − effort,
less for talks that were all by phone.
Each step is whole numbers, rounded down, so that every engine and every reader comes to the same points.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tilth.policy.playbook.contact import Days
from tilth.policy.vocabulary import CHANNELS, EVENT_KINDS, OUTCOMES, SIGNAL_KINDS, STANDING_SIGNALS

Share = Annotated[Decimal, Field(ge=0, le=1, decimal_places=3)]
Points = Annotated[Decimal, Field(ge=0, le=1000, decimal_places=2)]
Weight = Annotated[int, Field(ge=1, le=1000)]
MOST = Decimal(10) ** 11
"""Money above this counts as this much, in base currency: beyond it no list differs."""


class ValueOrder(BaseModel):
    """How much a name of a list is worth."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    stakes: Mapping[str, Share]
    """The part of an event's amount that is at stake; signals say it themselves."""
    deadline_days: Mapping[str, Days]
    """Kinds whose moment passes so many days after their day, however long they stay open."""
    again_days: Mapping[str, Annotated[int, Field(ge=1, le=366)]]
    """States that are grounds again so many days after a talk that came to no agreement, while they hold."""
    horizon_days: Annotated[int, Field(ge=1, le=366)]
    least_urgency: Share
    memory_days: Annotated[int, Field(ge=1, le=1100)]
    usual_reach: Share
    usual_agree: Share
    weight_of_usual: Weight
    weight_of_group: Weight
    weight_of_mean: Weight
    agreed: frozenset[str]
    """Outcomes of a talk that count as agreeing."""
    point: Annotated[int, Field(ge=1, le=10**9)]
    """Expected money, in base currency, that makes one point."""
    care_a_day: Points
    care_most: Points
    care_a_million: Points
    """Points for each million of assets whose care is due."""
    effort_familiar: Points
    effort_unfamiliar: Points
    effort_a_try: Points
    tries_days: Days
    effort_worn: Points
    """Points off where the last talks, as many as `contact.same_channel`, were all by phone (CAD-06)."""
    other_channels: tuple[str, ...]
    """What is proposed to them instead: the first of these that the customer takes."""
    served_a_day: Annotated[int, Field(ge=0, le=100)]
    """Names of each tier that a day's list takes first, those whose care is longest due."""
    by_effort: bool
    """Whether the places of each side are shared out between new and existing customers (PLAN-12)."""
    of_household: Annotated[int, Field(ge=0, le=100)]
    """Names of one household that a day's lists have at most; 0: any number."""

    @model_validator(mode="after")
    def _known_words(self) -> Self:
        for field, words, known in (
            ("stakes", self.stakes, EVENT_KINDS),
            ("deadline_days", self.deadline_days, (*EVENT_KINDS, *SIGNAL_KINDS)),
            ("again_days", self.again_days, STANDING_SIGNALS),
            ("agreed", self.agreed, OUTCOMES),
            ("other_channels", self.other_channels, CHANNELS),
        ):
            for word in sorted(words):
                if word not in known:
                    raise ValueError(f"{field} names {word!r}, which is none of {', '.join(known)}")
        return self


def thousandths(share: Decimal) -> int:
    """Return a share in whole thousandths."""
    return int(share * 1000)


def hundredths(points: Decimal) -> int:
    """Return points in whole hundredths."""
    return int(points * 100)
