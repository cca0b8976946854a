"""Loss cases of the demo bank: one of each class, one of them won back."""

import datetime as dt
from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.loss_case import end, go_on, take_up
from tilth.jobs.demo_subjects import ago, others

_CASES = (
    ("return", "recoverable", "visit", "他行三年期高 20 个点"),
    ("neglect", "leak", "call", "半年没人联系"),
    ("manager", "last", "leader", "跟原客户经理去了别的行"),
)


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let money have left: each case has its reason, its class and its next step."""
    rm = who["rm"]
    left = others(rm, customers).filter(external_outflow_30__lt=0)
    found = left.order_by("external_outflow_30", "customer_id").values_list("customer_id", flat=True)
    for place, (customer_id, case) in enumerate(zip(found[: len(_CASES)], _CASES, strict=False)):
        reason, recoverable, step, note = case
        earlier = ago(rm, 8 - place)
        day = rm.today + dt.timedelta(days=place)
        made = take_up(
            earlier, customer_id, reason=reason, recoverable=recoverable, step=step, due_on=day, note=note
        )
        if place == 1:
            go_on(ago(rm, 3), customer_id, made.pk, step="mend", due_on=rm.today, recoverable="leak")
            end(rm, customer_id, made.pk, became="won_back", outcome="约好每月一次，已转回一半")
