"""Signals of silence: with whom nobody has ever talked, or not for long."""

import ibis
import ibis.expr.types as ir

from tilth.engine import persons
from tilth.engine.amounts import number
from tilth.engine.events.rows import text
from tilth.engine.signals.rows import Found, evidence, signal
from tilth.engine.tonight import Tonight
from tilth.policy.playbook.signals import NeverContacted, SilentValuable


def _spoken(tonight: Tonight) -> ir.Table:
    """Return customer_id, spoken_on: the last two-way contact under the number or the survivor's."""
    log = tonight.contacts.filter(tonight.contacts.last_contact_on.notnull())
    log = persons.shared(
        tonight.session, tonight.context, log.select("customer_id", spoken_on=log.last_contact_on)
    )
    return log.group_by("customer_id").aggregate(spoken_on=log.spoken_on.max())


def never_contacted(tonight: Tonight) -> Found:
    """Return the owned customers with assets with whom no talk has taken place since the opening."""
    context, rule = tonight.context, tonight.context.playbook.signals.of(NeverContacted)
    rows = tonight.with_us
    opened = rows.opened_on <= context.days_ago(rule.days)
    rows = rows.filter(rows.rm_id.notnull() & opened & (rows.aum >= number(rule.amount)))
    rows = rows.anti_join(_spoken(tonight), "customer_id").select("customer_id", "aum", "opened_on")
    rows = tonight.session.keep("never_contacted", rows)
    return Found(
        signals=signal(rows, "never_contacted", amount=rows.aum, opened_on=text(rows.opened_on)),
        evidence=[evidence(rows, "never_contacted", "day", day=rows.opened_on)],
    )


def silent_valuable(tonight: Tonight) -> Found:
    """Return the owned customers of value with whom nobody has talked for long."""
    context, rule = tonight.context, tonight.context.playbook.signals.of(SilentValuable)
    rows = tonight.with_us
    rows = rows.filter(rows.rm_id.notnull() & (rows.aum_avg_90 >= number(rule.amount)))
    rows = rows.select("customer_id", "aum", "aum_avg_90").join(_spoken(tonight), "customer_id")
    rows = rows.filter(rows.spoken_on <= context.days_ago(rule.days))
    rows = tonight.session.keep("silent", rows)
    day = ibis.date(context.day)
    return Found(
        signals=signal(rows, "silent_valuable", amount=rows.aum, last_contact_on=text(rows.spoken_on)),
        evidence=[
            evidence(rows, "silent_valuable", "day", day=rows.spoken_on),
            evidence(
                rows, "silent_valuable", "mean", source_id=ibis.literal("90"), day=day, amount=rows.aum_avg_90
            ),
        ],
    )
