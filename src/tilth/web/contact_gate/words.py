"""The contact gate's answer in plain words: why not, and from when (GOV-03)."""

import datetime as dt
from collections.abc import Callable

from django.utils.translation import gettext as _

from tilth.domain.contacts.gate import COLLEAGUE_CALLING
from tilth.domain.days import ZONE
from tilth.policy.contact_gate import Decision
from tilth.web import labels
from tilth.web.format import days
from tilth.web.format.languages import language

_MIDNIGHT = dt.time(0)


def sentence(decision: Decision, *, today: dt.date) -> str:
    """Return one sentence for a no: the reason and, where it is known, the moment it lifts."""
    told = why(decision)
    if decision.reason == COLLEAGUE_CALLING and decision.until is not None:
        until = _moment(decision.until.astimezone(ZONE), today)
        text = _("{why}, until {moment} at the latest; a customer is called once.")
        return text.format(why=told, moment=until)
    if decision.until is None:
        return _("{why}.").format(why=told)
    local = decision.until.astimezone(ZONE)
    if local.time() == _MIDNIGHT:
        day = days.near(local.date(), today=today, language=language())
        return _("{why}; possible again from {day} on.").format(why=told, day=day)
    return _("{why}; possible after {moment}.").format(why=told, moment=_moment(local, today))


def _moment(local: dt.datetime, today: dt.date) -> str:
    clock = f"{local:%H:%M}"
    if local.date() == today:
        return clock
    day = days.near(local.date(), today=today, language=language())
    return f"{day} {clock}"


def why(decision: Decision) -> str:
    """Return the reason without a full stop; one that has no words of its own stands for itself."""
    if decision.reason == COLLEAGUE_CALLING:
        return _("{name} is calling this customer now").format(name=decision.detail.get("by", ""))
    write = _WHY.get(decision.reason)
    return decision.reason if write is None else write(str(decision.detail.get("kind", "")))


def _suppressed(kind: str) -> str:
    return _("Contacts have stopped ({kind})").format(kind=labels.label("suppression", kind))


def _no_consent(kind: str) -> str:
    told = {
        "withdrawn": _("The customer took the consent back"),
        "refused": _("The customer said no"),
        "missing": _("This channel needs the customer's consent, and there is none"),
        "outdated": _("The customer agreed to an older text: ask anew"),
        "refused_contact": _("The customer declined a contact by this channel"),
    }
    return told.get(kind, _("There is no consent"))


def _no_number(kind: str) -> str:
    if kind == "wrong":
        return _("Every number of this customer is marked wrong: ask for another at the next visit")
    return _("The bank has no number for this customer: ask for one at the next visit")


_WHY: dict[str, Callable[[str], str]] = {
    "closed": lambda _kind: _("The relationship is closed"),
    "suppressed": _suppressed,
    "do_not_disturb": lambda _kind: _("The customer asked not to be disturbed"),
    "no_consent": _no_consent,
    "contacted_recently": lambda _kind: _("There was a two-way contact within the last days"),
    "frequency_cap": lambda _kind: _("The cap on contacts and attempts is reached"),
    "quiet_hours": lambda _kind: _("Quiet hours"),
    "unsuitable_time": lambda _kind: _("Not a time that suits the customer"),
    "no_number": _no_number,
    "asked_too_soon": lambda _kind: _("The customer said no not long ago"),
}
