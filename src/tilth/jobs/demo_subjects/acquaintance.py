"""People around the demo bank's customers: a family of whom the customer agreed to tell, and a colleague."""

import datetime as dt
from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.acquaintance import meet, outdate
from tilth.jobs.demo_subjects import ago, women_of_an_age

_NEEDED = 2


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the first of the profiles have a family, the second a partner in business and a former employer."""
    if len(customers) < _NEEDED:
        return
    rm = who["rm"]
    first, second = women_of_an_age(rm, customers, 43, 60)[:_NEEDED]
    told = ago(rm, 64)
    meet(told, first, role="spouse", name="陆志诚", birthday=dt.date(1974, 5, 9), likes="钓鱼")
    meet(told, first, role="child", name="陆一苇", birthday=dt.date(2005, 3, 2), stage="university")
    meet(told, first, role="child", minor=True, stage="middle")
    meet(ago(rm, 45), second, role="colleague", name="沈立行", likes="一起打网球")
    outdate(rm, second, meet(ago(rm, 45), second, role="employer", name="旧厂有限公司").pk)
