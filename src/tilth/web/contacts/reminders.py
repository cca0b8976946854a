"""Days that a note names, as proposals under it: read from the text, kept nowhere, confirmed by a press."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tilth.domain.contacts.reminders import Reminder
from tilth.domain.tasks.hands import LATEST
from tilth.kernel import dates
from tilth.kernel.text import visible
from tilth.policy.remarks import Choice, Reading, clause, read
from tilth.web.format import days
from tilth.web.format.languages import language

_SIGN = "|"
"""Between day, hour and words in the value of a proposal."""


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """What stands in the form already: reminders that were pressed, and the next step."""

    values: frozenset[str] = frozenset()
    step: str = ""
    next_step: str = ""
    next_step_on: str = ""


@dataclass(frozen=True, kw_only=True)
class Offer:
    """One day on which to be reminded."""

    value: str
    day: dt.date
    hour: str
    text: str
    """What the reminder says: the sentence of the note."""
    told: str
    """Day and hour in words."""
    hints: tuple[str, ...]
    far: bool
    """More than a year away: no task may have it yet."""
    chosen: bool
    is_next: bool
    """It stands as the next step."""


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """Some words of the note with the days they may mean, or why they mean none."""

    words: str
    offers: tuple[Offer, ...]
    problem: str


def proposals(text: str, *, today: dt.date, chosen: Chosen) -> tuple[Proposal, ...]:
    """Return what a note proposes; words that speak of what is over propose and say nothing."""
    note = visible(text)
    found = {(one.words, one.choices): one for one in read(note, today) if one.problem != "past"}
    return tuple(_proposal(note, one, today, chosen) for one in found.values())


def chosen(given: Iterable[str], content: str) -> tuple[Reminder, ...]:
    """Return the reminders of a form; ValueError for a value that no proposal has."""
    return tuple(dict.fromkeys(_reminder(value, visible(content)) for value in given))


def _reminder(value: str, content: str) -> Reminder:
    day, _first, rest = value.partition(_SIGN)
    hour, _second, words = rest.partition(_SIGN)
    due_on, words = dates.read_day(day), visible(words).strip()
    if due_on is None or not words:
        raise ValueError(value)
    due_at = dt.time.fromisoformat(hour).replace(tzinfo=None) if hour else None
    return Reminder(text=clause(content, words), due_on=due_on, due_at=due_at)


def _proposal(note: str, one: Reading, today: dt.date, chosen: Chosen) -> Proposal:
    offers = tuple(_offer(note, one, choice, today, chosen) for choice in one.choices)
    return Proposal(words=one.words, offers=offers, problem=_problem(one))


def _problem(one: Reading) -> str:
    if one.problem == "no_such_day":
        return _("no calendar has such a day")
    return _("that day is over") if one.problem else ""


def _offer(note: str, one: Reading, choice: Choice, today: dt.date, chosen: Chosen) -> Offer:
    hour = f"{one.at:%H:%M}" if one.at else ""
    value = _SIGN.join((choice.day.isoformat(), hour, one.words))
    text = clause(note, one.words)
    taken = ("other", text, choice.day.isoformat()) == (chosen.step, chosen.next_step, chosen.next_step_on)
    return Offer(
        value=value,
        day=choice.day,
        hour=hour,
        text=text,
        told=" ".join(filter(None, (days.dated(choice.day, today=today, language=language()), hour))),
        hints=tuple(_hints(choice, today)),
        far=choice.day > today + LATEST,
        chosen=value in chosen.values or taken,
        is_next=taken,
    )


def _hints(choice: Choice, today: dt.date) -> Iterable[str]:
    if choice.first != choice.last:
        ends = (days.plain(day, today=today, language=language()) for day in (choice.first, choice.last))
        yield _("of {first} – {last}").format(**dict(zip(("first", "last"), ends, strict=True)))
    if choice.off:
        yield _("day off")
    if choice.again:
        yield _("the one before is over")
    if choice.guessed:
        yield _("holidays not announced yet")
    if choice.day > today + LATEST:
        yield _("more than a year away: not yet possible")
