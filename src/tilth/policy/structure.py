"""The structure of a book or a branch: how many customers hold how much of the assets (TIER-11, KPI-19)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tilth.policy.playbook.grading import Grading


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One tier: how many customers, and their assets in base currency."""

    code: str
    customers: int
    assets: Decimal


@dataclass(frozen=True, kw_only=True)
class Lean:
    """Assets that lean on few: the tiers of these, and both shares, 0 to 1."""

    tiers: tuple[str, ...]
    customers: Decimal
    assets: Decimal


def lean(layers: Sequence[Layer], grading: Grading) -> Lean | None:
    """Return on which few the assets lean, the highest tier first in `layers`; None where they do not.

    The few are the highest tiers, as many as hold no more than `lean_few` of the customers together; the
    assets lean on them where they hold `lean_assets` of all or more.
    """
    few = list(_few(layers, grading))
    found = few[-1] if few else None
    return found if found is not None and found.assets >= grading.lean_assets else None


def _few(layers: Sequence[Layer], grading: Grading) -> Iterator[Lean]:
    people, money = sum(one.customers for one in layers), sum(one.assets for one in layers)
    for number in range(1, len(layers)):
        high = layers[:number]
        held = sum(one.customers for one in high)
        if not people or money <= 0 or held > people * grading.lean_few:
            return
        if held:
            yield Lean(
                tiers=tuple(one.code for one in high if one.customers),
                customers=Decimal(held) / people,
                assets=sum((one.assets for one in high), Decimal(0)) / money,
            )
