"""What the rules of a night read of one customer's profile, as far as its reader sees it."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tilth.data.models import Detail
from tilth.domain.profile import queries
from tilth.kernel.dates import ZONE
from tilth.policy.conditions import detail_column
from tilth.policy.profile.items import Item
from tilth.policy.profile.share import OTHER_BANKS
from tilth.policy.subjects.detail import DetailRules

Told = Mapping[str, tuple[Detail, ...]]
"""Item → what held of it at the end of the night's day, the last written first."""


def again(read: Mapping[str, queries.Of]) -> tuple[Detail, ...]:
    """Return what `queries.all_of` returns, of what was read already."""
    rows = [row for one in read.values() for row in (*one.holds, *one.before)]
    return tuple(sorted(rows, key=lambda row: (row.made_at, row.pk), reverse=True))


def held(rows: Iterable[Detail], rules: DetailRules, *, day: dt.date) -> Told:
    """Return what held at the end of a day of rows that stand newest first."""
    found: dict[str, list[Detail]] = {}
    for row in rows:
        if row.made_at.astimezone(ZONE).date() <= day:
            found.setdefault(row.item, []).append(row)
    readable = [one for one in rules.items if one.rules and one.code in found]
    holds = {
        one.code: queries.sorted_out(found[one.code], several=one.several, today=day).holds
        for one in readable
    }
    return {code: rows for code, rows in holds.items() if rows}


def columns(told_of: Told, rules: DetailRules, *, day: dt.date) -> dict[str, Any]:
    """Return what a condition may ask of the profile; what is not known has no column."""
    found: dict[str, Any] = {"elsewhere": elsewhere(told_of, rules)}
    for code, rows in told_of.items():
        item = rules.item(code)
        if item is not None:
            found |= dict(_of_item(item, rows, day))
    return found


def _of_item(item: Item, rows: tuple[Detail, ...], day: dt.date) -> Iterator[tuple[str, Any]]:
    choices = [one.choice or "" for one in rows]
    yield detail_column("choice", item.code), choices
    if item.type == "number":
        yield detail_column("number", item.code), max(int(one) for one in choices)
    if days := [one.day for one in rows if one.day is not None]:
        yield detail_column("days", item.code), (max(days) - day).days
    if amounts := [one.amount for one in rows if one.amount is not None]:
        yield detail_column("amount", item.code), sum(amounts, Decimal(0))


def elsewhere(told_of: Told, rules: DetailRules) -> Decimal | None:
    """Return what was told of other banks, in base currency; None where nothing was (PROF-12)."""
    banks = {one.code for one in rules.items if one.group == OTHER_BANKS and one.with_amount}
    amounts = [one.amount for code in banks for one in told_of.get(code, ()) if one.amount is not None]
    return sum(amounts, Decimal(0)) if amounts else None


@dataclass(frozen=True, kw_only=True)
class Source:
    """Since when something is known, and who wrote it."""

    learned_on: dt.date
    by: str


def source(told_of: Told, code: str) -> Source | None:
    """Return where the newest value of an item comes from; None where nothing is known of it."""
    rows: tuple[Any, ...] = told_of.get(code, ())
    return Source(learned_on=rows[0].learned_on, by=rows[0].by) if rows else None
