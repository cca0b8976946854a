"""Groups among ties: whoever is tied to whom bears one number, the smallest that is reached."""

import ibis.expr.types as ir

from tilth.engine.backend import Session

ROUNDS = 4
"""So many ties away two customers may be and still count as one group; whoever is further may be another."""


def labels(session: Session, name: str, ties: ir.Table) -> ir.Table:
    """Return and keep customer_id, label: the smallest number within ROUNDS ties of each customer.

    `ties` has customer_id, other_id in both directions, everybody to themselves too; `name` is what the
    rounds are kept as.
    """
    found = session.keep(f"{name}_1", _smallest(ties, ties.other_id))
    for number in range(2, ROUNDS + 1):
        reached = ties.join(found.rename(other_id="customer_id"), "other_id")
        found = session.keep(f"{name}_{number}", _smallest(reached, reached.label))
    return found


def _smallest(rows: ir.Table, label: ir.Value) -> ir.Table:
    return rows.group_by("customer_id").aggregate(label=label.min())
