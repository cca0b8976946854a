"""Tiers: an amount, weighted by asset category, takes the highest band whose floor it reaches (TIER-01)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from tilth.kernel.money import cents
from tilth.policy.playbook import Band, Tiers


@dataclass(frozen=True)
class Standing:
    """Where an amount stands: its band, the band above (None at the top), and what is missing to it."""

    band: Band
    following: Band | None
    gap: Decimal | None


def weighted(balances: Iterable[tuple[str, Decimal]], weights: Mapping[str, Decimal]) -> Decimal:
    """Return the sum of base-currency balances × the weight of their category, each rounded to cents."""
    parts = (cents(balance * weights[category]) for category, balance in balances if category in weights)
    return sum(parts, Decimal("0.00"))


def standing(basis: Decimal, tiers: Tiers) -> Standing:
    """Return the highest band whose floor ≤ `basis`; below the lowest floor it is the lowest band."""
    reached = [band for band in tiers.bands if band.floor <= basis] or [tiers.bands[0]]
    above = [band for band in tiers.bands if band.floor > reached[-1].floor]
    following = above[0] if above else None
    return Standing(reached[-1], following, following.floor - basis if following else None)


def is_near(found: Standing, share: Decimal) -> bool:
    """Say whether 0 < gap ≤ share × the next floor (TIER-15); never at the top."""
    if found.following is None or found.gap is None:
        return False
    return 0 < found.gap <= found.following.floor * share


def change(before: str | None, now: str, tiers: Tiers) -> str | None:
    """Return `tier_up`, `tier_down`, or None where the tier is the same or was not known."""
    if before is None or before == now:
        return None
    codes = [band.code for band in tiers.bands]
    return "tier_up" if codes.index(now) > codes.index(before) else "tier_down"
