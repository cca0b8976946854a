"""Calendar files: folded, escaped, whole days and hours as RFC 5545 asks."""

import datetime as dt
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tilth.kernel import ics

ZONE = ZoneInfo("Asia/Shanghai")
AT = dt.datetime(2026, 4, 1, 10, 30, tzinfo=ZONE)


def written(*entries: ics.Entry) -> str:
    return ics.written(entries, maker="-//T//D//EN", at=AT, zone=ZONE)


def test_a_file_says_whole_days_and_hours_in_world_time() -> None:
    day = dt.date(2026, 4, 2)
    text = written(
        ics.Entry(uid="a@tilth", title="任务 C00001", day=day),
        ics.Entry(uid="b@tilth", title="a;b,c\\d\ne", day=day, begins=dt.time(7)),
    )
    assert text.split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//T//D//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "UID:a@tilth",
        "DTSTAMP:20260401T023000Z",
        "DTSTART;VALUE=DATE:20260402",
        "DTEND;VALUE=DATE:20260403",
        "SUMMARY:任务 C00001",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "UID:b@tilth",
        "DTSTAMP:20260401T023000Z",
        "DTSTART:20260401T230000Z",
        "DTEND:20260401T233000Z",
        "SUMMARY:a\\;b\\,c\\\\d\\ne",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_place_is_said_where_there_is_one() -> None:
    text = written(ics.Entry(uid="a", title="b", day=dt.date(2026, 4, 2), place="网点, 2 楼"))
    assert "SUMMARY:b\r\nLOCATION:网点\\, 2 楼\r\nCLASS:PRIVATE\r\n" in text


@given(st.text(max_size=400))
def test_no_line_is_longer_than_75_octets_and_unfolding_gives_the_text_back(title: str) -> None:
    title = "".join(sign for sign in title if sign not in "\r\x00" and not "\ud800" <= sign <= "\udfff")
    text = written(ics.Entry(uid="a", title=title, day=dt.date(2026, 4, 2)))
    assert all(len(line.encode()) <= ics.MOST for line in text.split("\r\n"))
    whole = text.replace("\r\n ", "")
    assert f"SUMMARY:{ics.text(title)}\r\n" in whole
