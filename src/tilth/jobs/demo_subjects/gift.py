"""Gifts of the demo bank: flowers within the limit, a dinner that waits, one approved, one refused."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from tilth.domain.acting import Who
from tilth.domain.records.gift import decide, give

_NEEDED = 3


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the manager give, and the head of the branch decide on what passes the year's limit."""
    if len(customers) < _NEEDED:
        return
    rm, head = who["rm"], who["head"]
    first, second, third = customers[:_NEEDED]
    lately = rm.today - dt.timedelta(days=9)
    give(rm, first, kind="flowers", value=Decimal(168), given_on=lately, note="乔迁之喜，送花篮一只")
    give(rm, first, kind="meal", value=Decimal(460), given_on=rm.today, note="拟请客户夫妇用餐，谈养老安排")
    asked = give(rm, second, kind="ticket", value=Decimal(880), given_on=lately, note="家庭音乐会门票两张")
    decide(head, second, asked.pk, yes=True, answer="同意，注意当面说明不附条件")
    asked = give(rm, third, kind="other", value=Decimal(1200), given_on=lately, note="客户生日，拟送茶具一套")
    decide(head, third, asked.pk, yes=False, answer="超出合理范围，请改送贺卡")
