"""Mart `exclusions`: every owned customer who is not on tonight's list, and the first cause that applies."""

import ibis
import ibis.expr.types as ir

from tilth.engine.context import Context
from tilth.engine.joins import attach


def rest(context: Context, owned: ir.Table, chosen: ir.Table, best: ir.Table) -> ir.Table:
    """Return the owned customers that were not chosen; those without another cause lie beyond the quota.

    Who shares a number with somebody who is placed better names that customer in `same_as`.
    """
    named = best.filter(best.customer_id != best.best_id).rename(same_as="best_id")
    left = attach(owned.anti_join(chosen, "customer_id"), named)
    cause = ibis.coalesce(left.cause, left.same_as.notnull().ifelse("same_number", "quota_full"))
    return left.mutate(business_date=ibis.literal(context.day), cause=cause)
