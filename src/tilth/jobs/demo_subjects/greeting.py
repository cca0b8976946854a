"""Greetings of the demo bank: who agreed, what the night made of it, one sent with flowers, two by hand."""

import datetime as dt
from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db import connection

from tilth.domain import bank
from tilth.domain.acting import Who
from tilth.domain.greetings import operations
from tilth.domain.records import consent as consents
from tilth.domain.records.greeting import plan, send
from tilth.jobs.demo_subjects import ago

_NEEDED = 4
_BY = ("sms", "wecom", "phone")


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let customers agree to greetings, the night make those of the week, and the manager send one."""
    if len(customers) < _NEEDED:
        return
    rm = who["rm"]
    night, text = rm.generation.business_date, bank.playbook_of(rm.generation.business_date)
    early = ago(rm, 2)
    for number, customer_id in enumerate(customers):
        consents.record(
            early,
            customer_id,
            purpose="greeting",
            decision="granted",
            channel=_BY[number % len(_BY)],
            text_version="greeting-1",
            evidence="柜面签署",
            asked=False,
        )
    connection.ensure_connection()
    operations.make(connection.connection, playbook=text, day=night, at=early.at)
    done = plan(early, customers[0], occasion="wedding", due_on=early.today)
    send(
        early,
        customers[0],
        done.pk,
        text="结婚纪念日快乐，祝二位安康。",
        gift="flowers",
        gift_value=Decimal(168),
    )
    plan(rm, customers[1], occasion="family", due_on=rm.today, about="母亲八十寿辰")
    plan(rm, customers[2], occasion="other", due_on=rm.today + dt.timedelta(days=3), about="乔迁")
