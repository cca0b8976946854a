"""One random bank with rows in all that the gate reads: settings, consents, relations, transfers."""

import datetime as dt
import warnings
from random import Random

from hypothesis import HealthCheck, Phase, find, settings
from hypothesis.errors import HypothesisWarning

from property.strategies.banks import Bank, banks
from property.strategies.playbooks import Variant

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
        return find(strategy, _full, settings=search, random=Random(15))


def _full(bank: Bank) -> bool:
    return all(night.feed.relations and _has_all(night.extracts) for night in bank.nights)


def _has_all(extracts: object) -> bool:
    return all(getattr(extracts, name) for name in FULL)
