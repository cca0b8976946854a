"""From a customer's calendar and wall clock to moments: midnights, and the first moment that is free."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

ONE_DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)
Span = tuple[dt.date, dt.date | None]
"""First and last day; None = without end."""


def first_day_after(spans: Sequence[Span], day: dt.date) -> dt.date | None:
    """Return the first day from `day` on that no span covers; None where one of them never ends.

    Spans that overlap or follow each other without a gap count as one.
    """
    while True:
        ends = [end for start, end in spans if start <= day and (end is None or end >= day)]
        if not ends:
            return day
        known = [end for end in ends if end is not None]
        if len(known) < len(ends) or max(known) == dt.date.max:
            return None
        day = max(known) + ONE_DAY


def midnight(day: dt.date | None, zone: ZoneInfo) -> dt.datetime | None:
    """Return the moment (UTC) at which `day` begins in a zone; None for no day and for the last of all."""
    if day is None or day == dt.date.max:
        return None
    return _moment(day, 0, zone)


def first_free(
    after: dt.datetime,
    zone: ZoneInfo,
    *,
    days: int,
    minutes: Iterable[int],
    is_free: Callable[[dt.datetime], bool],
) -> dt.datetime | None:
    """Return the first moment after `after` that is free on the wall clock of a zone, within so many days.

    `minutes` are the minutes of the day at which the answer of `is_free` (asked with local times) can turn
    to yes; the changes of the clock itself are looked at too. None when no moment of these days is free.
    """
    today = after.astimezone(zone).date()
    turns = sorted(set(minutes))
    for number in range(days + 1):
        for moment in sorted(_turns(today + number * ONE_DAY, turns, zone)):
            if moment > after and is_free(moment.astimezone(zone)):
                return moment
    return None


def _turns(day: dt.date, minutes: Sequence[int], zone: ZoneInfo) -> Iterator[dt.datetime]:
    """Yield the moments of a day at these minutes (both, if the clock shows one twice), and its changes."""
    for minute in minutes:
        first, second = (_moment(day, minute, zone, fold=fold) for fold in (0, 1))
        yield first
        if second != first:
            yield second
    low, high = _moment(day, 0, zone), _moment(day + ONE_DAY, 0, zone)
    before = low.astimezone(zone).utcoffset()
    if high.astimezone(zone).utcoffset() != before:
        while high - low > MINUTE:
            middle = low + (high - low) // MINUTE // 2 * MINUTE
            same = middle.astimezone(zone).utcoffset() == before
            low, high = (middle, high) if same else (low, middle)
        yield high


def _moment(day: dt.date, minute: int, zone: ZoneInfo, *, fold: int = 0) -> dt.datetime:
    """Return the moment (UTC) at which a zone's clock shows a minute of a day.

    Where the clock jumps over it, that is the moment which the clock before the jump would have shown.
    """
    hour, minute = divmod(minute, 60)
    return dt.datetime(day.year, day.month, day.day, hour, minute, tzinfo=zone, fold=fold).astimezone(dt.UTC)
