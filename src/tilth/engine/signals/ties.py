"""Who is tied to whom, as far as one manager may learn it."""

import ibis.expr.types as ir

from tilth.engine.tonight import Tonight


def people(tonight: Tonight) -> ir.Table:
    """Return the living and open customers who have a manager."""
    living = tonight.with_us
    return living.filter(living.rm_id.notnull())


def pairs(tonight: Tonight, there: tuple[str, ...], back: tuple[str, ...]) -> ir.Table:
    """Return customer_id, other_id: the other is `there` to the customer, or the customer `back` to them."""
    fed = tonight.session.read(tonight.context.feed("relations"))
    fed = fed.filter(fed.from_id != fed.to_id)
    one, other = fed.filter(fed.kind.isin(there)), fed.filter(fed.kind.isin(back))
    forth = one.select(customer_id=one.from_id, other_id=one.to_id)
    return forth.union(other.select(customer_id=other.to_id, other_id=other.from_id)).distinct()


def of_one_manager(tonight: Tonight, rows: ir.Table) -> ir.Table:
    """Return the rows whose customer is looked after by whoever looks after the other."""
    owners = people(tonight).select("customer_id", "rm_id")
    both = rows.join(owners, "customer_id")
    return both.filter(both.rm_id == both.other_rm).drop("rm_id", "other_rm")
