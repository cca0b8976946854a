"""How evidence adds up: each point of weight doubles the odds that two numbers are one person (IDN-02).

On a level stands a share `m` of the pairs that are one person and a share `u` of those that are two; its
weight is log2(m / u). In evidence that may be rare, `u` of the same value is the share of customers who have
it. The weights are added to that of two numbers drawn at random. The model is that of Fellegi and Sunter
(1969), as Splink computes it.
"""

import math
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Share = Annotated[Decimal, Field(gt=0, lt=1, max_digits=12)]


class Level(BaseModel):
    """One level of a piece of evidence: how often it is seen among pairs of one and of two persons."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    of: str
    level: str
    m: Share
    u: Share
    source: str
    about: str

    @property
    def weight(self) -> float:
        """Return its points."""
        return math.log2(float(self.m) / float(self.u))


def at_random(expected: Decimal, customers: int) -> float:
    """Return the probability that two of so many numbers, drawn at random, are one person.

    `expected` of them have a partner among all others: 2 × expected ÷ customers, and at most one half.
    """
    return min(0.5, 2 * float(expected) / max(2, customers))


def points(probability: float) -> float:
    """Return a probability as points: log2 of its odds."""
    return math.log2(probability / (1 - probability))


def probability(weight: float) -> float:
    """Return the probability of so many points; certain beyond what a number can hold."""
    return 1.0 if weight > 1000 else 2**weight / (1 + 2**weight)
