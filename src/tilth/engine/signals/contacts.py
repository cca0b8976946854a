"""Signals of silence: with whom nobody has ever talked."""

from tilth.engine import persons
from tilth.engine.amounts import number
from tilth.engine.events.rows import text
from tilth.engine.marts.customers import still_open
from tilth.engine.signals.rows import Found, evidence, signal
from tilth.engine.tonight import Tonight
from tilth.policy.playbook.signals import NeverContacted


def never_contacted(tonight: Tonight) -> Found:
    """Return the owned customers with assets with whom no talk has taken place since the opening."""
    context, rule = tonight.context, tonight.context.playbook.signals.of(NeverContacted)
    rows = still_open(context, tonight.living())
    opened = rows.opened_on <= context.days_ago(rule.days)
    rows = rows.filter(rows.rm_id.notnull() & opened & (rows.aum >= number(rule.amount)))
    spoken = tonight.contacts.filter(tonight.contacts.last_contact_on.notnull()).select("customer_id")
    spoken = persons.shared(tonight.session, context, spoken)
    rows = rows.anti_join(spoken, "customer_id").select("customer_id", "aum", "opened_on")
    rows = tonight.session.keep("never_contacted", rows)
    return Found(
        signals=signal(rows, "never_contacted", amount=rows.aum, opened_on=text(rows.opened_on)),
        evidence=[evidence(rows, "never_contacted", "day", day=rows.opened_on)],
    )
