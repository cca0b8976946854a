"""The points of a call, term by term, and who is to be served first whatever the points say."""

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import cents, number
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.policy.playbook.value_order import MOST, hundredths

NO = ibis.literal(False)  # noqa: FBT003
LONG_AGO = ibis.literal("0001-01-01").cast("date")
TOLD = (
    *("event_id", "ground", "money", "days_left", "urgency", "reach", "agree", "expected"),
    *("effort", "worn", "instead"),
)
"""The terms of a name that are the same for a day and its week; care and points are not."""


def collect(session: Session, context: Context, customers: ir.Table, *parts: ir.Table) -> ir.Table:
    """Return and keep the terms of every owned customer, with decided, news and gain: points without care.

    `parts` are what presses, the chances, and who was always called. The list of a day and that of its week
    begin on one day, so both read the same.
    """
    rule = context.playbook.value_order
    rows = customers.filter(customers.rm_id.notnull()).select("customer_id", "familiar")
    rows = attach(rows, *parts)
    expected = rows.pressing.fill_null(0) * rows.reach // 1000
    rows = session.step("expecting", rows.mutate(expected=expected.cast("int64")))
    side = rows.familiar.ifelse(hundredths(rule.effort_familiar), hundredths(rule.effort_unfamiliar))
    rows = rows.mutate(
        expected=(rows.expected * rows.agree // 1000).cast("int64"),
        effort=(side + rows.silent * hundredths(rule.effort_a_try)).cast("int64"),
        worn=rows.always_called.notnull().ifelse(hundredths(rule.effort_worn), 0).cast("int64"),
        instead=rows.instead.fill_null(""),
        decided=rows.decided.fill_null(NO),
        news=rows.news.fill_null(NO),
    )
    rows = session.step("gaining", rows)
    gain = (rows.expected * 100 // rule.point - rows.effort - rows.worn).cast("int64")
    return session.keep("worth", rows.select("customer_id", *TOLD, "decided", "news", gain=gain))


def valued(session: Session, context: Context, rows: ir.Table, worth: ir.Table) -> ir.Table:
    """Return owned customers with care, points (hundredths), decided, news and grounded.

    `rows` says who is due (is_due) and since when (next_contact_due_on). What a list is not filled by stays
    in `worth`: all owned customers are sorted with what is here.
    """
    narrow = worth.select("customer_id", "decided", "news", "gain", has_ground=worth.ground.notnull())
    rows = attach(rows, narrow)
    rows = rows.mutate(care=_care(context, rows), grounded=rows.is_due | rows.has_ground)
    rows = session.step("owned_caring", rows)
    return session.step("owned_valued", rows.mutate(points=(rows.gain + rows.care).cast("int64")))


def _care(context: Context, rows: ir.Table) -> ir.Value:
    rule = context.playbook.value_order
    late = ibis.date(context.last_list_day).delta(rows.next_contact_due_on, unit="day").cast("int64")
    owed = ibis.least(ibis.greatest(late, 0) * hundredths(rule.care_a_day), hundredths(rule.care_most))
    whole = cents(ibis.least(ibis.greatest(rows.aum, number(0)), number(MOST))) // 100
    large = whole * hundredths(rule.care_a_million) // 1_000_000
    return rows.is_due.ifelse(owed.fill_null(0) + large, 0).cast("int64")


def served(session: Session, context: Context, free: ir.Table) -> ir.Table:
    """Return and keep customer_id of those of each tier whose care is longest due: they are served first."""
    most = context.playbook.value_order.served_a_day * max(1, len(context.days))
    due = free.filter(free.is_due)
    order = [due.next_contact_due_on.fill_null(LONG_AGO), due.customer_id]
    of_tier = ibis.window(group_by=[due.rm_id, due.tier], order_by=order)
    rows = session.step("long_due", due.select("customer_id", longest=ibis.row_number().over(of_tier)))
    return session.keep("longest_due", rows.filter(rows.longest < most).select("customer_id"))
