"""Mart `exclusions`: every owned customer who is not on tonight's list, and the first cause that applies."""

import ibis
import ibis.expr.types as ir

from tilth.engine import persons
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.engine.marts import same_number
from tilth.engine.marts.call_list import BOOK, FRONT
from tilth.policy import working_days


def rest(session: Session, context: Context, owned: ir.Table, chosen: ir.Table, best: ir.Table) -> ir.Table:
    """Return the owned customers that were not chosen; those without another cause lie beyond the quota.

    Where a week has its list, who is not among those still to be reached in it waits for the next one.

    So does, until the next working day, whose household has as many on the lists as are called of one.

    Who shares a number with somebody who is placed better names that customer in `same_as`, and a number that
    is one with another names the survivor.
    """
    named = best.filter(best.customer_id != best.best_id).rename(same_as="best_id")
    named = named.union(persons.merged(session, context).rename(same_as="survivor_id"))
    left = attach(owned.anti_join(chosen, "customer_id"), named)
    if same_number.of_household(context):
        left = attach(left, same_number.full(context, chosen), key="household_id")
    of_others = (left.stage == BOOK) & ~left.of_week & ibis.literal(context.playbook.call_list.by_week)
    waits = left.cause.isnull() & left.same_as.isnull() & of_others
    of_full = _of_full_household(context, left) & ~waits
    cause = ibis.coalesce(
        left.cause,
        ibis.cases(
            (left.same_as.notnull(), "same_number"),
            (waits, "not_this_week"),
            (of_full, "same_household"),
            else_="quota_full",
        ),
    )
    tomorrow = ibis.date(working_days.next_working_day(context.list_day))
    next_week = ibis.date(working_days.next_working_day(working_days.week_left(context.list_day)[-1]))
    until = ibis.cases((waits, next_week), (of_full, tomorrow), else_=left.until)
    return left.mutate(business_date=ibis.literal(context.day), cause=cause, until=until)


def _of_full_household(context: Context, left: ir.Table) -> ir.Value:
    """Say who could be called, were not others of the household; promises are kept whoever else is called."""
    if not same_number.of_household(context):
        return ibis.literal(False)  # noqa: FBT003
    return left.cause.isnull() & left.same_as.isnull() & left.is_full.notnull() & (left.stage != FRONT)
