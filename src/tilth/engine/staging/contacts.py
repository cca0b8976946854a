"""The contact log as the night reads it: the latest two-way contact, recent counts, and when caps lift."""

from functools import reduce

import ibis
import ibis.expr.types as ir

from tilth.engine import days
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach

RECENT_DAYS = 30


def by_customer(session: Session, context: Context) -> ir.Table:
    """Return per customer last_contact_on (KPI-03), contacts of 30 days, cap_until where a cap is reached."""
    log = _up_to_now(session, context)
    recent = log.contact_on > context.days_ago(RECENT_DAYS)
    counted = log.group_by("customer_id").aggregate(
        last_contact_on=log.contact_on.max(where=log.two_way),
        contacts_made=recent.sum(),
        contacts_connected=(recent & log.two_way).sum(),
    )
    return session.keep("contacts", attach(counted, _capped(log, context)))


def by_staff(session: Session, context: Context) -> ir.Table:
    """Return per member of staff the contacts of the last 30 days."""
    log = _up_to_now(session, context)
    log = log.filter(log.contact_on > context.days_ago(RECENT_DAYS))
    return log.group_by("staff_id").aggregate(contacts_made=log.count(), contacts_connected=log.two_way.sum())


def _up_to_now(session: Session, context: Context) -> ir.Table:
    log = session.read(context.extract("contacts"))
    return log.filter(log.contact_on <= context.day)


def _capped(log: ir.Table, context: Context) -> ir.Table:
    """Return the first day on which no cap is reached, for customers at a cap tonight (LIST-13)."""
    caps = context.playbook.call_list.caps
    if not caps:
        return log.filter(ibis.literal(False)).select("customer_id", cap_until=log.contact_on)  # noqa: FBT003
    log = log.filter(log.contact_on > context.days_ago(max(cap.days for cap in caps)))
    newest_first = ibis.window(group_by=log.customer_id, order_by=[log.contact_on.desc(), log.contact_id])
    ranked = log.mutate(place=ibis.row_number().over(newest_first) + 1)
    # A cap of n in d days lifts d days after the n-th latest contact.
    lifts = [
        ranked.filter((ranked.place == cap.count) & (ranked.contact_on > context.days_ago(cap.days))).select(
            "customer_id", cap_until=days.plus(ranked.contact_on, cap.days)
        )
        for cap in caps
    ]
    every = reduce(lambda one, other: one.union(other), lifts)
    return every.group_by("customer_id").aggregate(cap_until=every.cap_until.max())
