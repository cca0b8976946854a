"""Target tiers of the demo bank: two that are near the next tier, one that somebody dropped."""

import datetime as dt
from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.target_tier import aim, end
from tilth.jobs.demo_subjects import ago, others
from tilth.policy.vocabulary import TIERS

_NEEDED = 3


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the manager aim at the tier above for those whom least is missing."""
    rm = who["rm"]
    near = others(rm, customers).filter(tier="personal").exclude(next_tier_gap=None)
    found = list(near.order_by("next_tier_gap").values_list("customer_id", "tier")[:_NEEDED])
    for place, (customer_id, tier) in enumerate(found):
        above = TIERS[TIERS.index(tier) + 1]
        day = rm.today + dt.timedelta(days=30 * (place + 1))
        made = aim(ago(rm, 5), customer_id, tier=above, due_on=day, note="他行存款到期后转入")
        if place == _NEEDED - 1:
            end(rm, customer_id, made.pk, became="dropped")
