"""How full a profile is, counted by what knowing each item helps with (PROF-25)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tilth.policy.profile.items import Item


@dataclass(frozen=True, kw_only=True)
class Fullness:
    """What is known of all that helps, and what would help most."""

    known: int
    """Weight of the items that are known."""
    whole: int
    """Weight of all items that are asked of such a customer."""
    missing: tuple[Item, ...]
    """What is not known and helps, the most useful first."""

    @property
    def percent(self) -> int:
        """How much of it is known, in whole percent, rounded down; 100 where nothing is asked."""
        return self.known * 100 // self.whole if self.whole else 100


def weight(item: Item, weights: Mapping[str, int]) -> int:
    """Return how much knowing an item helps: the sum of what it helps with."""
    return sum(weights[code] for code in item.helps)


def fullness(items: Collection[Item], known: Collection[str], weights: Mapping[str, int]) -> Fullness:
    """Return how full a profile is; items in the playbook's order, `known` their codes."""
    asked = [one for one in items if not one.retired and one.helps]
    missing = [one for one in asked if one.code not in known]
    return Fullness(
        known=sum(weight(one, weights) for one in asked if one.code in known),
        whole=sum(weight(one, weights) for one in asked),
        missing=tuple(sorted(missing, key=lambda one: -weight(one, weights))),
    )
