"""From candidates to a list: chosen twice, because of a number one is called, of a household so many."""

import ibis
import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.engine.marts import call_list, same_number
from tilth.engine.value import terms


def chosen(session: Session, context: Context, owned: ir.Table) -> tuple[ir.Table, ir.Table]:
    """Return the lists, and of everybody who shares a number the best-placed: only that one is listed.

    Of those who are left then, of each household so many as the order of value takes.
    """
    free = _candidates(session, context, owned)
    same = same_number.groups(session, context, free)
    first = call_list.choose(session, context, free, "first_chosen")
    best = same_number.best(session, free, first, same)
    others = best.filter(best.customer_id != best.best_id)
    alone = session.keep("alone", free.anti_join(others, "customer_id"))
    if same_number.of_household(context):
        behind = same_number.behind(session, context, alone, first)
        alone = session.keep("of_households", alone.anti_join(behind, "customer_id"))
    names = call_list.choose(session, context, alone, "last_chosen")
    names = names.select("customer_id", "rank", "familiar_short", "other_short")
    return session.keep("chosen", owned.join(names, "customer_id")), best


_KEYS = ("customer_id", "rm_id", "household_id", "familiar", "stage", "step", "waits")
_DATES = ("promise_at", "dated_on", "deposit_on")


def _candidates(session: Session, context: Context, owned: ir.Table) -> ir.Table:
    """Return who can be called, with no more than lists are filled by."""
    free = owned.filter(owned.cause.isnull())
    if not context.playbook.by_value:
        return free.select(*_KEYS, *_DATES, "segment_priority", "overdue_days", "aum")
    first = terms.served(session, context, free)
    free = free.select(*_KEYS, *_DATES, "points", is_new=free.lifecycle == "new")
    free = attach(free, first.mutate(served=ibis.literal(0)))
    free = session.step("served_first", free.mutate(served=free.served.fill_null(1)))
    return session.keep("served", shared_out(context, free))


def shared_out(context: Context, free: ir.Table) -> ir.Table:
    """Return candidates with `beyond`: 1 for who has no place among those meant for the like, else 0.

    The places of each side of a list are divided between new and existing customers (PLAN-12), and given to
    those of each who come first; what one part leaves empty goes to the other, by the side's own order.
    """
    book = context.playbook
    if not book.value_order.by_effort:
        return free.mutate(beyond=0)
    order = [free.stage, free.waits, free.served, free.points.desc(), free.customer_id]
    place = ibis.row_number().over(
        ibis.window(group_by=[free.rm_id, free.familiar, free.is_new], order_by=order)
    )
    familiar, other = (
        book.effort.shared(places) for places in call_list.quotas(book.call_list, context.places)
    )
    meant = ibis.cases(
        (free.familiar & free.is_new, familiar[0]),
        (free.familiar, familiar[1]),
        (free.is_new, other[0]),
        else_=other[1],
    )
    return free.mutate(beyond=(place >= meant).ifelse(1, 0))
