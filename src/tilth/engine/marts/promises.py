"""What was promised: the open next steps, appointments and calls put off, as the list reads them (REC-03)."""

import ibis
import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context

MINUTES = 24 * 60 + 1
"""Places of one day in the order of moments: its minutes, then those without an hour."""


def read(session: Session, context: Context) -> ir.Table:
    """Return and keep customer_id, promise_at (order of what is due by its days), promised_on (later)."""
    rows = session.read(context.extract("promises"))
    last = ibis.literal(MINUTES - 1)
    until = rows.due_on.delta(ibis.date(context.last_list_day), unit="day").cast("int64")
    rows = rows.mutate(until=until, moment=until * MINUTES + ibis.coalesce(rows.due_minute, last))
    return session.keep(
        "promises",
        rows.group_by("customer_id").aggregate(
            promise_at=rows.moment.min(where=rows.until <= 0),
            promised_on=rows.due_on.min(where=rows.until > 0),
        ),
    )
