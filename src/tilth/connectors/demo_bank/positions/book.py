"""The holdings as they stand tonight: arrays with one place per holding ever opened, growing at the end."""

import datetime as dt
from collections.abc import Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tilth.connectors.demo_bank.columns import (
    NEVER,
    Flags,
    Whole,
    booleans,
    dates,
    decimals,
    listed,
    numbered,
    ordinal,
)
from tilth.connectors.demo_bank.people.customers import customer_ids
from tilth.connectors.demo_bank.positions import catalogue
from tilth.lake.parquet import ROW_GROUP

FIELDS: dict[str, tuple[type[np.generic], int]] = {
    "customer": (np.int32, 0),
    "product": (np.int16, 0),
    "opened": (np.int32, 0),
    "matures": (np.int32, int(NEVER)),
    "closed": (np.int32, int(NEVER)),
    "balance": (np.int64, 0),  # cents
    "cost": (np.int64, -1),  # cents; −1 empty
    "units": (np.int64, -1),  # hundredths; −1 empty
    "rate": (np.int32, -1),  # millionths; −1 empty
    "renews": (np.int8, -1),
    "take_profit": (np.int16, 0),  # ten-thousandths; 0 empty
    "stop_loss": (np.int16, 0),
}
"""Type and default of each fact of a holding."""


class Book:
    """All holdings; a fact of a holding is `book.<fact>[place]`, and places never change."""

    customer: NDArray[np.int32]
    product: NDArray[np.int16]
    opened: NDArray[np.int32]
    matures: NDArray[np.int32]
    closed: NDArray[np.int32]
    balance: Whole
    cost: Whole
    units: Whole
    rate: NDArray[np.int32]
    renews: NDArray[np.int8]
    take_profit: NDArray[np.int16]
    stop_loss: NDArray[np.int16]

    def __init__(self, customers: int) -> None:
        self.size = 0
        self._room: dict[str, NDArray[np.generic]] = {
            name: np.empty(0, dtype=kind) for name, (kind, _) in FIELDS.items()
        }
        self._show()
        self.demand = np.full(customers, -1, dtype=np.int64)
        """The place of each customer's main account; −1 = none open."""
        self.card = np.full(customers, -1, dtype=np.int64)
        """The place of each customer's credit card; −1 = none open."""

    def add(self, **facts: NDArray[np.generic] | int) -> Whole:
        """Open holdings, one per element of the arrays given; return their places."""
        count = max(np.size(fact) for fact in facts.values() if not isinstance(fact, int))
        start, end = self.size, self.size + count
        if end > len(self._room["customer"]):
            self._grow(end)
        for name, (_, default) in FIELDS.items():
            self._room[name][start:end] = facts.get(name, default)
        self.size = end
        self._show()
        return np.arange(start, end, dtype=np.int64)

    def open_of(self, category: str) -> Whole:
        """Return the places of the open holdings of a category."""
        kind = catalogue.CATEGORY[catalogue.of(category)[0][0]]
        return np.flatnonzero((catalogue.CATEGORY[self.product] == kind) & (self.closed == NEVER))

    def close(self, places: Whole, day: int) -> None:
        """Close holdings: nothing is left in them."""
        self.closed[places] = day
        self.balance[places] = 0
        self.units[places] = np.where(self.units[places] >= 0, 0, -1)

    def revalue(self, navs: Whole) -> None:
        """Set each open priced holding to its units times tonight's price, rounded to cents."""
        priced = np.flatnonzero(catalogue.PRICED[self.product] & (self.closed == NEVER))
        self.balance[priced] = worth(self.units[priced], navs[self.product[priced]])

    def batches(self, day: dt.date) -> Iterator[pa.RecordBatch]:
        """Yield the feed's holdings, a row group at a time; `day` is tonight."""
        ids = customer_ids(len(self.demand))
        for start in range(0, self.size, ROW_GROUP):
            yield self._batch(slice(start, min(start + ROW_GROUP, self.size)), ids, ordinal(day))

    def _batch(self, part: slice, ids: pa.Array, today: int) -> pa.RecordBatch:
        product = self.product[part]
        closed = np.where(self.closed[part] <= today, self.closed[part], NEVER)
        money, ratio = pa.decimal128(18, 2), pa.decimal128(12, 8)
        cost, units, rate = self.cost[part], self.units[part], self.rate[part].astype(np.int64)
        bands = [band[part].astype(np.int64) for band in (self.take_profit, self.stop_loss)]
        columns = {
            "holding_id": numbered("H", np.arange(part.start + 1, part.stop + 1, dtype=np.int64), 10),
            "customer_id": ids.take(self.customer[part]),
            "product_id": listed(product, catalogue.product_ids()),
            "opened_on": dates(self.opened[part]),
            "matures_on": dates(self.matures[part]),
            "closed_on": dates(closed),
            "currency": listed(catalogue.CURRENCY[product], catalogue.CURRENCIES),
            "balance": decimals(self.balance[part], money),
            "cost": decimals(cost, money, empty=cost < 0),
            "units": decimals(units * 1_000_000, pa.decimal128(24, 8), empty=units < 0),
            "rate": decimals(rate * 100, ratio, empty=rate < 0),
            "auto_renew": booleans(self.renews[part]),
            "take_profit": decimals(bands[0] * 10_000, ratio, empty=bands[0] == 0),
            "stop_loss": decimals(bands[1] * 10_000, ratio, empty=bands[1] == 0),
        }
        return pa.record_batch(list(columns.values()), names=list(columns))

    def _grow(self, needed: int) -> None:
        for name, held in self._room.items():
            room = np.empty(needed + needed // 10 + 256, dtype=held.dtype)
            room[: self.size] = held[: self.size]
            self._room[name] = room

    def _show(self) -> None:
        for name, held in self._room.items():
            setattr(self, name, held[: self.size])


def holding_id(place: int) -> str:
    """Return one holding's number."""
    return f"H{place + 1:010d}"


def worth(units: Whole, navs: Whole) -> Whole:
    """Return what units (hundredths) are worth at a price (ten-thousandths), in cents, half up."""
    return (units * navs + 5_000) // 10_000


def is_open(book: Book, places: Whole) -> Flags:
    """Return which of the holdings are open."""
    found: Flags = book.closed[places] == NEVER
    return found
