"""The contact log as the night reads it: the latest two-way contact and recent counts."""

import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context

RECENT_DAYS = 30


def by_customer(session: Session, context: Context) -> ir.Table:
    """Return per customer last_contact_on (KPI-03) and the contacts of 30 days."""
    log = up_to_now(session, context)
    recent = log.contact_on > context.days_ago(RECENT_DAYS)
    counted = log.group_by("customer_id").aggregate(
        last_contact_on=log.contact_on.max(where=log.two_way),
        contacts_made=recent.sum(),
        contacts_connected=(recent & log.two_way).sum(),
    )
    return session.keep("contacts", counted)


def by_staff(session: Session, context: Context) -> ir.Table:
    """Return per member of staff the contacts of the last 30 days."""
    log = up_to_now(session, context)
    log = log.filter(log.contact_on > context.days_ago(RECENT_DAYS))
    return log.group_by("staff_id").aggregate(contacts_made=log.count(), contacts_connected=log.two_way.sum())


def up_to_now(session: Session, context: Context) -> ir.Table:
    """Return the contacts and attempts up to D."""
    log = session.read(context.extract("contacts"))
    return log.filter(log.contact_on <= context.day)
