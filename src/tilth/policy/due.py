"""When something is due, seen from a day: late, today, in the rest of the week, later; written once."""

import datetime as dt

from tilth.policy.words import Codes, Words
from tilth.policy.working_days import next_working_day

WHENS: Codes = {
    "late": Words("Overdue", "逾期"),
    "today": Words("Today", "今天"),
    "week": Words("This week", "本周"),
    "later": Words("Later", "以后"),
}
"""In the order of days; each open item is in exactly one."""
HANDED_DAYS = 7
"""For so many days an item says that it came by a hand-over."""
Span = tuple[dt.date | None, dt.date | None]


def span(when: str, today: dt.date) -> Span:
    """Return the first and the last day of a word of `WHENS`; None: no end on that side."""
    one, sunday = dt.timedelta(days=1), today + dt.timedelta(days=6 - today.weekday())
    spans: dict[str, Span] = {
        "late": (None, today - one),
        "today": (today, today),
        "week": (today + one, sunday),
        "later": (sunday + one, None),
    }
    return spans[when]


def when(day: dt.date, today: dt.date) -> str:
    """Return in which of `WHENS` a day lies."""
    if day <= today:
        return "today" if day == today else "late"
    last = span("week", today)[1]
    return "week" if last and day <= last else "later"


def target(when: str, today: dt.date) -> dt.date | None:
    """Return the day on which something lies that is moved to a word of `WHENS`.

    Of this week the next working day, of later the first one after Sunday; None: nothing is moved there, into
    the past or into a week without a working day left.
    """
    first, last = span(when, today)
    if when == "today":
        return today
    if when == "late" or first is None:
        return None
    day = next_working_day(first - dt.timedelta(days=1))
    return day if last is None or day <= last else None
