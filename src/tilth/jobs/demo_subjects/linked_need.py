"""Needs of others that customers of the demo bank told of: an employer's payroll, resettled neighbours."""

import datetime as dt
from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.linked_need import end, hear
from tilth.jobs.demo_subjects import ago, women_of_an_age

_NEEDED = 5


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let three of the profiles speak of others; one need is met by now, one waits for today."""
    rm = who["rm"]
    found = women_of_an_age(rm, customers, 43, 60)[:_NEEDED]
    if len(found) < _NEEDED:
        return
    first, second, _third, _fourth, fifth = found
    today, early = rm.today, ago(rm, 25)
    hear(
        ago(rm, 12),
        first,
        around="employer",
        need="payroll",
        name="诚达装饰有限公司",
        head_count=86,
        due_on=today,
        note="财务说现在的代发银行到账慢，想换一家。",
    )
    hear(
        ago(rm, 6),
        second,
        around="neighbour",
        need="compensation",
        name="红星新村",
        head_count=140,
        due_on=today + dt.timedelta(days=9),
        note="居委会下月公布补偿方案。",
    )
    met = hear(
        early, fifth, around="relative", need="insurance", due_on=early.today, note="女儿想给孩子买保险。"
    )
    end(ago(rm, 3), fifth, met.pk, became="met", outcome="已由理财经理接待。")
