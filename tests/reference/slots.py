"""Two free hours once more, minute by minute: what `policy.slots` must agree with."""

import datetime as dt

from tilth.policy.subjects.task import TaskRules
from tilth.policy.working_days import is_working_day

MINUTE = dt.timedelta(minutes=1)


def two(now: dt.datetime, busy: list[dt.datetime], rules: TaskRules) -> list[tuple[dt.date, dt.time]]:
    """Walk every minute from now on and keep the first that will do in each of two half days."""
    found: list[tuple[dt.date, dt.time]] = []
    halves: set[tuple[dt.date, bool]] = set()
    worked: set[dt.date] = set()
    at = now.replace(hour=0, minute=0)
    while len(found) < 2:
        if is_working_day(at.date()):
            worked.add(at.date())
        if len(worked) > rules.days_ahead:
            break
        half = (at.date(), at.time() >= rules.afternoon_from)
        if half not in halves and _will_do(at, now, busy, rules):
            halves.add(half)
            found.append((at.date(), at.time()))
        at += MINUTE
    return found


def _will_do(at: dt.datetime, now: dt.datetime, busy: list[dt.datetime], rules: TaskRules) -> bool:
    if not is_working_day(at.date()):
        return False
    if at <= now or (at.date(), at.hour) == (now.date(), now.hour):
        return False
    if any(abs((at - one) / MINUTE) < rules.apart_minutes for one in busy):
        return False
    for begins, ends in (
        (rules.morning_from, rules.morning_until),
        (rules.afternoon_from, rules.afternoon_until),
    ):
        since = (at - dt.datetime.combine(at.date(), begins)) / MINUTE
        left = (dt.datetime.combine(at.date(), ends) - at) / MINUTE
        if since >= 0 and since % rules.slot_minutes == 0 and left >= rules.slot_minutes:
            return True
    return False
