"""Interests of the demo bank: one late, one of today, one of next week, one that became business."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from tilth.domain.acting import Who
from tilth.domain.records.interest import end, hear
from tilth.jobs.demo_subjects import ago

_NEEDED = 4


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let customers speak of what they want."""
    if len(customers) < _NEEDED:
        return
    rm = who["rm"]
    first, second, third, fourth = customers[:_NEEDED]
    lately = ago(rm, 9)
    yesterday, soon = rm.today - dt.timedelta(days=1), rm.today + dt.timedelta(days=6)
    hear(lately, first, kind="time_deposit", amount=Decimal(300_000), due_on=yesterday, note="半年内不用")
    hear(lately, second, kind="education", due_on=rm.today, note="女儿明年出国，想先了解换汇")
    hear(rm, third, kind="insurance", amount=Decimal(50_000), due_on=soon)
    sold = hear(lately, fourth, kind="wealth_product", amount=Decimal(150_000), due_on=rm.today)
    end(rm, fourth, sold.pk, became="taken")
