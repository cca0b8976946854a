"""The feed's `due_days`: premiums, cards, identity documents and weddings, as other systems know them.

The demo bank's core connects those systems in the middle of its nights: the feeds before lack the table.
"""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from tilth.connectors.demo_bank.columns import NEVER, Flags, Whole, dates, decimals, listed, numbered, ordinal
from tilth.connectors.demo_bank.people.customers import customer_ids
from tilth.connectors.demo_bank.people.population import YEAR, Population
from tilth.connectors.demo_bank.people.relations import Couples
from tilth.connectors.demo_bank.plan import Plan
from tilth.connectors.demo_bank.positions.book import Book
from tilth.connectors.demo_bank.streams import stream
from tilth.lake.arrow import arrow_schema
from tilth.policy.codes import DUE_DAYS
from tilth.ports.feed import BY_NAME

_LETTERS = {"premium": "P", "card": "K", "certificate": "D", "wedding": "W"}
"""What the number of a policy, a card, a document and a wedding begins with."""
_WIDTH = 9
_NO_AMOUNT = -1
_INSURED = 0.06
"""Of grown persons so many pay a premium by the year."""
_PREMIUMS = (24, 240)
"""Hundreds of yuan a year: from, to."""
_CARD_YEARS, _PAPER_YEARS = 5, 10
_LAPSED = 0.03
"""Of identity documents so many have lapsed within the last year, and no new one was shown."""


class Due(NamedTuple):
    """One customer's day of one kind; `amount` in cents, −1 where the kind has none."""

    kind: str
    place: int
    day: dt.date
    amount: int = _NO_AMOUNT


def first_night(plan: Plan) -> dt.date:
    """Return the first night whose feed brings the table."""
    return plan.feeds[len(plan.feeds) // 2]


def date_id(due: Due) -> str:
    """Return a day's number in the feed."""
    return f"{_LETTERS[due.kind]}{due.place + 1:0{_WIDTH}d}"


def table(plan: Plan, people: Population, book: Book, pairs: Couples, planted: list[Due]) -> pa.Table:
    """Return the table, sorted by number; what is planted stands in place of what chance would tell."""
    columns = [
        _with(planted, kind, *found)
        for kind, found in sorted(_drawn(plan, people, book, pairs), key=lambda one: _LETTERS[one[0]])
    ]
    kinds = [np.full(len(who), list(DUE_DAYS).index(kind)) for kind, who, _, _ in columns]
    amounts = np.concatenate([sums for _, _, _, sums in columns])
    places = np.concatenate([who for _, who, _, _ in columns])
    numbers = [numbered(_LETTERS[kind], who + 1, _WIDTH) for kind, who, _, _ in columns]
    found = {
        "date_id": pa.concat_arrays(numbers),
        "customer_id": customer_ids(len(people)).take(pa.array(places)),
        "kind": listed(np.concatenate(kinds), tuple(DUE_DAYS)),
        "day": dates(np.concatenate([days for _, _, days, _ in columns]).astype(np.int32)),
        "amount": decimals(amounts, pa.decimal128(18, 2), empty=amounts == _NO_AMOUNT),
    }
    names = arrow_schema(BY_NAME["due_days"]).names
    return pa.table([found[name] for name in names], names=names)


def _drawn(
    plan: Plan, people: Population, book: Book, pairs: Couples
) -> Iterator[tuple[str, tuple[Whole, Whole, Whole]]]:
    """Yield by kind whose days chance tells, which days, and of what amounts."""
    here = (np.arange(len(people)) < plan.customers) & ~people.scripted & (people.closed == NEVER)
    grown = here & ~people.company & (people.born < ordinal(plan.start) - 24 * YEAR)
    yield "premium", _premiums(plan, grown)
    yield "card", _cards(plan, here, book)
    yield "certificate", _papers(plan, here & ~people.company)
    yield "wedding", _weddings(plan, people, pairs)


def _premiums(plan: Plan, grown: Flags) -> tuple[Whole, Whole, Whole]:
    """Once a year, at any time of it."""
    draw = stream(plan.seed, "premiums")
    who = np.flatnonzero(grown & (draw.random(len(grown)) < _INSURED))
    days = ordinal(plan.start) + draw.integers(1, int(YEAR), len(who))
    return who, days, draw.integers(*_PREMIUMS, len(who)) * 10_000


def _cards(plan: Plan, here: Flags, book: Book) -> tuple[Whole, Whole, Whole]:
    """A card is good for whole terms of some years from the day it was issued."""
    who = np.flatnonzero(here & (book.card >= 0))
    issued, term = book.opened[book.card[who]].astype(np.int64), int(_CARD_YEARS * YEAR)
    return who, issued + ((ordinal(plan.start) - issued) // term + 1) * term, _none(who)


def _papers(plan: Plan, persons: Flags) -> tuple[Whole, Whole, Whole]:
    """A document lapses at any time of its years; a few have lapsed."""
    draw = stream(plan.seed, "identity documents")
    who = np.flatnonzero(persons)
    ahead = draw.integers(1, int(_PAPER_YEARS * YEAR), len(who))
    lapsed = draw.random(len(who)) < _LAPSED
    return who, ordinal(plan.start) + np.where(lapsed, -(ahead % int(YEAR)), ahead), _none(who)


def _weddings(plan: Plan, people: Population, pairs: Couples) -> tuple[Whole, Whole, Whole]:
    """Husband and wife have one day, between their twenties and last year."""
    draw = stream(plan.seed, "weddings")
    wives, husbands = pairs
    young = np.maximum(people.born[wives], people.born[husbands]) + int(22 * YEAR)
    last = ordinal(plan.start) - int(YEAR)
    days = np.minimum(young + (draw.random(len(wives)) * 10 * YEAR).astype(np.int64), last)
    who, days = np.concatenate([wives, husbands]), np.concatenate([days, days])
    order = np.argsort(who, kind="stable")
    return who[order], days[order], _none(who)


def _none(who: Whole) -> Whole:
    return np.full(len(who), _NO_AMOUNT, dtype=np.int64)


def _with(
    planted: list[Due], kind: str, who: Whole, days: Whole, sums: Whole
) -> tuple[str, Whole, Whole, Whole]:
    """Put the planted days of a kind among those that were drawn, in order of customers."""
    own = [due for due in planted if due.kind == kind]
    places = np.array([due.place for due in own], dtype=np.int64)
    kept = ~np.isin(who, places)
    both = np.concatenate([who[kept], places])
    order = np.argsort(both, kind="stable")
    days = np.concatenate([days[kept], np.array([ordinal(due.day) for due in own], dtype=np.int64)])
    sums = np.concatenate([sums[kept], np.array([due.amount for due in own], dtype=np.int64)])
    return kind, both[order], days[order], sums[order]
