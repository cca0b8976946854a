"""A small bank written by hand: rows with only the columns that matter, nights computed in a folder."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tilth import wiring
from tilth.engine.run import Night, compute
from tilth.lake import layout
from tilth.lake.arrow import arrow_schema
from tilth.lake.layout import Area
from tilth.lake.parquet import write_table
from tilth.policy import playbook
from tilth.policy.playbook import Playbook
from tilth.ports import feed, operational
from tilth.ports.schema import Kind, Table

Row = dict[str, Any]
LONG_AGO = dt.date(2015, 6, 15)
DEFAULTS: dict[str, Row] = {
    "branches": {"name": "Branch", "level": "branch"},
    "staff": {"name": "Staff", "role": "rm", "branch_id": "B1", "active": True},
    "customers": {
        "kind": "person",
        "name": "Customer",
        "birth_calendar": "solar",
        "opened_on": LONG_AGO,
        "branch_id": "B1",
        "rm_id": "S1",
        "mobile": "sealed",
    },
    "products": {"name": "Product", "currency": "CNY"},
    "holdings": {"opened_on": LONG_AGO, "currency": "CNY", "balance": "0"},
    "transactions": {"kind": "deposit", "initiated_by_customer": True, "cash": False},
    "contacts": {
        "staff_id": "S1",
        "channel": "phone",
        "two_way": True,
        "purpose": "maintain",
        "outcome": "connected",
    },
    "do_not_disturb": {"channel": "phone", "topic": ""},
}
CATALOGUE = {
    "PD": "demand_deposit",
    "PT": "time_deposit",
    "PX": "fx_deposit",
    "PW": "wealth_product",
    "PF": "fund",
    "PI": "insurance",
    "PB": "bond",
    "PL": "loan",
    "PC": "credit_card",
    "PS": "settlement",
}
"""One product of most categories; holdings name it by its number."""


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(f"{text}T10:00:00")


class Bank:
    """A data folder and its accepted nights; `play` writes one night's inputs and computes it."""

    def __init__(self, root: Path, *, rules: Playbook | None = None) -> None:
        self.root = root
        self.rules = rules or playbook.default()
        self.nights: list[dt.date] = []

    def path(self, area: Area, table: str, on: dt.date) -> Path:
        return layout.folder(self.root, area, table, on) / layout.PART

    def out(self, area: Area, table: str, on: dt.date) -> Path:
        found = self.path(area, table, on)
        found.parent.mkdir(parents=True, exist_ok=True)
        return found

    def write(self, on: dt.date, tables: Mapping[str, list[Row]]) -> None:
        standing: dict[str, list[Row]] = {
            "branches": [{"branch_id": "B1"}],
            "staff": [{"staff_id": "S1"}],
            "products": [{"product_id": n, "category": c} for n, c in sorted(CATALOGUE.items())],
        }
        for table in (*feed.TABLES, *operational.TABLES):
            area = Area.FEED if table in feed.TABLES else Area.EXTRACTS
            rows = tables.get(table.name, standing.get(table.name, []))
            write_table(self.out(area, table.name, on), typed(table, rows))

    def play(self, on: dt.date, *, threads: int = 2, **tables: list[Row]) -> Night:
        self.write(on, tables)
        return self.compute(on, threads=threads)

    def compute(self, on: dt.date, *, threads: int = 2) -> Night:
        night = compute(
            day=on,
            earlier=self.nights,
            files=self,
            playbook=self.rules,
            base_currency="CNY",
            spill=self.root,
            cache=wiring.cache(self.root),
            memory="1GB",
            threads=threads,
        )
        self.nights.append(on)
        return night

    def mart(self, name: str, on: dt.date) -> list[Row]:
        rows: list[Row] = pq.read_table(self.path(Area.MARTS, name, on)).to_pylist()
        return rows

    def customers(self, on: dt.date) -> dict[str, Row]:
        return {row["customer_id"]: row for row in self.mart("customers", on)}

    def events(self, on: dt.date, kind: str) -> list[Row]:
        return [row for row in self.mart("events", on) if row["kind"] == kind]

    def digests(self, on: dt.date, night: Night) -> dict[str, str]:
        return {
            name: hashlib.sha256(self.path(Area.MARTS, name, on).read_bytes()).hexdigest()
            for name in night.rows
        }


def typed(table: Table, rows: list[Row]) -> pa.Table:
    """Return rows as acceptance would leave them: typed, sorted, absent columns empty."""
    full = [dict.fromkeys(table.names) | DEFAULTS.get(table.name, {}) | row for row in rows]
    for row in full:
        for column in table.columns:
            if column.kind in (Kind.MONEY, Kind.QUANTITY, Kind.RATE) and row[column.name] is not None:
                row[column.name] = Decimal(row[column.name])
    full.sort(key=lambda row: [(row[name] is None, row[name] or "") for name in table.order])
    return pa.Table.from_pylist(full, schema=arrow_schema(table))
