"""The orders of the list, and paging that stays right: by the last row's value and number, never by counting.

A row without the value stands at one end of its order. The two parts, rows with a value and rows without, are
read one after the other, so that each is a plain walk along one index.

Codes whose words are shown go by their words, in the reader's language, and managers by how their names are
spelt (`standing`). Places name the code and the number themselves: they hold in every language.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import Q, QuerySet

from tilth.access.marks import Number
from tilth.data.models import PublishedCustomer
from tilth.domain.ordered import STANDS, TURN
from tilth.kernel import dates

Rows = QuerySet[PublishedCustomer, PublishedCustomer]
Walk = Callable[[Q], list[PublishedCustomer]]
"""Reads the nearest rows that meet a condition, as many as there is room for on a page, or fewer."""
Known = Decimal | int | str | dt.date | bool | None
Spelt = Callable[[str], list[str]]
"""How somebody's name is spelt, by number; nothing for whom the reader does not see."""
PERSON = "rm_id"
"""The column that goes by a person's name."""


@dataclass(frozen=True, kw_only=True)
class Sort:
    """One order: the column, its direction, and where rows without a value stand."""

    column: str
    down: bool = False
    empty: str = ""
    """'first' or 'last' where the value may be missing."""
    indexed: bool = False
    """Whether the order of all customers is an index; others are made for as many as can be read at once."""
    needs: str = ""
    """The filter that brings the value; empty for a column of the row."""
    turned: bool = False
    """The other way round than it is offered first: equal values go down by their number."""
    codes: tuple[str, ...] = ()
    """The column's codes in the order of their words; a code that is not among them counts as no value."""

    @property
    def stands(self) -> str:
        """What rows stand by: the column, or what `standing.placed` makes of it."""
        return STANDS if self.codes or self.column == PERSON else self.column

    @property
    def missing(self) -> str:
        """The lookup that finds the rows without a value: whoever has a manager's number has a name."""
        return f"{self.column if self.column == PERSON else self.stands}__isnull"


def _turned(sort: Sort) -> Sort:
    """Return the other direction; rows without a value close it."""
    return replace(sort, down=not sort.down, empty="last" if sort.empty else "", turned=True)


OFFERED = {
    "aum": Sort(column="aum", down=True, indexed=True),
    "name": Sort(column="name_pinyin", indexed=True),
    "overdue": Sort(column="overdue_days", down=True, indexed=True),
    "contact": Sort(column="last_contact_on", empty="first", indexed=True),
    "opened": Sort(column="opened_on", down=True, indexed=True),
    "due": Sort(column="next_due_on", empty="last", indexed=True),
    "gap": Sort(column="next_tier_gap", empty="last", indexed=True),
    "number": Sort(column="customer_id", indexed=True),
    "tier": Sort(column="tier_floor", down=True),
    "segment": Sort(column="segment", empty="last"),
    "side": Sort(column="familiar", down=True),
    "products": Sort(column="product_count", down=True),
    "next": Sort(column="next_contact_due_on", empty="last"),
    "lifecycle": Sort(column="lifecycle", empty="last"),
    "cause": Sort(column="excluded_cause", empty="last"),
    "held": Sort(column="categories__len", down=True),
    "tags": Sort(column="tags__len", down=True),
    "branch": Sort(column="branch_id"),
    "owner": Sort(column="rm_id", empty="last"),
    "calls": Sort(column="calls", down=True, needs="worked"),
    "due_amount": Sort(column="due_amount", down=True, empty="last", needs="due"),
}
SORTS = OFFERED | {f"{TURN}{code}": _turned(sort) for code, sort in OFFERED.items()}
FIRST = "aum"
_NOTHING = "-"
_AMOUNT = re.compile(r"-?\d{1,16}(?:\.\d{1,2})?", re.ASCII)
"""As a row writes it; DECIMAL(18,2) has no more digits. No exponent, no NaN."""
_LONGEST = 64
_DAYS = re.compile(r"-?\d{1,9}", re.ASCII)


def amount(text: str) -> Decimal | None:
    """Return the amount that a text names, as rows write it; None for anything else."""
    return Decimal(text) if _AMOUNT.fullmatch(text) else None


def _days(text: str) -> int | None:
    return Number(text) if _DAYS.fullmatch(text) else None


def _code(text: str) -> str | None:
    return text if text and len(text) <= _LONGEST else None


def _truth(text: str) -> bool | None:
    return {"True": True, "False": False}.get(text)


_READ: dict[str, Callable[[str], Known]] = {
    "aum": amount,
    "next_tier_gap": amount,
    "tier_floor": amount,
    "due_amount": amount,
    "overdue_days": _days,
    "product_count": _days,
    "calls": _days,
    "categories__len": _days,
    "tags__len": _days,
    "last_contact_on": dates.read_day,
    "opened_on": dates.read_day,
    "next_due_on": dates.read_day,
    "next_contact_due_on": dates.read_day,
    "familiar": _truth,
    **dict.fromkeys(("customer_id", "segment", "lifecycle", "excluded_cause", "branch_id", "rm_id"), _code),
}
"""What reads the value of a place; None for what no row can have."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a page begins: the sort value of the row before it, and its number."""

    value: Known
    customer_id: str


def named(code: str) -> Sort:
    """Return a known order, else the first."""
    return SORTS.get(code, SORTS[FIRST])


def worded(sort: Sort, words: Mapping[str, tuple[str, ...]]) -> Sort:
    """Return an order that goes by words where its column has some: column → codes in the words' order."""
    return replace(sort, codes=words[sort.column]) if sort.column in words else sort


def written(row: PublishedCustomer, sort: Sort) -> str:
    """Return the place of a row; the spelling of a name stays in the database, its owner names it."""
    column, _, length = sort.column.partition("__")
    value = "" if column == "name_pinyin" else getattr(row, column)
    value = len(value) if length else value
    return f"{_NOTHING if value is None else value}~{row.customer_id}"


def read(sort: Sort, text: str, *, spelt: Spelt, manager: Spelt) -> Place | None:
    """Read a place; one that does not read counts as none: a page is shown, not an error.

    `spelt` and `manager` return how a customer in sight and a manager are spelt, by number.
    """
    value, _, customer_id = text.rpartition("~")
    if not customer_id or "\x00" in text:
        return None
    if sort.column == "name_pinyin":
        name = next(iter(spelt(customer_id)), None)
        return None if name is None else Place(value=name, customer_id=customer_id)
    if value == _NOTHING:
        return Place(value=None, customer_id=customer_id) if sort.empty else None
    found = _READ[sort.column](value)
    if found is None:
        return None
    return Place(value=_standing(sort, found, manager), customer_id=customer_id)


def _standing(sort: Sort, value: Known, manager: Spelt) -> Known:
    """Return what a row with a value stands by."""
    if sort.codes:
        return Number(sort.codes.index(value) + 1) if value in sort.codes else None
    if sort.column == PERSON:
        return next(iter(manager(str(value))), str(value))
    return value


def after(
    walk: Walk, sort: Sort, place: Place | None, *, backwards: bool, most: int
) -> list[PublishedCustomer]:
    """Return up to `most` rows beyond a place, the nearest first."""
    found: list[PublishedCustomer] = []
    for part in _parts(sort, place, backwards=backwards):
        found += walk(part)[: most - len(found)]
        if len(found) >= most:
            break
    return found


def ordered(rows: Rows, sort: Sort, *, backwards: bool) -> Rows:
    """Return rows in the order of a walk."""
    down, last = sort.down != backwards, sort.turned != backwards
    return rows.order_by(
        f"-{sort.stands}" if down else sort.stands, "-customer_id" if last else "customer_id"
    )


def _parts(sort: Sort, place: Place | None, *, backwards: bool) -> Iterator[Q]:
    """Yield the conditions of the rows with a value and of those without, in the order of the walk."""
    if not sort.empty:
        yield _beyond(sort, place, backwards=backwards)
        return
    missing_first = (sort.empty == "first") != backwards
    for missing in (missing_first, not missing_first):
        if place is None:
            yield Q(**{sort.missing: missing})
        elif missing == (place.value is None):
            yield _beyond(sort, place, backwards=backwards) & Q(**{sort.missing: missing})
            place = None


def _beyond(sort: Sort, place: Place | None, *, backwards: bool) -> Q:
    if place is None:
        return Q()
    further = f"customer_id__{'lt' if sort.turned != backwards else 'gt'}"
    if place.value is None:
        return Q(**{further: place.customer_id})
    beyond = "lt" if sort.down != backwards else "gt"
    tie = Q(**{sort.stands: place.value, further: place.customer_id})
    further_on = Q(**{f"{sort.stands}__{beyond}": place.value}) | tie
    if not sort.indexed:
        return further_on
    # the outer bound is what the index can use; the inner one decides ties
    bound = Q(**{f"{sort.stands}__{beyond}e": place.value})
    return bound & further_on
