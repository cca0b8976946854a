"""Commitments of the demo bank: mortgages that took their days, one against the warning, two that wait."""

import datetime as dt
from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.commitment import keep, promise
from tilth.jobs.demo_subjects import ago, others
from tilth.policy import promising

_CALENDAR_DAYS = (22, 24, 21, 25, 23, 22, 26, 21, 24, 23, 22, 25)
"""How long the mortgages took, from the promise to the payment."""
_FIRST, _APART = 80, 4
"""The first was promised so many days ago, each further one so many days later."""
_NEEDED = 3


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the manager have kept a dozen promises of mortgages, and give three more today."""
    rm = who["rm"]
    found = list(others(rm, customers).order_by("-aum", "customer_id").values_list("customer_id", flat=True))
    if len(found) < _NEEDED:
        return
    for number, took in enumerate(_CALENDAR_DAYS):
        days = _FIRST - _APART * number
        _kept(rm, found[number % len(found)], days, took)
    lately = ago(rm, 2)
    first, second, third = found[:_NEEDED]
    promise(
        lately,
        first,
        kind="mortgage",
        due_on=rm.today + dt.timedelta(days=7),
        note="放款至开发商账户",
        reason="评估与抵押登记上周已办完",
    )
    promise(lately, second, kind="card", due_on=promising.earliest(lately.today, 6))
    promise(rm, third, kind="large_cash", due_on=promising.earliest(rm.today, 1), note="二十万元，上午来取")


def _kept(rm: Who, customer_id: str, days: int, took: int) -> None:
    begun = ago(rm, days)
    due_on = promising.earliest(begun.today, 20)
    row = promise(begun, customer_id, kind="mortgage", due_on=due_on)
    keep(ago(rm, days - took), customer_id, row.pk)
