"""The points of a call, term by term, and who is to be served first whatever the points say."""

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import cents, number
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.engine.value import grounds
from tilth.policy.playbook.value_order import MOST, hundredths

NO = ibis.literal(False)  # noqa: FBT003
LONG_AGO = ibis.literal("0001-01-01").cast("date")
TERMS = (
    *("event_id", "ground", "money", "days_left", "urgency"),
    *("reach", "agree", "expected", "care", "effort", "worn", "instead", "points"),
)


@dataclass(frozen=True, kw_only=True)
class Worth:
    """What calls are valued by: the grounds of all customers, their chances, and who was always called."""

    grounds: ir.Table
    chances: ir.Table
    varied: ir.Table


def valued(session: Session, context: Context, rows: ir.Table, worth: Worth) -> ir.Table:
    """Return owned customers with every term, points (hundredths), decided, news and grounded.

    `rows` says who is due (is_due) and since when (next_contact_due_on).
    """
    rule = context.playbook.value_order
    rows = attach(rows, grounds.pressing(session, context, worth.grounds), worth.chances, worth.varied)
    expected = rows.pressing.fill_null(0) * rows.reach // 1000
    rows = session.step("owned_expecting", rows.mutate(expected=expected.cast("int64")))
    expected = (rows.expected * rows.agree // 1000).cast("int64")
    side = rows.familiar.ifelse(hundredths(rule.effort_familiar), hundredths(rule.effort_unfamiliar))
    rows = rows.mutate(
        expected=expected,
        care=_care(context, rows),
        effort=(side + rows.silent * hundredths(rule.effort_a_try)).cast("int64"),
        worn=rows.always_called.notnull().ifelse(hundredths(rule.effort_worn), 0).cast("int64"),
        instead=rows.instead.fill_null(""),
        grounded=rows.is_due | rows.ground.notnull(),
        decided=rows.decided.fill_null(NO),
        news=rows.news.fill_null(NO),
    )
    rows = session.step("owned_caring", rows)
    points = rows.expected * 100 // rule.point + rows.care - rows.effort - rows.worn
    return session.keep("owned_valued", rows.mutate(points=points.cast("int64")))


def _care(context: Context, rows: ir.Table) -> ir.Value:
    rule = context.playbook.value_order
    late = ibis.date(context.last_list_day).delta(rows.next_contact_due_on, unit="day").cast("int64")
    owed = ibis.least(ibis.greatest(late, 0) * hundredths(rule.care_a_day), hundredths(rule.care_most))
    whole = cents(ibis.least(ibis.greatest(rows.aum, number(0)), number(MOST))) // 100
    large = whole * hundredths(rule.care_a_million) // 1_000_000
    return rows.is_due.ifelse(owed.fill_null(0) + large, 0).cast("int64")


def served(context: Context, free: ir.Table) -> ir.Table:
    """Return candidates with `served`: 0 for those of each tier whose care is longest due, else 1."""
    most = context.playbook.value_order.served_a_day * max(1, len(context.days))
    order = [free.next_contact_due_on.fill_null(LONG_AGO), free.customer_id]
    of_tier = ibis.window(group_by=[free.rm_id, free.tier, free.is_due], order_by=order)
    rows = free.mutate(longest=ibis.row_number().over(of_tier))
    first = rows.is_due & (rows.longest < most)
    return rows.mutate(served=first.ifelse(0, 1)).drop("longest")
