"""Owned customers: what keeps them off a list and what puts them in front."""

import ibis
import ibis.expr.types as ir

from tilth.engine import days
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach

PHONE = ("phone", "any")
MANAGERS = ("rm", "wealth")
NO = ibis.literal(False)  # noqa: FBT003
NO_DAY = ibis.null("date")


def managers(session: Session, context: Context) -> ir.Table:
    """Return the listed managers: active staff with role rm or wealth."""
    staff = session.read(context.feed("staff"))
    listed = staff.filter(staff.active & staff.role.isin(MANAGERS))
    return session.keep("managers", listed.select(rm_id=listed.staff_id, staff_branch_id=listed.branch_id))


def owned(
    session: Session, context: Context, customers: ir.Table, events: ir.Table, listed: ir.Table
) -> ir.Table:
    """Return and keep every owned customer with cause, until, and the keys by which lists are ordered."""
    rows = customers.filter(customers.rm_id.notnull()).select(
        "customer_id",
        "rm_id",
        "familiar",
        "aum",
        "segment_priority",
        "overdue_days",
        "closed_on",
        "last_contact_on",
        "cap_until",
    )
    rows = attach(rows, _undisturbed(session, context))
    rows = attach(rows, listed.select("rm_id", is_listed=ibis.literal(True)), key="rm_id")  # noqa: FBT003
    rows = attach(rows, _nearest(events))
    cause, until = _cause(context, rows)
    rows = rows.mutate(cause=cause, until=until)
    return session.keep(
        "owned",
        rows.select(
            "customer_id",
            "rm_id",
            "familiar",
            "aum",
            "segment_priority",
            "overdue_days",
            "deposit_on",
            "birthday_on",
            "cause",
            "until",
        ),
    )


def _undisturbed(session: Session, context: Context) -> ir.Table:
    """Return who must not be called on the day after D, and until when; open-ended settings have no end."""
    settings = session.read(context.extract("do_not_disturb"))
    tomorrow = context.ahead(1)
    live = settings.filter(
        settings.channel.isin(PHONE)
        & (settings.starts_on <= tomorrow)
        & (settings.ends_on.isnull() | (settings.ends_on >= tomorrow))
    )
    return live.group_by("customer_id").aggregate(
        dnd_ends_on=live.ends_on.max(), dnd_open_ended=live.ends_on.isnull().max(), dnd=live.count()
    )


def _nearest(events: ir.Table) -> ir.Table:
    dated = events.filter(events.kind.isin(("deposit_maturing", "birthday")))
    return dated.group_by("customer_id").aggregate(
        deposit_on=dated.due_on.min(where=dated.kind == "deposit_maturing"),
        birthday_on=dated.due_on.min(where=dated.kind == "birthday"),
    )


def _cause(context: Context, rows: ir.Table) -> tuple[ir.Value, ir.Value]:
    """Return the first cause that applies, and the first day without it where that is known."""
    quiet = context.playbook.call_list.quiet_days
    dnd_until = rows.dnd_open_ended.ifelse(NO_DAY, days.plus(rows.dnd_ends_on, 1))
    causes = (
        ("closed", (rows.closed_on <= context.day).fill_null(NO), NO_DAY),
        ("do_not_disturb", rows.dnd.notnull(), dnd_until),
        (
            "contacted_recently",
            (rows.last_contact_on > context.days_ago(quiet)).fill_null(NO),
            days.plus(rows.last_contact_on, quiet),
        ),
        ("frequency_cap", rows.cap_until.notnull(), rows.cap_until),
        ("owner_inactive", rows.is_listed.isnull(), NO_DAY),
    )
    cause = ibis.cases(*((applies, name) for name, applies, _ in causes))
    until = ibis.cases(*((applies, day) for _, applies, day in causes))
    return cause, until
