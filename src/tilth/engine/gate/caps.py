"""Frequency caps: contacts, attempts and allowed contacts of a customer and of the household (LIST-13)."""

from collections.abc import Sequence
from functools import reduce

import ibis
import ibis.expr.types as ir

from tilth.engine import calendars, days
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.policy.playbook import Cap


def lifting(session: Session, context: Context, households: ir.Table) -> ir.Table:
    """Return customer_id, cap_until: the first day without a cap, for who is at one on the list day."""
    own, shared = context.playbook.call_list.caps, context.playbook.contact.household_caps
    if not own and not shared:
        return households.filter(ibis.literal(False)).select(  # noqa: FBT003
            "customer_id", cap_until=ibis.null("date")
        )
    tries = _tries(session, context, (*own, *shared))
    found = [_reached(context, tries.select("customer_id", "tried_on"), "customer_id", own)] if own else []
    if shared:
        of_family = tries.join(households, "customer_id").select("household_id", "tried_on")
        reached = _reached(context, of_family, "household_id", shared)
        found.append(households.join(reached, "household_id").select("customer_id", "cap_until"))
    every = reduce(lambda one, other: one.union(other), found)
    return session.keep("capped", every.group_by("customer_id").aggregate(cap_until=every.cap_until.max()))


def _tries(session: Session, context: Context, caps: Sequence[Cap]) -> ir.Table:
    """Return every contact, attempt and allowed contact up to D that a cap can count."""
    contacts = session.read(context.extract("contacts"))
    allowed = session.read(context.extract("clearances"))
    every = contacts.select("customer_id", tried_on=contacts.contact_on).union(
        allowed.select("customer_id", tried_on=allowed.given_on)
    )
    since = context.list_day - calendars.DAY * max(cap.days for cap in caps)
    return session.keep("tries", every.filter((every.tried_on <= context.day) & (every.tried_on > since)))


def _reached(context: Context, tries: ir.Table, key: str, caps: Sequence[Cap]) -> ir.Table:
    """Return key, cap_until of those at a cap: one of n in d days lifts d days after the n-th latest try."""
    newest_first = ibis.window(group_by=tries[key], order_by=tries.tried_on.desc())
    ranked = tries.mutate(place=ibis.row_number().over(newest_first) + 1)
    lifts = [
        ranked.filter(
            (ranked.place == cap.count) & (ranked.tried_on > context.list_day - calendars.DAY * cap.days)
        ).select(key, cap_until=days.plus(ranked.tried_on, cap.days))
        for cap in caps
    ]
    every = reduce(lambda one, other: one.union(other), lifts)
    return every.group_by(key).aggregate(cap_until=every.cap_until.max())
