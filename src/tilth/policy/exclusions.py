"""Exclusions: why an owned customer is on no list tonight, first cause first, and when it lifts (GOV-03)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from tilth.policy.playbook import CallList, Cap

ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Exclusion:
    """A cause, and the first day without it; None where nobody can know."""

    cause: str
    until: dt.date | None


@dataclass(frozen=True)
class Quiet:
    """A do-not-disturb setting: its channel, its first day, and its last (None = until withdrawn)."""

    channel: str
    starts_on: dt.date
    ends_on: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What can keep a customer off a list; contact days up to D, attempts included where it says so."""

    closed_on: dt.date | None
    quiet: Sequence[Quiet]
    two_way_on: Sequence[dt.date]
    tried_on: Sequence[dt.date]
    """Days of every contact and attempt; a day counts as often as it is there."""
    owner_is_listed: bool


def first_cause(facts: Facts, day: dt.date, rules: CallList) -> Exclusion | None:
    """Return the first cause that applies on `day`, None for a customer who can be reached."""
    if facts.closed_on is not None and facts.closed_on <= day:
        return Exclusion("closed", None)
    return (
        do_not_disturb(facts.quiet, day)
        or contacted_recently(facts.two_way_on, day, rules.quiet_days)
        or frequency_cap(facts.tried_on, day, rules.caps)
        or (None if facts.owner_is_listed else Exclusion("owner_inactive", None))
    )


def do_not_disturb(settings: Sequence[Quiet], day: dt.date) -> Exclusion | None:
    """Judge the day after `day`, for which the list is: any setting for phone or any channel (PROF-26)."""
    called_on = day + ONE_DAY
    ends = [
        setting.ends_on
        for setting in settings
        if setting.channel in ("phone", "any")
        and setting.starts_on <= called_on
        and (setting.ends_on is None or setting.ends_on >= called_on)
    ]
    if not ends:
        return None
    known = [end for end in ends if end is not None]
    return Exclusion("do_not_disturb", max(known) + ONE_DAY if len(known) == len(ends) else None)


def contacted_recently(two_way_on: Sequence[dt.date], day: dt.date, quiet_days: int) -> Exclusion | None:
    """Rest a customer for `quiet_days` days after a two-way contact (LIST-15)."""
    last = max(two_way_on, default=None)
    if last is None or (day - last).days >= quiet_days:
        return None
    return Exclusion("contacted_recently", last + dt.timedelta(days=quiet_days))


def frequency_cap(tried_on: Sequence[dt.date], day: dt.date, caps: Sequence[Cap]) -> Exclusion | None:
    """Hold back a customer with whom as many contacts and attempts were made as a cap allows (TRAP-24)."""
    newest_first = sorted(tried_on, reverse=True)
    lifts = [
        newest_first[cap.count - 1] + dt.timedelta(days=cap.days)
        for cap in caps
        if len(newest_first) >= cap.count
    ]
    until = max(lifts, default=day)
    return Exclusion("frequency_cap", until) if until > day else None
