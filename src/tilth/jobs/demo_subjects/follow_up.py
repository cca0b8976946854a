"""Follow-ups of the demo bank: one after a purchase done, one of today, an introduction asked for."""

from collections.abc import Mapping, Sequence

from django.db import connection

from tilth.data.models import FollowUp
from tilth.domain import bank
from tilth.domain.acting import Who
from tilth.domain.follow_ups import operations
from tilth.domain.records.follow_up import finish, plan
from tilth.jobs.demo_subjects import ago

_NEEDED = 3
_LATE = 2
"""So many of the nights before nobody has followed up yet."""
SAID = {
    "after_purchase": "到期日与风险已再说明，客户满意",
    "referral": "客户愿意介绍，先问过朋友",
    "welcome": "已致欢迎，约好联系方式与方便的时间",
    "settle_in": "手机银行已会用，转账限额已调好",
    "first_needs": "近两年想换房，先留流动资金",
    "first_review": "首季账目已对过，无疑问",
}
"""What is said of a follow-up that was done, by its kind."""
_NAMED = ("none", "one", "two")


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the night make those that its events ask for, and the manager follow up some by hand."""
    if len(customers) < _NEEDED:
        return
    rm = who["rm"]
    first, second, third = customers[:_NEEDED]
    early = ago(rm, 3)
    done = plan(early, first, kind="after_purchase", due_on=early.today)
    finish(early, first, done.pk, result="产品说明书已看懂，到期日记得，暂无疑问")
    asked = plan(early, second, kind="referral", due_on=early.today)
    finish(rm, second, asked.pk, result="介绍了同事一位，约下周见面", named="one")
    plan(rm, third, kind="after_purchase", due_on=rm.today)
    night = rm.generation.business_date
    connection.ensure_connection()
    operations.make(connection.connection, playbook=bank.playbook_of(night), day=night, at=rm.at)
    mine = FollowUp.objects.unscoped().filter(staff_id=rm.by.staff_id, state="open", due_on__lt=rm.today)
    for number, row in enumerate(mine.order_by("due_on", "id")[_LATE:]):
        named = _NAMED[number % len(_NAMED)] if row.kind == "referral" else "none"
        finish(rm, row.customer_id, row.pk, result=SAID[row.kind], named=named)
