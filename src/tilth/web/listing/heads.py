"""The heads of columns that order a table: where each leads, how it stands now, and its rows so ordered."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeVar
from urllib.parse import urlencode

from tilth.domain.ordered import TURN

R = TypeVar("R")
P = TypeVar("P")
Address = Callable[[str], str]
"""Returns the part of an address, its filters among it, that orders by a code."""


@dataclass(frozen=True, kw_only=True)
class Order:
    """The address part that orders by a column, and 'ascending', 'descending' or '' as it stands now."""

    address: str
    sorted: str


@dataclass(frozen=True, kw_only=True)
class Key(Generic[R]):
    """What the rows of a table stand by under a head."""

    of: Callable[[R], Any]
    """A row's value; None: it has none, and closes the table whichever way round."""
    down: bool = False
    """Whether the order begins with the most."""


Heads = Mapping[str, Order | None]
"""Code → the head of its column; None where the rows cannot be ordered by it."""


def order(code: str, *, now: str, down: bool, address: Address, also: str = "") -> Order:
    """Return the head of a column; it turns the order round where the table stands in it already.

    `down`: the order that stands now begins with the most; `also`: another order that goes by the column.
    """
    here = now.removeprefix(TURN) in (code, also) if now else False
    way = "descending" if down != now.startswith(TURN) else "ascending"
    return Order(address=address(f"{TURN}{code}" if now == code else code), sorted=way if here else "")


def beside(part: str = "sort", /, **query: str) -> Address:
    """Return what orders a page beside the other parts of its address; empty ones are left out.

    `part`: what names the order, where a page has two tables.
    """
    kept = {name: value for name, value in query.items() if value}
    return lambda sort: urlencode(kept | {part: sort})


def of(keys: Mapping[str, Key[R]], wanted: str, *, address: Address) -> tuple[str, Heads]:
    """Return the order asked for, empty where it is none of these, and the head of each column."""
    now = wanted if wanted.removeprefix(TURN) in keys else ""
    return now, {code: order(code, now=now, down=key.down, address=address) for code, key in keys.items()}


def stood(
    rows: Sequence[R], keys: Mapping[str, Key[R]], wanted: str, *, address: Address, whole: bool = True
) -> tuple[tuple[R, ...], Heads]:
    """Return the rows of a table in the order asked for, and its heads.

    Rows that are not `whole`, one page of several, stay as they are and no head orders: the first of them
    may stand on another page. Equal rows keep their order, and turn it with the heads.
    """
    if not whole:
        return tuple(rows), dict.fromkeys(keys)
    now, heads = of(keys, wanted, address=address)
    if not now:
        return tuple(rows), heads
    key, turned = keys[now.removeprefix(TURN)], now.startswith(TURN)
    there = [row for row in rows if key.of(row) is not None]
    found = sorted(there, key=key.of, reverse=key.down)
    rest = [row for row in rows if key.of(row) is None]
    return (*(reversed(found) if turned else found), *rest), heads


def of_page(page: P, keys: Mapping[str, Key[Any]], wanted: str, *, address: Address) -> tuple[P, Heads]:
    """Return a page of `rows` in the order asked for, and its heads; as it is where it is one of several."""
    told: Any = page
    whole = told.first and not told.following
    rows, heads = stood(told.rows, keys, wanted, address=address, whole=whole)
    return replace(told, rows=rows), heads


def spelt() -> Key[Any]:
    """Return what rows of managers stand by under the manager's head: the pinyin of the name."""
    return Key(of=lambda row: (row.manager.spelt, row.manager.staff_id))


def ordered(heads: Heads) -> bool:
    """Say whether a table stands in the order of one of its heads."""
    return any(one is not None and one.sorted for one in heads.values())
