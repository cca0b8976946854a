"""On which day a record may go: its rule counts from an event, the period ends, the day after is the first.

The sweep asks the database the same (`tilth.domain.retention`); this is the reading that people follow.
"""

import datetime as dt
from dataclasses import dataclass

from tilth.kernel.dates import add_months
from tilth.policy.registry.retention import Begin, Retention


@dataclass(frozen=True, kw_only=True)
class Dates:
    """What is known about a record; an end that has not come, or that nobody told, is None."""

    own: dt.date
    """The record's own day: when it happened or was written."""
    relationship_end: dt.date | None = None
    last_contact: dt.date | None = None
    product_end: dt.date | None = None
    employment_end: dt.date | None = None


def begins(rule: Retention, dates: Dates) -> dt.date | None:
    """Return the day from which a record's period is counted, never before its own; None: it has not begun.

    Without any contact the last one is the record itself; every other end has to be told.
    """
    if rule.counted_from is Begin.NOBODY:
        return None
    if rule.counted_from in (Begin.TRANSACTION, Begin.ENTRY):
        return dates.own
    if rule.counted_from is Begin.LAST_CONTACT:
        return max(dates.own, dates.last_contact or dates.own)
    end = {
        Begin.RELATIONSHIP_END: dates.relationship_end,
        Begin.PRODUCT_END: dates.product_end,
        Begin.EMPLOYMENT_END: dates.employment_end,
    }[rule.counted_from]
    return None if end is None else max(dates.own, end)


def goes_on(rule: Retention, dates: Dates, *, held: bool = False) -> dt.date | None:
    """Return the first day on which a record may go; None: it stays, under a hold whatever its rule says.

    The last day of a period has the number of the day from which it is counted, or is the month's last.
    """
    begun = begins(rule, dates)
    if held or begun is None or rule.months is None:
        return None
    return after(begun, rule.months)


def after(begun: dt.date, months: int) -> dt.date:
    """Return the first day after so many months."""
    return add_months(begun, months) + dt.timedelta(days=1)
