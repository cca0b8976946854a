"""Owned customers: whether they can be called, and what puts them in front."""

import ibis
import ibis.expr.types as ir

from tilth.engine import calendars
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.engine.value import terms
from tilth.policy.roles import MANAGERS

YES, NO = ibis.literal(True), ibis.literal(False)  # noqa: FBT003


def managers(session: Session, context: Context) -> ir.Table:
    """Return the listed managers: active staff with role rm or wealth."""
    staff = session.read(context.feed("staff"))
    listed = staff.filter(staff.active & staff.role.isin(list(MANAGERS)))
    return session.keep("managers", listed.select(rm_id=listed.staff_id, staff_branch_id=listed.branch_id))


def fronted(
    session: Session, context: Context, events: ir.Table, promises: ir.Table, reasons: ir.Table
) -> ir.Table:
    """Return and keep what puts customers in front: promises, dates within the list's windows, open reasons.

    Columns customer_id, promise_at, promised_on; maturing_on and coming_on, the nearest maturity and the
    nearest date that lie ahead; deposit_on and dated_on, the same with what has matured; decides.
    """
    decides = sorted(context.playbook.call_list.decides)
    deciding = reasons.filter((reasons.state == "open") & reasons.kind.isin(decides))
    deciding = deciding.select("customer_id").distinct().mutate(decides=ibis.literal(True))  # noqa: FBT003
    everybody = promises.select("customer_id").union(_dated(context, events).select("customer_id"))
    everybody = everybody.union(deciding.select("customer_id")).distinct()
    rows = attach(everybody, promises, _dated(context, events), deciding)
    return session.keep("fronted", rows.mutate(decides=rows.decides.fill_null(NO)))


def _dated(context: Context, events: ir.Table) -> ir.Table:
    """Return who has a deposit or a birthday within the list's windows, counted from each of its days."""
    rule, last = context.playbook.call_list, context.last_list_day
    maturing = (events.kind == "deposit_maturing") & (
        events.due_on <= last + rule.deposit_days * calendars.DAY
    )
    birthday = (events.kind == "birthday") & events.due_on.between(
        context.list_day, last + rule.birthday_days * calendars.DAY
    )
    dated = events.filter(maturing | birthday | (events.kind == "deposit_matured"))
    is_birthday, has_matured = dated.kind == "birthday", dated.kind == "deposit_matured"
    return dated.group_by("customer_id").aggregate(
        maturing_on=dated.due_on.min(where=~is_birthday & ~has_matured),
        coming_on=dated.due_on.min(where=~has_matured),
        deposit_on=dated.due_on.min(where=~is_birthday),
        dated_on=dated.due_on.min(),
    )


def owned(  # noqa: PLR0913 - what is known of a customer when the lists are made
    session: Session,
    context: Context,
    customers: ir.Table,
    causes: ir.Table,
    fronts: ir.Table,
    *,
    names: ir.Table | None = None,
    worth: ir.Table | None = None,
) -> ir.Table:
    """Return and keep every owned customer with cause, until, and the keys by which lists are ordered.

    `step` is 0 for who has a promise due, 1 for who has a date, 2 for the others; `waits` is 0 for who is due
    on a day of the list or has an open reason that decides, 1 for the others. `stage` says when a customer is
    taken: 0 in front, 1 from the week's names that are still to be reached, 2 from the rest of the book. With
    `worth` the lists are made in the order of value: dates compete with all else, see `_valued`.
    """
    rows = customers.filter(customers.rm_id.notnull()).select(
        "customer_id",
        "rm_id",
        "household_id",
        "familiar",
        "aum",
        *(("tier", "segment", "lifecycle") if worth is not None else ()),
        "segment_priority",
        "overdue_days",
        "last_contact_on",
        "next_contact_due_on",
    )
    parts = (causes, fronts) if names is None else (causes, fronts, names.mutate(of_week=YES))
    rows = session.step("owned_and_fronted", attach(rows, *parts))
    is_due = rows.last_contact_on.isnull() | (rows.next_contact_due_on <= context.last_list_day)
    of_week = NO if names is None else rows.of_week.fill_null(NO)
    in_front = rows.promise_at.notnull() | rows.dated_on.notnull()
    rows = rows.mutate(
        step=ibis.cases((rows.promise_at.notnull(), 0), (rows.dated_on.notnull(), 1), else_=2),
        of_week=of_week,
        is_due=is_due.fill_null(NO),
        decides=rows.decides.fill_null(NO),
    )
    if worth is not None:
        by_week = names is not None and context.playbook.call_list.by_week
        return _valued(session, context, rows, worth, by_week=by_week)
    return session.keep(
        "owned",
        rows.mutate(
            stage=ibis.cases((in_front, 0), (rows.of_week, 1), else_=2),
            waits=(rows.is_due | rows.decides).ifelse(0, 1),
        ),
    )


def _valued(
    session: Session, context: Context, rows: ir.Table, worth: ir.Table, *, by_week: bool
) -> ir.Table:
    """Return and keep owned customers with their terms, as the order of value takes them.

    In front are promises alone. Then, of all who have a ground, the week's names, who has a date within the
    list's windows, and who has a deciding reason told since the week's Monday; then the rest of the book, and
    in each of the two who is due, has a date or decides before the others, and who has no ground at the end.
    """
    rows = terms.valued(session, context, session.step("due_or_not", rows), worth)
    now = rows.grounded & (rows.of_week | (rows.step == 1) | rows.news) if by_week else rows.grounded
    decides = rows.is_due | rows.decides | rows.decided | (rows.step == 1)
    waits = ibis.cases((~rows.grounded, 2), (decides, 0), else_=1)
    return session.keep(
        "owned",
        rows.mutate(stage=ibis.cases((rows.step == 0, 0), (now, 1), else_=2), waits=waits),
    )
