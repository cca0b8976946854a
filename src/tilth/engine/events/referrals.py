"""The talk about referrals, some months after good service began, with whom it suits (MGM-01, MGM-02)."""

import ibis
import ibis.expr.types as ir

from tilth.engine import calendars
from tilth.engine.events.rows import event
from tilth.engine.joins import attach
from tilth.engine.tonight import Tonight
from tilth.kernel.dates import add_months
from tilth.ports.schema import Kind


def due(tonight: Tonight) -> list[ir.Table]:
    """Return whose latest beginning is so many months old tonight, unless asked of late or complaining."""
    windows, session = tonight.context.playbook.windows, tonight.session
    rows = tonight.living.select("customer_id", "opened_on", "first_invested_on", "asked_before")
    kept = session.read(tonight.context.extract("kept_promises")).select("customer_id", "kept_on")
    rows = attach(rows, kept)
    begun = {
        "opening": rows.opened_on,
        "first_investment": rows.first_invested_on,
        "promise_kept": rows.kept_on,
    }
    # What is empty does not count: the greatest of days leaves it out.
    rows = rows.mutate(source=ibis.greatest(*(begun[name] for name in sorted(windows.referral_after))))
    first = tonight.context.told_until + calendars.DAY
    pairs = calendars.moved(
        first,
        tonight.context.day,
        lambda day: add_months(day, -windows.referral_months),
        lambda day: add_months(day, windows.referral_months),
    )
    table = session.small(
        "referral_days",
        source=(Kind.DATE, [source for source, _ in pairs]),
        due_on=(Kind.DATE, [on for _, on in pairs]),
        rested_on=(Kind.DATE, [add_months(on, -windows.referral_rest_months) for _, on in pairs]),
    )
    rows = rows.join(table, "source").anti_join(_complaining(tonight), "customer_id")
    rows = rows.filter(rows.asked_before.isnull() | (rows.asked_before <= rows.rested_on))
    return [event(rows, "referral_due", due_on=rows.due_on)]


def _complaining(tonight: Tonight) -> ir.Table:
    """Return who has an open complaint on the list day: not ready to be asked."""
    stops, day = tonight.session.read(tonight.context.extract("suppressions")), tonight.context.list_day
    lasts = stops.ends_on.isnull() | (stops.ends_on >= day)
    return stops.filter((stops.kind == "complaint_open") & (stops.starts_on <= day) & lasts)
