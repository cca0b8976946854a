"""Matters of the demo bank: one told and done, one late, one assigned by the head, one of today."""

import datetime as dt
from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.matter import finish, take_on
from tilth.jobs.demo_subjects import ago

_NEEDED = 4


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let customers and the head ask for what takes a while."""
    if len(customers) < _NEEDED:
        return
    rm, lead = who["rm"], who["head"]
    first, second, third, fourth = customers[:_NEEDED]
    lately = ago(rm, 6)
    done = take_on(lately, first, asked_by="customer", wanted="查一笔去年的跨行转账为什么退回")
    finish(rm, first, done.pk, result="户名少一个字，已补正重汇", told=True)
    late = rm.today - dt.timedelta(days=1)
    take_on(lately, second, asked_by="customer", wanted="补寄上季度对账单到新地址", due_on=late)
    take_on(lead, third, asked_by="supervisor", wanted="核对预留手机号，系统提示与证件不一致")
    take_on(rm, fourth, asked_by="customer", wanted="问清海外汇款需要哪些材料", due_on=rm.today)
