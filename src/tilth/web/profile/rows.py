"""The rows of a profile: each item with what is known of it, what was before, and its form where open."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from tilth.data.models import Detail
from tilth.domain import guards
from tilth.domain.profile import queries
from tilth.kernel import dates
from tilth.policy.profile.items import GROUPS, Item
from tilth.policy.profile.values import Value as Stored
from tilth.policy.profile.values import again
from tilth.policy.subjects.detail import SOURCES
from tilth.web import fields
from tilth.web.desk import drafts
from tilth.web.file.reading import Reading
from tilth.web.format.languages import language
from tilth.web.profile.forms import DetailForm

TRAITS = "traits"
SHOWN = 10
"""Values of one item that stand on the page, and values of before; older ones are counted."""


@dataclass(frozen=True, kw_only=True)
class Value:
    """One value of an item as the page shows it."""

    id: UUID | None
    """None for what the bank's own system says."""
    words: str
    amount: Decimal | None
    day: dt.date | None
    source: str
    learned_on: dt.date
    by: str
    valid_until: dt.date | None
    ended_on: dt.date | None
    """Since when it is no longer so; None for what holds, and for what a newer one replaced."""
    undo: bool = False
    """The reader has just written it and may take it back."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One item of the vocabulary."""

    item: Item
    label: str
    values: tuple[Value, ...]
    more: int
    """Values that hold and are not shown."""
    before: tuple[Value, ...]
    earlier: int
    """How many there were before, those that are not shown included."""
    open: bool
    """Its form stands open."""
    form: DetailForm | None
    choice: str
    """The code of what stands there; empty where nothing does, or words."""
    draft: str
    """Name of the draft that the browser keeps while the form is written; empty where it is not open."""
    stored: bool
    """It was written just now: whoever works by keyboard goes on from here."""

    @property
    def instead(self) -> str:
        """The number of what a new value would replace; empty where none does."""
        newest = self.values[0] if self.values and not self.item.several else None
        return str(newest.id) if newest and newest.id else ""


@dataclass(frozen=True, kw_only=True)
class Group:
    """The items that stand together."""

    code: str
    label: str
    rows: tuple[Row, ...]
    """What is known, and the one that is being written."""
    missing: tuple[Row, ...]


def place(code: str) -> str:
    """Return where an item stands on the page."""
    return f"item-{code}"


def in_place(item: Item, kind: str) -> bool:
    """Say whether an item of such a customer is written by a form in its row."""
    return kind in item.of and not item.core and not item.retired and item.group != TRAITS


def groups(rows: Sequence[Row]) -> tuple[Group, ...]:
    """Return the groups that have an item, in their order; a form that is open stands among what is known."""
    found = []
    for code, words in GROUPS.items():
        mine = [one for one in rows if one.item.group == code]
        known = tuple(one for one in mine if one.values or one.open or (one.item.retired and one.before))
        missing = tuple(one for one in mine if one not in known and not (one.item.core or one.item.retired))
        if known or missing:
            found.append(Group(code=code, label=words.told(language()), rows=known, missing=missing))
    return tuple(found)


def made(of: Reading, item: Item, written: queries.Of, *, writes: bool) -> Row:
    """Return the row of an item; its form stands open where the address asks for it, or it was refused."""
    values = (
        _of_core(of, item) if item.core else tuple(_value(of, item, one) for one in written.holds[:SHOWN])
    )
    wrong = of.wrong if isinstance(of.wrong, DetailForm) and of.wrong.item.code == item.code else None
    asked = wrong is not None or fields.text_of(of.given, "item") == item.code
    is_open = asked and writes and in_place(item, of.figures.kind)
    newest = None if item.several else written.newest
    return Row(
        item=item,
        label=item.words.told(language()),
        values=values,
        more=max(len(written.holds) - SHOWN, 0),
        before=tuple(_value(of, item, one) for one in written.before[:SHOWN]),
        earlier=len(written.before),
        open=is_open,
        form=(wrong or DetailForm(item, initial=_initial(item, newest))) if is_open else None,
        choice=_said(item, newest) if newest else "",
        draft=drafts.name(of.at.actor, of.figures.customer_id, item.code) if is_open else "",
        stored=fields.text_of(of.given, "done") == place(item.code),
    )


def _of_core(of: Reading, item: Item) -> tuple[Value, ...]:
    """Return what the bank's own system says; nothing where it is silent."""
    said = getattr(of.figures, item.core)
    if said in (None, ""):
        return ()
    is_amount = isinstance(said, Decimal)
    value = Value(
        id=None,
        words="" if is_amount else str(said),
        amount=said if is_amount else None,
        day=None,
        source="",
        learned_on=of.figures.business_date,
        by="",
        valid_until=None,
        ended_on=None,
    )
    return (value,)


def _value(of: Reading, item: Item, one: Any) -> Value:
    return Value(
        id=one.pk,
        words=words(item, one),
        amount=one.amount,
        day=day(item, one),
        source=SOURCES[one.source].told(language()),
        learned_on=one.learned_on,
        by=one.by,
        valid_until=one.valid_until,
        ended_on=one.outdated_on,
        undo=one.made_by_id == of.at.actor.pk and of.at.who.at - one.made_at <= guards.UNDO,
    )


def _said(item: Item, one: Detail) -> str:
    """Return what was written: a code, a number, a day as YYYY-MM-DD, or words."""
    stored = Stored(choice=one.choice or "", text=one.value, day=one.day, amount=one.amount)
    return again(item, stored)


def words(item: Item, one: Detail) -> str:
    """Return a value in words; a choice that the vocabulary no longer has stands as it was stored."""
    said = _said(item, one)
    if item.type == "day":
        return ""
    return item.values[said].told(language()) if said in item.values else said


def day(item: Item, one: Detail) -> dt.date | None:
    """Return the day of a value; None where it has none."""
    return dates.read_day(_said(item, one)) if item.type == "day" else one.day


def _initial(item: Item, newest: Detail | None) -> dict[str, Any]:
    """Return what the form of an item begins with: what stands there, to be changed."""
    if newest is None:
        return {"source": "talk"}
    return {"value": _said(item, newest), "amount": newest.amount, "day": newest.day, "source": newest.source}
