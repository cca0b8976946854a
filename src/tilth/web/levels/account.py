"""The emotional account: what was put in and taken out, what is proposed, and the form that enters a deed."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms

from tilth.domain import guards, subjects
from tilth.domain.levels import happened
from tilth.domain.levels.reading import Relationship
from tilth.kernel.ids import uuid7
from tilth.policy.levels.account import ORIGINS, balances
from tilth.policy.levels.codes import CARE, FACTORS
from tilth.policy.subjects.rapport import RAPPORT, RapportRules
from tilth.web.act_form import ActForm
from tilth.web.file.reading import Reading
from tilth.web.format.languages import language
from tilth.web.levels import words

SHOWN = 10
"""Entries that stand on the page; the balance before them stands in one line."""
PROPOSED = 5
_TONES = {"transaction": "", "fellowship": "due", "heart": "life"}


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry with what stood in the account after it."""

    id: UUID
    on: dt.date
    factor: str
    tone: str
    what: str
    note: str
    care: str
    by: str
    points: int
    change: str
    """The points with their sign."""
    balance: int
    undo: bool


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """One entry that something on record proposes."""

    what: str
    origin: str
    on: dt.date
    points: int
    change: str
    deed: str
    row: str
    key: UUID


@dataclass(frozen=True, kw_only=True)
class Account:
    """The account of one relationship."""

    start: int
    put_in: int
    taken_out: int
    balance: int
    entries: tuple[Entry, ...]
    """The newest first."""
    before: int
    """What stood in it before the first that is shown."""
    earlier: int
    """How many entries are not shown."""
    sums: tuple[tuple[str, int, str], ...]
    """Word of each class, its sum, and that with its sign."""
    cared: tuple[tuple[str, int], ...]
    """Word of each class of care, and how many deeds of it there were."""
    proposed: tuple[Proposed, ...]
    more: int
    """Proposals that are not shown."""
    form: ActForm | None
    """None for who may not enter a deed."""


def account(of: Reading, relationship: Relationship, *, writes: bool) -> Account:
    """Return the account; nothing is asked of the database any more."""
    rules, rows = of.at.playbook.of(RapportRules), relationship.material.entries
    after = balances(rules.start, (one.points for one in rows))
    told = [_entry(of, one, now, rules) for one, now in zip(rows, after, strict=True)]
    shown = tuple(reversed(told[-SHOWN:]))
    waiting = happened.proposed(relationship.measuring) if writes else ()
    return Account(
        start=rules.start,
        put_in=sum(one.points for one in rows if one.points > 0),
        taken_out=-sum(one.points for one in rows if one.points < 0),
        balance=after[-1] if after else rules.start,
        entries=shown,
        before=shown[-1].balance - shown[-1].points if shown else rules.start,
        earlier=len(rows) - len(shown),
        sums=tuple(
            (said.told(language()), total := _sum(rows, code), words.signed(total))
            for code, said in FACTORS.items()
        ),
        cared=tuple(
            (said.told(language()), sum(one.care == code for one in rows)) for code, said in CARE.items()
        ),
        proposed=tuple(_proposed(one) for one in waiting[:PROPOSED]),
        more=max(len(waiting) - PROPOSED, 0),
        form=_form(of, rules) if writes else None,
    )


def _sum(rows: Iterable[Any], factor: str) -> int:
    return sum(one.points for one in rows if one.factor == factor)


def _entry(of: Reading, one: Any, balance: int, rules: RapportRules) -> Entry:
    deed = rules.deed(one.deed or "")
    said = deed.words if deed else ORIGINS.get(one.origin or "", RAPPORT.words)
    moments = of.at.who.at - one.made_at
    return Entry(
        id=one.pk,
        on=one.done_on,
        factor=FACTORS[one.factor].told(language()),
        tone=_TONES[one.factor],
        what=said.told(language()),
        note=one.note,
        care=CARE[one.care].told(language()) if one.care else "",
        by=one.by,
        points=one.points,
        change=words.signed(one.points),
        balance=balance,
        undo=one.made_by_id == of.at.actor.pk and moments <= guards.UNDO,
    )


def _proposed(one: happened.Proposed) -> Proposed:
    return Proposed(
        what=one.deed.words.told(language()),
        origin=ORIGINS[one.origin].told(language()),
        on=one.on,
        points=one.deed.points,
        change=words.signed(one.deed.points),
        deed=one.deed.code,
        row=one.row,
        key=uuid7(),
    )


def _form(of: Reading, rules: RapportRules) -> ActForm:
    """Return the form that enters a deed by hand, or the one that was refused."""
    act = next(one for one in subjects.acts(RAPPORT) if one.name == "enter")
    wrong = of.wrong if isinstance(of.wrong, ActForm) and of.wrong.act is act else None
    form = wrong or ActForm(act, today=of.at.who.today)
    choices = [
        (one.code, f"{one.words.told(language())} {words.signed(one.points)}")
        for one in rules.deeds
        if not one.of
    ]
    form.fields["deed"].widget = forms.Select(choices=choices, attrs={"class": "form-select"})
    form.fields["origin_row"].widget = forms.HiddenInput()
    return form
