"""A record in one line of words: what its declaration says may stand there, codes, amounts and days."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from tilth.data.records import columns_of, model_of
from tilth.data.said import Said
from tilth.domain import bank
from tilth.kernel import dates
from tilth.policy.subjects import Subject
from tilth.web.format import amounts, days
from tilth.web.format.languages import language

_UNTOLD = frozenset({"technical", "keeper", "staff_number"})
"""Kinds of columns that a line leaves out: whose it is stands beside it."""
_OTHER = "other"


def told(
    subject: Subject, said: Mapping[str, Any], *, today: dt.date, note: str = "", whole: bool = True
) -> str:
    """Return what a line of the diary says of its record; not `whole`: without its state and its days."""
    held = columns_of(model_of(subject))
    names = (name for name in subject.line if said.get(name) not in (None, "", note and _OTHER))
    parts = (_part(subject, name, said[name], held[name], today) for name in names)
    shown = [text for text, sort in parts if text and (whole or sort == "")]
    known = subject.words.told(language())
    return " · ".join(dict.fromkeys(text for text in (*shown, note) if text and text != known))


def _part(subject: Subject, name: str, value: Any, says: Said, today: dt.date) -> tuple[str, str]:
    """Return a value in words, and whether it is the state or a day."""
    if says.kind in _UNTOLD:
        return "", ""
    is_state = name == "state" and bool(subject.states)
    codes = subject.states if is_state else says.codes
    if codes:
        text = codes[value].told(language()) if value in codes else str(value)
        return text, "state" if is_state else ""
    if says.kind == "amount":
        currency = bank.settings_of_bank().base_currency
        return amounts.short(Decimal(str(value)), language=language(), currency=currency), ""
    if isinstance(value, str) and dates.read_day(value[:10]) is None:
        return value, ""
    return _day(str(value), says, today=today), "day"


def _day(value: str, says: Said, *, today: dt.date) -> str:
    found = dates.read_day(value[:10])
    if found is None:
        return ""
    told_day = days.near(found, today=today, language=language())
    return _("{what} {day}").format(what=says.words.told(language()), day=told_day)
