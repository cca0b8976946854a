"""The orders of the events, and paging by the last row's value and number, never by counting."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Abs, Coalesce

from tilth.data.models import PublishedEvent
from tilth.domain.ordered import TURN
from tilth.kernel import dates

Rows = QuerySet[PublishedEvent, PublishedEvent]
AMOUNT, DUE = "amount", "due"
SORTS = (AMOUNT, DUE, f"{TURN}{AMOUNT}", f"{TURN}{DUE}")
_SIZE = re.compile(r"\d{1,16}(?:\.\d{1,2})?", re.ASCII)
_LONGEST = 64


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a page begins: the value of the row before it, and its number."""

    value: Decimal | dt.date
    event_id: str


def sized(rows: Rows) -> Rows:
    """Return events with `size`, the money at stake whatever its sign; 0 where none belongs to it."""
    return rows.annotate(size=Coalesce(Abs("amount"), Value(Decimal("0.00"))))


def _by_day(sort: str) -> bool:
    return sort.removeprefix(TURN) == DUE


def written(row: PublishedEvent, sort: str) -> str:
    """Return the place of a row."""
    value = row.due_on if _by_day(sort) else abs(row.amount or Decimal("0.00"))
    return f"{value}~{row.event_id}"


def read(sort: str, text: str) -> Place | None:
    """Read a place; one that does not read counts as none: a page is shown, not an error."""
    value, _, event_id = text.partition("~")
    if not event_id or "\x00" in event_id or len(event_id) > _LONGEST:
        return None
    found = dates.read_day(value) if _by_day(sort) else Decimal(value) if _SIZE.fullmatch(value) else None
    return None if found is None else Place(value=found, event_id=event_id)


def after(rows: Rows, sort: str, place: Place | None, *, backwards: bool, most: int) -> list[PublishedEvent]:
    """Return up to `most` rows beyond a place, the nearest first.

    Largest money or earliest day first, or the other way round.
    """
    column, down = ("due_on", False) if _by_day(sort) else ("size", True)
    last = sort.startswith(TURN) != backwards
    down = down != last
    if place is not None:
        beyond, further = ("lt" if down else "gt"), ("lt" if last else "gt")
        tie = Q(**{column: place.value, f"event_id__{further}": place.event_id})
        rows = rows.filter(Q(**{f"{column}__{beyond}": place.value}) | tie)
    ordered = rows.order_by(f"-{column}" if down else column, "-event_id" if last else "event_id")
    return list(ordered[:most])
