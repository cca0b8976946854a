"""The week of a book or a branch: contacts beside the target that can be reached, and day by day."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext as _p

from tilth.domain import days
from tilth.domain.book.model import Done
from tilth.domain.book.targets import Target
from tilth.web import aims, figures
from tilth.web.book import panels
from tilth.web.format import amounts


@dataclass(frozen=True, kw_only=True)
class Day:
    """One working day of the week: customers spoken to, out of how many, and how many were dialled."""

    day: dt.date
    contacts: figures.Number
    dialled: figures.Number
    of: int
    width: float


def card(made: int, dialled: int, aim: Target, today: dt.date, work: figures.Work) -> panels.Card:
    """Return the contacts since Monday, beside what can be reached by tonight and by Sunday."""
    pace = aim.pace(today)
    behind = pace - made
    note = _("{n} by tonight, {behind} to go").format(n=amounts.count(pace), behind=amounts.count(behind))
    said = (note if behind > 0 else _("on pace"), *_why(aim))
    return panels.Card(
        label=_("Contacts this week"),
        value=work.number("contacts", made),
        of=_p("card", "of {n}").format(n=amounts.count(aim.week)) if aim.week else "",
        note=_(" · ").join(said),
        more=(work.number("dialled", dialled, text=_("{n} dialled").format(n=amounts.count(dialled))),),
        late=behind > 0,
        width=panels.portion(made, aim.week),
        mark=panels.portion(pace, aim.week) if aim.week else None,
    )


def _why(aim: Target) -> tuple[str, ...]:
    """Return why the target is lower than the playbook's; empty where it is not."""
    if aim.small_book:
        text = _("the week's target is {week} of {n} asked: {why}")
        week, asked = amounts.count(aim.week), amounts.count(aim.asked_week)
        return (text.format(week=week, n=asked, why=aims.small(aim)),)
    if aim.short_list:
        text = _("the lists have {n} of {of} names")
        return (text.format(n=amounts.count(aim.day), of=amounts.count(aim.asked_day)),)
    return ()


def by_day(made: Done, aim: Target, today: dt.date, work: figures.Work) -> tuple[Day, ...]:
    """Return the working days of the week up to today, and others on which somebody dialled."""
    monday = days.week_start(today)
    dates = (monday + dt.timedelta(days=n) for n in range(7))
    return tuple(
        Day(
            day=day,
            contacts=work.on(day).number("contacts", n := made.contacts.get(day, 0)),
            dialled=work.on(day).number("dialled", made.dialled.get(day, 0)),
            of=aim.day,
            width=panels.portion(n, aim.day),
        )
        for day in dates
        if day <= today and (days.is_working_day(day) or day in made.dialled)
    )
