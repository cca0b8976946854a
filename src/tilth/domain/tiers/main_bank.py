"""Read what says whether this is a customer's main bank: the night's indicators, and the profile."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Protocol

from tilth.data.models import Detail, Generation, PublishedCustomer, User
from tilth.domain.profile import of_night
from tilth.domain.profile import queries as profile
from tilth.policy import main_bank
from tilth.policy.main_bank import Judged
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.playbook import Playbook
from tilth.policy.subjects.detail import DetailRules


class Night(Protocol):
    """What lay here on a night."""

    @property
    def business_date(self) -> dt.date:
        """Which."""

    @property
    def aum(self) -> Decimal:
        """The assets, base currency."""


def of_customer(actor: User, generation: Generation, row: PublishedCustomer, playbook: Playbook) -> Judged:
    """Return the indicators of a customer in sight; 1 query, none for roles that read no profile."""
    reads = may(actor.role, Thing.DETAIL, Action.LIST)
    written = profile.all_of(actor, generation, customer_id=row.customer_id) if reads else ()
    return judged(row, written, playbook)


def judged(row: PublishedCustomer, written: Sequence[Detail], playbook: Playbook) -> Judged:
    """Return the indicators, the share with what was written into the profile, the last first."""
    return main_bank.judged(
        coverage=row.product_coverage,
        asset_share=share(row, written, playbook),
        activity=row.account_activity,
        rules=playbook.main_bank,
    )


def share(night: Night, written: Sequence[Detail], playbook: Playbook) -> float | None:
    """Return the share of assets on a night, with what the profile held at its end (MAIN-03)."""
    rules = playbook.of(DetailRules)
    told = of_night.held(written, rules, day=night.business_date)
    return main_bank.asset_share(night.aum, of_night.elsewhere(told, rules))
