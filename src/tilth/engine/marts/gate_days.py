"""The gate on one day, and on several: who cannot be called on any of them."""

from dataclasses import dataclass

import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.gate import causes
from tilth.engine.marts import candidates, promises


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What is looked at beside the customers: their families and managers, events and open reasons, worth."""

    households: ir.Table
    listed: ir.Table
    events: ir.Table
    reasons: ir.Table
    worth: ir.Table | None = None
    """What calls are valued by, where lists are made in the order of value."""


def fronts(session: Session, context: Context, asked: Beside) -> ir.Table:
    """Return what puts customers in front on the days of a list."""
    promised = promises.read(session, context)
    return candidates.fronted(session, context, asked.events, promised, asked.reasons)


def judge(
    session: Session, context: Context, customers: ir.Table, asked: Beside
) -> tuple[ir.Table, ir.Table]:
    """Return what puts customers in front on the list day, and whom nobody may call on it."""
    found = fronts(session, context, asked)
    barred = causes.judge(
        session, context, customers, households=asked.households, listed=asked.listed, fronts=found
    )
    return found, barred


def never(
    session: Session, context: Context, customers: ir.Table, barred: ir.Table, asked: Beside
) -> ir.Table:
    """Return customer_id, cause, until of who is barred on every day of a list; `barred` is of its first day.

    A cause without an end holds on all of them; only the others are asked again, while they are barred.
    """
    some = customers.semi_join(barred.filter(barred.until.notnull()), "customer_id")
    for number, day in enumerate(context.days[1:], start=2):
        again = session.apart(f"day_{number}")
        _, still = judge(again, context.made_for(day), some, asked)
        some = again.keep("still_barred", some.semi_join(still, "customer_id"))
    lasting = barred.filter(barred.until.isnull())
    return session.keep("never", lasting.union(barred.semi_join(some, "customer_id")))
