"""Plans of relationships in the demo bank: one of four steps, one done, and one begun."""

import datetime as dt
from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.path_step import finish, plan
from tilth.jobs.demo_subjects import ago

_NEEDED = 2
_FIRST = (
    (
        "service",
        "share",
        "到期提醒晚过一次，怕再误",
        "先把提醒做准，再问全貌",
        "今天通话，问一句他行还有多少",
        0,
    ),
    ("service", "begun", "每次都是我们找她", "让她挑想谈的题目", "面谈 ¥30 万续存，请她出题", 4),
    ("relationship", "gain", "女儿留学，手续不熟", "帮一件没开口的忙", "把留学换汇时间表写成一页给她", 40),
)


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the manager have planned what takes two relationships further."""
    if len(customers) < _NEEDED:
        return
    rm = who["rm"]
    early = ago(rm, 21)
    done = plan(
        early,
        customers[0],
        stage="service",
        brings="kept",
        trouble="怕答应的事没人记得",
        way="答应一件记一件",
        deed="回复英国缴费流程",
        due_on=ago(rm, 17).today,
    )
    finish(ago(rm, 17), customers[0], done.pk, result="她转给了女儿，主动道谢")
    for stage, brings, trouble, way, deed, days in _FIRST:
        due_on = rm.today + dt.timedelta(days=days)
        told = {"stage": stage, "brings": brings, "trouble": trouble, "way": way, "deed": deed}
        plan(rm, customers[0], due_on=due_on, **told)
    soon = rm.today + dt.timedelta(days=2)
    plan(rm, customers[1], stage="product", brings="profile", deed="补问作息与家庭，先听后说", due_on=soon)
