"""Days: 11-20 周五, 20 Nov; the year only when it is another one; how far away when it is near."""

import datetime as dt

from django.utils.translation import gettext, ngettext

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_WEEKDAYS_EN = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_WEEKDAYS_ZH = "一二三四五六日"
NEAR_WEEKDAY = 7
NEAR_DAYS = 10


def _chinese(language: str) -> bool:
    return language.startswith("zh")


def weekday(day: dt.date, *, language: str) -> str:
    """Return 周五 or Fri."""
    return f"周{_WEEKDAYS_ZH[day.weekday()]}" if _chinese(language) else _WEEKDAYS_EN[day.weekday()]


def plain(day: dt.date | None, *, today: dt.date, language: str) -> str:
    """Return 11-20 or 20 Nov, with the year when it is not this year's; a missing day is a dash."""
    if day is None:
        return "\u2014"
    if _chinese(language):
        return f"{day:%m-%d}" if day.year == today.year else day.isoformat()
    text = f"{day.day} {_MONTHS[day.month - 1]}"
    return text if day.year == today.year else f"{text} {day.year}"


def near(day: dt.date | None, *, today: dt.date, language: str) -> str:
    """Return the day with its weekday when it is at most seven days away."""
    text = plain(day, today=today, language=language)
    if day is None or abs((day - today).days) > NEAR_WEEKDAY:
        return text
    name = weekday(day, language=language)
    return f"{text} {name}" if _chinese(language) else f"{name} {text}"


def heading(day: dt.date, *, language: str) -> str:
    """Return the day as a page's heading writes it: 11月18日 周三, Wed 18 Nov."""
    name = weekday(day, language=language)
    if _chinese(language):
        return f"{day.month}月{day.day}日 {name}"
    return f"{name} {day.day} {_MONTHS[day.month - 1]}"


def month(day: dt.date, *, language: str) -> str:
    """Return the month of a day with its year: 2026年11月, Nov 2026."""
    if _chinese(language):
        return f"{day.year}年{day.month}月"
    return f"{_MONTHS[day.month - 1]} {day.year}"


def away(day: dt.date, *, today: dt.date) -> str:
    """Return how far away a day is, in words of the active language."""
    days = (day - today).days
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    if days == -1:
        return gettext("yesterday")
    if days > 0:
        return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}
    return ngettext("%(n)s day ago", "%(n)s days ago", -days) % {"n": -days}


def when(day: dt.date, *, today: dt.date, language: str) -> str:
    """Return how far away the day is when it is near, else the day itself."""
    if abs((day - today).days) <= NEAR_DAYS:
        return away(day, today=today)
    return plain(day, today=today, language=language)


def dated(day: dt.date, *, today: dt.date, language: str) -> str:
    """Return the day with its weekday however far it is away: 08-31 周一, Mon 31 Aug."""
    text, name = plain(day, today=today, language=language), weekday(day, language=language)
    return f"{text} {name}" if _chinese(language) else f"{name} {text}"
