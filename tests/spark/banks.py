"""One random bank with rows in all that the gate reads, and with joint accounts."""

import datetime as dt
import warnings
from dataclasses import replace
from itertools import product
from random import Random

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import HypothesisWarning

from property.strategies.banks import Bank, banks
from property.strategies.playbooks import Variant
from reference.inputs import Night
from tilth.policy.vocabulary import ASSET_CATEGORIES

FULL = ("contacts", "clearances", "suppressions", "consents", "preferences", "transfers", "do_not_disturb")
DAYS = (dt.date(2026, 6, 11), dt.date(2026, 6, 12), dt.date(2026, 6, 15))


def bank() -> Bank:
    """Return the first of the banks of one seed in which nothing is missing; it is always the same."""
    strategy = banks(most=16, calendar=DAYS, variant=Variant(size=4, signals="eager"))
    search = settings(
        phases=[Phase.generate],
        max_examples=2000,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", HypothesisWarning)  # it would not print a bank of this size
        found = find(strategy, _full, settings=search, random=Random(15))
    return Bank(found.variant, nights=tuple(map(_shared, found.nights)))


def _full(bank: Bank) -> bool:
    return all(_whole(night) for night in bank.nights)


def _whole(night: Night) -> bool:
    return bool(night.feed.relations) and all(getattr(night.extracts, name) for name in FULL)


def _shared(night: Night) -> Night:
    """Give each asset a second owner of the same branch, and one of another branch."""
    assets = {one.product_id for one in night.feed.products if one.category in ASSET_CATEGORIES}
    branch = {one.customer_id: one.branch_id for one in night.feed.customers}
    held = [one for one in night.feed.holdings if one.product_id in assets and one.customer_id in branch]
    known = {(one.holding_id, one.customer_id) for one in night.feed.holdings}
    more = {}
    for one, key in product(held, sorted(branch)):
        near = branch[key] == branch[one.customer_id]
        if (one.holding_id, key) not in known and (one.holding_id, near) not in more:
            more[one.holding_id, near] = replace(one, customer_id=key)
    return replace(night, feed=replace(night.feed, holdings=(*night.feed.holdings, *more.values())))
