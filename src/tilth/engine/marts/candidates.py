"""Owned customers: whether they can be called, and what puts them in front."""

import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach

MANAGERS = ("rm", "wealth")


def managers(session: Session, context: Context) -> ir.Table:
    """Return the listed managers: active staff with role rm or wealth."""
    staff = session.read(context.feed("staff"))
    listed = staff.filter(staff.active & staff.role.isin(MANAGERS))
    return session.keep("managers", listed.select(rm_id=listed.staff_id, staff_branch_id=listed.branch_id))


def owned(session: Session, customers: ir.Table, events: ir.Table, causes: ir.Table) -> ir.Table:
    """Return and keep every owned customer with cause, until, and the keys by which lists are ordered."""
    rows = customers.filter(customers.rm_id.notnull()).select(
        "customer_id", "rm_id", "familiar", "aum", "segment_priority", "overdue_days"
    )
    return session.keep("owned", attach(rows, _nearest(events), causes))


def _nearest(events: ir.Table) -> ir.Table:
    dated = events.filter(events.kind.isin(("deposit_maturing", "birthday")))
    return dated.group_by("customer_id").aggregate(
        deposit_on=dated.due_on.min(where=dated.kind == "deposit_maturing"),
        birthday_on=dated.due_on.min(where=dated.kind == "birthday"),
    )
