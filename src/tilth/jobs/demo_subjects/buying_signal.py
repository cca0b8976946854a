"""Buying signals of the demo bank: on what is presented or looked into, of today and of days before."""

from collections.abc import Mapping, Sequence

from tilth.data.models import Opportunity
from tilth.domain.acting import Who
from tilth.domain.records.buying_signal import heed
from tilth.jobs.demo_subjects import ago

_NOTICED = ((4, "asks_details"), (1, "early_repay"), (0, "looks_again"))


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:  # noqa: ARG001 - every story is told so
    """Let customers whose opportunity has come far show what they think of it."""
    for name in ("rm", "wealth"):
        if name not in who:
            continue
        manager = who[name]
        mine = Opportunity.objects.unscoped().filter(
            staff_id=manager.by.staff_id, state="open", voided_at=None, stage__in=("investigate", "present")
        )
        for row in mine.order_by("opened_on", "id")[:3]:
            for days, code in _NOTICED:
                at = ago(manager, days)
                if at.today >= row.opened_on:
                    heed(at, row.customer_id, deal=str(row.pk), code=code)
