"""Tiers as expressions: the playbook's bands folded into one case (TIER-01)."""

from decimal import Decimal

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY, number
from tilth.policy.playbook import Playbook


def basis(playbook: Playbook, rows: ir.Table) -> ir.Value:
    """Return the amount that tiers: tonight's weighted assets, or their running mean."""
    if playbook.tiers.basis == "aum":
        return rows.weighted
    return rows[playbook.tiers.basis.replace("aum", "weighted")]


def tier(playbook: Playbook, amount: ir.Value) -> ir.Value:
    """Return the code of the highest band whose floor is reached; the lowest band below all floors."""
    lowest, *higher = playbook.tiers.bands
    if not higher:
        return ibis.literal(lowest.code)
    return ibis.cases(
        *((amount >= number(band.floor), band.code) for band in reversed(higher)), else_=lowest.code
    )


def floor(playbook: Playbook, amount: ir.Value) -> ir.Value:
    """Return the lower bound of that band."""
    lowest, *higher = playbook.tiers.bands
    return ibis.cases(
        *((amount >= number(band.floor), number(band.floor)) for band in reversed(higher)),
        else_=number(lowest.floor),
    ).cast(MONEY)


def following(playbook: Playbook, amount: ir.Value) -> ir.Value:
    """Return the next floor above `amount`'s band; empty in the top tier."""
    higher = playbook.tiers.bands[1:]
    return ibis.cases(*((amount < number(band.floor), number(band.floor)) for band in higher)).cast(MONEY)


def following_code(playbook: Playbook, amount: ir.Value) -> ir.Value:
    """Return the code of the next band; empty in the top tier."""
    higher = playbook.tiers.bands[1:]
    return ibis.cases(*((amount < number(band.floor), band.code) for band in higher))


def is_near(playbook: Playbook, amount: ir.Value) -> ir.Value:
    """Say whether 0 < gap ≤ share × next floor (near_next_tier)."""
    share = playbook.windows.near_tier_share
    near = [
        (amount < number(band.floor), amount >= number(_from(band.floor, share), "decimal(24,8)"))
        for band in playbook.tiers.bands[1:]
    ]
    return ibis.cases(*near, else_=False)


def _from(floor_: Decimal, share: Decimal) -> Decimal:
    return floor_ - floor_ * share


def order(playbook: Playbook, code: ir.Value) -> ir.Value:
    """Return the place of a tier's code, 0 for the lowest; empty for an unknown one."""
    return ibis.cases(*((code == band.code, number_) for number_, band in enumerate(playbook.tiers.bands)))
