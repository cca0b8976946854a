"""The sentences of Today: one number and one action, and where the list differs from the playbook."""

import datetime as dt

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tilth.domain.call_lists import maturities
from tilth.domain.call_lists.model import Day
from tilth.domain.customers.filters import MATURITIES
from tilth.policy.playbook import Playbook
from tilth.web import figures
from tilth.web.format import amounts
from tilth.web.format.languages import language
from tilth.web.format.moments import moment
from tilth.web.reasons.chips import money

DUE_KINDS = frozenset(MATURITIES)


def _later(day: Day, today: dt.date) -> SafeString | None:
    """Return the sentence of a list on which only calls put off are left."""
    if not day.later or day.later[0].later is None:
        return None
    first = day.later[0]
    text = ngettext(
        "<b>{n} call put off</b>: {name}, {moment}.",
        "<b>{n} calls put off</b>: {name} first, {moment}.",
        len(day.later),
    )
    told = moment(day.later[0].later, today=today, language=language())
    return format_html(text, n=len(day.later), name=first.name, moment=told)


def headline(day: Day, *, today: dt.date) -> SafeString | None:
    """Return one sentence with a number and an action; None when there is nothing left to act on."""
    if not day.open:
        return _later(day, today)
    first = day.open[0].name
    due = day.due
    if not due.number:
        text = ngettext(
            "<b>{n} customer</b> to contact, begin with {name}.",
            "<b>{n} customers</b> to contact, begin with {name}.",
            len(day.open),
        )
        return format_html(text, n=len(day.open), name=first)
    text = ngettext(
        "<a href='{link}'><b>{n} maturity, {amount}, within {days} days</b></a>;"
        " {left} to contact, begin with {name}.",
        "<a href='{link}'><b>{n} maturities, {amount}, within {days} days</b></a>;"
        " {left} to contact, begin with {name}.",
        due.number,
    )
    return format_html(
        text,
        n=many(due.number),
        amount=money(due.amount),
        days=maturities.DAYS,
        left=len(day.open),
        name=first,
        link=figures.link("due", figures.OWN),
    )


def many(number: int) -> str:
    """Return how many maturities there are; beyond those that are read it says so."""
    return f"> {maturities.MOST}" if number > maturities.MOST else amounts.count(number)


def deviation(day: Day, playbook: Playbook) -> str:
    """Say in words where the list differs from what the playbook asks (LIST-04); empty when it does not."""
    if not day.entries:
        return ""
    size = len(day.entries)
    wanted = playbook.call_list.size
    if size < wanted:
        return _("{size} of {wanted} names: no more of your customers may be contacted tonight.").format(
            size=size, wanted=wanted
        )
    familiar = sum(entry.side == "familiar" for entry in day.entries)
    quota = _familiar_quota(playbook)
    if familiar < quota:
        return _("{n} familiar names are missing; others took their place.").format(n=quota - familiar)
    if familiar > quota:
        return _("{n} unfamiliar names are missing; others took their place.").format(n=familiar - quota)
    return ""


def _familiar_quota(playbook: Playbook) -> int:
    parts = playbook.call_list.familiar_parts + playbook.call_list.unfamiliar_parts
    return (2 * playbook.call_list.size * playbook.call_list.familiar_parts + parts) // (2 * parts)
