"""Emotional accounts of the demo bank: one tells of half a year, one suffers, one only begins."""

from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.rapport import enter
from tilth.jobs.demo_subjects import ago

_NEEDED = 2
_FIRST = (
    (122, "complaint", "到期提醒晚了 1 天，客户投诉"),
    (121, "made_good", "当天致歉，补足一天利息"),
    (79, "accompanied", "陪客户到柜台办 180 天理财"),
    (55, "listened", "通话里听她讲女儿申请英国学校"),
    (41, "resource", "带她进留学讲座，当场预约了顾问"),
    (13, "by_hand", "生日寄了手写卡片，她回了消息"),
    (6, "knowledge", "发来英国缴费流程，她转给了女儿"),
)
_SECOND = ((34, "hurt", "催单时语气急，客户挂了电话"), (30, "made_good", "登门道歉"))


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the manager have entered what was done, and what went wrong."""
    if len(customers) < _NEEDED:
        return
    rm = who["rm"]
    for customer_id, told in zip(customers, (_FIRST, _SECOND), strict=False):
        for days, deed, note in told:
            enter(ago(rm, days), customer_id, deed=deed, note=note)
