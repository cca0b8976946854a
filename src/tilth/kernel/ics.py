"""Calendar files (RFC 5545): lines folded at 75 octets, texts escaped, whole days or hours of one zone."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

MOST = 75
"""Octets of a line; the next begins with a blank."""
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One thing on a day; with a length where it has an hour."""

    uid: str
    title: str
    day: dt.date
    begins: dt.time | None = None
    minutes: int = 30
    place: str = ""


def written(entries: Iterable[Entry], *, maker: str, at: dt.datetime, zone: dt.tzinfo) -> str:
    """Return a calendar file; hours are written in world time, so that no zone need be described."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:{text(maker)}", "CALSCALE:GREGORIAN"]
    for one in entries:
        lines += ["BEGIN:VEVENT", f"UID:{text(one.uid)}", f"DTSTAMP:{_moment(at)}"]
        lines += [*_when(one, zone), f"SUMMARY:{text(one.title)}"]
        lines += [f"LOCATION:{text(one.place)}"] if one.place else []
        lines += ["CLASS:PRIVATE", "END:VEVENT"]
    return "".join(f"{part}\r\n" for line in [*lines, "END:VCALENDAR"] for part in folded(line))


def text(words: str) -> str:
    """Return a text with what would end it or split it escaped."""
    return words.translate(_ESCAPED)


def folded(line: str) -> Iterator[str]:
    """Yield a line in parts of at most 75 octets, no sign of it torn apart."""
    part, size = "", 0
    for sign in line:
        more = len(sign.encode())
        if size + more > MOST:
            yield part
            part, size = " ", 1
        part, size = part + sign, size + more
    yield part


def _when(one: Entry, zone: dt.tzinfo) -> tuple[str, str]:
    if one.begins is None:
        after = one.day + dt.timedelta(days=1)
        return f"DTSTART;VALUE=DATE:{one.day:%Y%m%d}", f"DTEND;VALUE=DATE:{after:%Y%m%d}"
    begins = dt.datetime.combine(one.day, one.begins, zone)
    ends = begins + dt.timedelta(minutes=one.minutes)
    return f"DTSTART:{_moment(begins)}", f"DTEND:{_moment(ends)}"


def _moment(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"
