"""Small nights in a real lake: typed rows by hand, or a seeded bank of any size."""

import datetime as dt
import random
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa

from support import keys
from tilth.connectors.core_banking import protecting
from tilth.lake import parquet
from tilth.lake.arrow import arrow_schema
from tilth.lake.layout import Area
from tilth.lake.ledger import Night
from tilth.lake.store import Lake
from tilth.ports import feed, marts
from tilth.ports.schema import Kind, Table

DAY = dt.date(2026, 3, 31)
_FILLERS: dict[Kind, Any] = {
    Kind.TEXT: "",
    Kind.KEY: "",
    Kind.DATE: dt.date(2020, 1, 2),
    Kind.TIMESTAMP: dt.datetime(2020, 1, 2),  # noqa: DTZ001 - the bank's wall clock
    Kind.MONEY: Decimal("0.00"),
    Kind.QUANTITY: Decimal("1.00000000"),
    Kind.RATIO: 0.0,
    Kind.INTEGER: 0,
    Kind.BOOLEAN: False,
    Kind.TEXTS: [],
    Kind.JSON: "{}",
}


def rows(table: Table, given: Iterable[dict[str, Any]]) -> pa.Table:
    """Return typed rows; a required column that is not given gets a plain value, the others are null."""
    filled = {column.name: _FILLERS[column.kind] for column in table.columns if column.required}
    return pa.Table.from_pylist([filled | row for row in given], schema=arrow_schema(table))


def write(data: Path, night: dict[str, list[dict[str, Any]]], *, day: dt.date = DAY) -> Lake:
    """Commit one night: `feed.customers`, `marts.events`, … → rows; tables not named are empty."""
    lake = Lake(data)
    with lake.draft() as draft:
        draft.forget(day)
        for area, tables in ((Area.FEED, feed.TABLES), (Area.MARTS, marts.BY_NAME.values())):
            for table in tables:
                given = night.get(f"{area}.{table.name}", [])
                typed = rows(table, given)
                sealed = [protecting.protect(batch, table, keys.RING) for batch in typed.to_batches()]
                schema = arrow_schema(table.stored)
                parquet.write_batches(draft.out(area, table.name, day), schema, sealed)
        draft.record(Night(business_date=day, feed_digest=f"feed {day}", playbook_version="test"))
        draft.commit()
    return lake


def bank(*, customers: int, seed: int = 7, day: dt.date = DAY) -> dict[str, list[dict[str, Any]]]:
    """Return a night of a random small bank whose marts agree with its feed; two managers, two branches."""
    dice = random.Random(seed)
    night: dict[str, list[dict[str, Any]]] = {
        "feed.branches": [
            {"branch_id": "H", "name": "总行"},
            {"branch_id": "B", "name": "支行", "parent_id": "H"},
        ],
        "feed.staff": [
            {"staff_id": name, "name": name, "role": "rm", "branch_id": "B", "active": True}
            for name in ("S0", "S1")
        ],
        "feed.products": [
            {"product_id": "P-CNY", "name": "活期", "category": "demand_deposit", "currency": "CNY"},
            {"product_id": "P-USD", "name": "美元", "category": "fx_deposit", "currency": "USD"},
            {"product_id": "P-LOAN", "name": "贷款", "category": "loan", "currency": "CNY"},
        ],
        "marts.rates": [{"currency": "USD", "date": day, "rate": Decimal("7.12345678")}],
    }
    for name in ("feed.customers", "feed.holdings", "marts.customers", "marts.events"):
        night[name] = []
    for name in ("marts.signals", "marts.signal_evidence"):
        night[name] = []
    for name in ("marts.call_list", "marts.call_values", "marts.exclusions", "marts.book", "marts.branch"):
        night[name] = []
    totals = {"S0": [0, Decimal(0)], "S1": [0, Decimal(0)]}
    for number in range(customers):
        _customer(night, number=number, dice=dice, day=day, totals=totals)
    if customers > 1:
        night["feed.relations"] = [{"from_id": "C000000", "to_id": "C000001", "kind": "spouse"}]
    for manager, (count, aum) in totals.items():
        night["marts.book"].append(
            {"rm_id": manager, "business_date": day, "branch_id": "B", "customers": count, "aum": aum}
        )
    total = sum((aum for _, aum in totals.values()), Decimal(0))
    night["marts.branch"].append(
        {"branch_id": "B", "business_date": day, "parent_id": "H", "customers": customers, "aum": total}
    )
    return night


def _customer(
    night: dict[str, list[dict[str, Any]]],
    *,
    number: int,
    dice: random.Random,
    day: dt.date,
    totals: dict[str, list[Any]],
) -> None:
    customer, manager = f"C{number:06d}", f"S{number % 2}"
    yuan, dollars, owed = (Decimal(dice.randrange(10_000_000)) / 100 for _ in range(3))
    converted = (dollars * Decimal("7.12345678")).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
    name = dice.choice("王曾单李欧区") + dice.choice("明伟芳静") + dice.choice("强丽华军")
    night["feed.customers"].append(
        {
            "customer_id": customer,
            "kind": "person",
            "name": name,
            "mobile": f"138{dice.randrange(10**8):08d}",
            "branch_id": "B",
            "rm_id": manager,
        }
    )
    held = (("CNY", "P-CNY", yuan), ("USD", "P-USD", dollars), ("CNY", "P-LOAN", owed))
    for index, (currency, product, balance) in enumerate(held):
        night["feed.holdings"].append(
            {
                "holding_id": f"{customer}-{index}",
                "customer_id": customer,
                "product_id": product,
                "currency": currency,
                "balance": balance,
            }
        )
    night["feed.holdings"].append(
        night["feed.holdings"][-1] | {"holding_id": f"{customer}-closed", "closed_on": day}
    )
    night["marts.customers"].append(
        {
            "customer_id": customer,
            "business_date": day,
            "branch_id": "B",
            "rm_id": manager,
            "kind": "person",
            "aum": yuan + converted,
            "liabilities": owed,
            "tier": "general",
            "categories": ["demand_deposit", "fx_deposit", "loan"],
        }
    )
    night["marts.events"].append(
        {
            "event_id": f"{customer}-birthday",
            "business_date": day,
            "customer_id": customer,
            "kind": "birthday",
            "due_on": day,
            "detail": '{"calendar":"solar"}',
        }
    )
    _signal(night, customer, day)
    rank = number // 2 + 1
    place = {"rm_id": manager, "business_date": day, "customer_id": customer}
    if rank <= 20:
        night["marts.call_list"].append(
            place | {"rank": rank, "side": "unfamiliar", "reasons": ["birthday", "top_aum"], "goal": "x"}
        )
        night["marts.call_values"].append(place | {"rank": rank, "kind": "birthday", "points": 100 - rank})
    else:
        night["marts.exclusions"].append(place | {"cause": "quota_full"})
    totals[manager][0] += 1
    totals[manager][1] += yuan + converted


def _signal(night: dict[str, list[dict[str, Any]]], customer: str, day: dt.date) -> None:
    named = {"event_id": f"{customer}-silent", "business_date": day, "customer_id": customer}
    more = {"kind": "never_contacted", "due_on": day, "told_on": day, "lapses_on": day, "state": "open"}
    amounts = {"amount": Decimal("1000.00"), "money": Decimal("100.00"), "purpose": "segment", "stands": True}
    night["marts.signals"].append({**named, **more, **amounts, "detail": '{"opened_on":"2020-01-02"}'})
    night["marts.signal_evidence"].append({**named, "source": "day", "day": dt.date(2020, 1, 2)})
