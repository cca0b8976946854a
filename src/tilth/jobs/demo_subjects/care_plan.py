"""Care plans of the demo bank: one monthly of today, one every two weeks and late, one paused, one ended."""

import datetime as dt
from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.care_plan import carry_out, end, pause, set_up
from tilth.jobs.demo_subjects import ago

_NEEDED = 4


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the manager look after some customers by a plan."""
    if len(customers) < _NEEDED:
        return
    rm = who["rm"]
    first, second, third, fourth = customers[:_NEEDED]
    early = ago(rm, 16)
    set_up(
        rm,
        first,
        every="month_1",
        channel="phone",
        starts_on=rm.today,
        about="每月电话问候并报告资产变化",
        handles="先把工资代发接过来",
        direction="定期到期转稳健理财",
        services="为父母开通养老金账户",
    )
    late = set_up(early, second, every="week_2", channel="wecom", starts_on=early.today, about="基金净值周报")
    carry_out(early, second, late.pk)
    rests = set_up(
        early, third, every="month_3", channel="visit", starts_on=early.today + dt.timedelta(days=9)
    )
    pause(rm, third, rests.pk, why="客户出国三个月")
    over = set_up(early, fourth, every="week_1", channel="phone", starts_on=early.today)
    carry_out(early, fourth, over.pk)
    end(rm, fourth, over.pk, why="客户希望有事再联系")
