"""Follow-ups of the demo bank: one after a purchase done, one of today, an introduction asked for."""

from collections.abc import Mapping, Sequence

from django.db import connection

from tilth.domain import bank
from tilth.domain.acting import Who
from tilth.domain.follow_ups import operations
from tilth.domain.records.follow_up import finish, plan
from tilth.jobs.demo_subjects import ago

_NEEDED = 3


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
