"""Mart `exclusions`: every owned customer who is not on tonight's list, and the first cause that applies."""

import ibis
import ibis.expr.types as ir

from tilth.engine.context import Context


def rest(context: Context, owned: ir.Table, chosen: ir.Table) -> ir.Table:
    """Return the owned customers that were not chosen; those without another cause lie beyond the quota."""
    left = owned.anti_join(chosen, "customer_id")
    return left.mutate(business_date=ibis.literal(context.day), cause=left.cause.fill_null("quota_full"))
