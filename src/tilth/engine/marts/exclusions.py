"""Mart `exclusions`: every owned customer who is not on tonight's list, and the first cause that applies."""

import ibis
import ibis.expr.types as ir

from tilth.engine import persons
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.engine.marts.call_list import BOOK
from tilth.policy import working_days


def rest(session: Session, context: Context, owned: ir.Table, chosen: ir.Table, best: ir.Table) -> ir.Table:
    """Return the owned customers that were not chosen; those without another cause lie beyond the quota.

    Where a week has its list, who is not among those still to be reached in it waits for the next one.

    Who shares a number with somebody who is placed better names that customer in `same_as`, and a number that
    is one with another names the survivor.
    """
    named = best.filter(best.customer_id != best.best_id).rename(same_as="best_id")
    named = named.union(persons.merged(session, context).rename(same_as="survivor_id"))
    left = attach(owned.anti_join(chosen, "customer_id"), named)
    of_others = (left.stage == BOOK) & ~left.of_week & ibis.literal(context.playbook.call_list.by_week)
    waits = left.cause.isnull() & left.same_as.isnull() & of_others
    cause = ibis.coalesce(
        left.cause,
        ibis.cases((left.same_as.notnull(), "same_number"), (waits, "not_this_week"), else_="quota_full"),
    )
    next_week = ibis.date(working_days.next_working_day(working_days.week_left(context.list_day)[-1]))
    until = waits.ifelse(next_week, left.until)
    return left.mutate(business_date=ibis.literal(context.day), cause=cause, until=until)
