"""Rules about the hour: quiet hours, and the times that suit the customer, on the customer's own clock."""

import datetime as dt

from tilth.policy.contact_gate.facts import Asked, Held
from tilth.policy.contact_gate.moments import first_free
from tilth.policy.playbook import ContactRules

SEARCHED_DAYS = 14
"""So far ahead a suitable time is looked for."""
QUIET_DAYS = 2
"""Quiet hours end on the same day or the next, however the clock is changed."""


def quiet_hours(asked: Asked) -> Held | None:
    """Hold what would ring in the quiet hours, service too (C-52)."""
    rules = asked.rules.contact
    if asked.request.channel not in rules.quiet_channels or not _is_quiet(asked.local, rules):
        return None
    until = first_free(
        asked.request.moment,
        asked.history.zone,
        days=QUIET_DAYS,
        minutes=(_minute(rules.quiet_until),),
        is_free=lambda local: not _is_quiet(local, rules),
    )
    detail = {
        "from": f"{rules.quiet_from:%H:%M}",
        "until": f"{rules.quiet_until:%H:%M}",
        "local": f"{asked.local:%H:%M}",
        "zone": asked.history.zone.key,
    }
    return Held(until, detail)


def unsuitable_time(asked: Asked) -> Held | None:
    """Hold what is outside the customer's suitable times, of which the quiet hours are no part (PROF-14)."""
    rules, windows = asked.rules.contact, asked.history.windows
    if asked.request.channel not in rules.quiet_channels or not windows or _suits(asked, asked.local):
        return None
    until = first_free(
        asked.request.moment,
        asked.history.zone,
        days=SEARCHED_DAYS,
        minutes=(_minute(rules.quiet_until), *(window.begins for window in windows)),
        is_free=lambda local: _suits(asked, local),
    )
    return Held(until, {"local": f"{asked.local:%H:%M}", "zone": asked.history.zone.key})


def _suits(asked: Asked, local: dt.datetime) -> bool:
    quiet = _is_quiet(local, asked.rules.contact)
    return not quiet and any(window.holds(local) for window in asked.history.windows)


def _is_quiet(local: dt.datetime, rules: ContactRules) -> bool:
    """Return whether a local time lies in the quiet hours, which may go over midnight."""
    now, begins, ends = _minute(local), _minute(rules.quiet_from), _minute(rules.quiet_until)
    if begins <= ends:
        return begins <= now < ends
    return now >= begins or now < ends


def _minute(clock: dt.datetime | dt.time) -> int:
    return clock.hour * 60 + clock.minute
