"""Measures, their values and what is asked of them, in the reader's words."""

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilth.policy.levels.codes import LEVELS
from tilth.policy.levels.measures import MEASURES, Found
from tilth.policy.levels.rules import Criterion, Term
from tilth.web.format import days
from tilth.web.format.languages import language


def level(code: str) -> str:
    """Return the word of a level."""
    return LEVELS[code].told(language())


def measure(of: Criterion | Term) -> str:
    """Return what is measured, and over how long where it is counted over months."""
    name = MEASURES[of.measure].words.told(language())
    if not of.months:
        return name
    over = ngettext("last {n} month", "last {n} months", of.months).format(n=of.months)
    return _("{measure}, {over}").format(measure=name, over=over)


def value(code: str, number: Decimal | None) -> str:
    """Return a value with its unit; unknown is said, and is not nought."""
    if number is None:
        return _("unknown")
    plain = f"{number.normalize():f}"
    unit = MEASURES[code].unit
    if unit == "percent":
        return f"{plain}%"
    if unit == "years":
        return ngettext("{n} year", "{n} years", int(number)).format(n=plain)
    return plain


def asked(of: Criterion) -> str:
    """Return what is asked: a sign and a bound with its unit."""
    return f"{of.sign} {value(of.measure, of.bound)}"


def shown(found: Found, *, today: dt.date) -> str:
    """Return what a value was counted of; empty where nothing more can be said."""
    if found.of is not None:
        return _("{done} of {of}").format(done=found.done, of=found.of)
    if found.last_on is None:
        return ""
    return _("last {day}").format(day=days.plain(found.last_on, today=today, language=language()))


def signed(number: int) -> str:
    """Return a whole number with its sign, nought without one."""
    return f"{number:+d}".replace("-", "−") if number else "0"
