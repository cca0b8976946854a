"""From candidates to a list: chosen twice, because of those who share a number only one is called."""

import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.marts import call_list, same_number
from tilth.engine.value import terms


def chosen(session: Session, context: Context, owned: ir.Table) -> tuple[ir.Table, ir.Table]:
    """Return the lists, and of everybody who shares a number the best-placed: only that one is listed."""
    free = owned.filter(owned.cause.isnull())
    same = same_number.groups(session, context, free)
    if context.playbook.by_value:
        free = session.keep("served", terms.served(context, free))
    first = call_list.choose(session, context, free, "first_chosen")
    best = same_number.best(session, free, first, same)
    others = best.filter(best.customer_id != best.best_id)
    alone = session.keep("alone", free.anti_join(others, "customer_id"))
    return call_list.choose(session, context, alone, "chosen"), best
