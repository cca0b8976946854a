"""A bank of two dozen customers and three nights by hand: each customer shows one family of rules."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from tilth.lake import layout
from tilth.lake.arrow import arrow_schema
from tilth.lake.layout import Area
from tilth.lake.parquet import write_table
from tilth.ports import feed, operational
from tilth.ports.schema import Table

THURSDAY, FRIDAY, MONDAY = dt.date(2026, 3, 5), dt.date(2026, 3, 6), dt.date(2026, 3, 9)
NIGHTS = (THURSDAY, FRIDAY, MONDAY)
Row = dict[str, Any]


@dataclass(frozen=True)
class SmallLake:
    """A lake without generations: read and write below one root."""

    root: Path

    def path(self, area: Area, table: str, day: dt.date) -> Path:
        """Return the file to read."""
        return layout.folder(self.root, area, table, day) / layout.PART

    def out(self, area: Area, table: str, day: dt.date) -> Path:
        """Return the file to write; its folder exists."""
        path = self.path(area, table, day)
        path.parent.mkdir(parents=True, exist_ok=True)
        return path

    def rows(self, mart: str, day: dt.date) -> list[Row]:
        """Return the rows of a mart."""
        found: list[Row] = pq.read_table(self.path(Area.MARTS, mart, day), partitioning=None).to_pylist()
        return found

    def row(self, mart: str, day: dt.date, **key: object) -> Row:
        """Return the one row of a mart that has these values."""
        (found,) = [row for row in self.rows(mart, day) if all(row[name] == key[name] for name in key)]
        return found


def day(text: str) -> dt.date:
    """Return a date of its ISO text."""
    return dt.date.fromisoformat(text)


def product(number: str, category: str, currency: str = "CNY") -> Row:
    """Return a product."""
    return {"product_id": number, "name": number, "category": category, "currency": currency}


def customer(number: str, **more: Any) -> Row:
    """Return a customer of branch B and manager R, opened in 2020, unless told otherwise."""
    plain = {"kind": "person", "name": number, "birth_calendar": "solar", "opened_on": day("2020-06-01")}
    called = {"mobile": number, "mobile_index": number}
    return {"customer_id": number, "branch_id": "B", "rm_id": "R", **plain, **called, **more}


def holding(number: str, product_id: str, balance: str, **more: Any) -> Row:
    """Return a holding of the customer whose number its own begins with."""
    plain = {"opened_on": day("2024-01-10"), "currency": "USD" if product_id == "USD" else "CNY"}
    money = {"balance": Decimal(balance)}
    return {
        "holding_id": number,
        "customer_id": number[:1],
        "product_id": product_id,
        **plain,
        **money,
        **more,
    }


def movement(number: str, holding_id: str, at: str, amount: str, kind: str, **more: Any) -> Row:
    """Return a transaction at noon, initiated by the customer unless told otherwise."""
    moment = dt.datetime.combine(day(at), dt.time(12))
    flags = {"initiated_by_customer": True, "cash": False}
    who = {"transaction_id": number, "holding_id": holding_id, "customer_id": holding_id[:1]}
    return {**who, "at": moment, "amount": Decimal(amount), "kind": kind, **flags, **more}


PRODUCTS = [
    product("CUR", "demand_deposit"),
    product("TD", "time_deposit"),
    product("FND", "fund"),
    product("USD", "fx_deposit", "USD"),
    product("WP", "wealth_product"),
    product("LOAN", "loan"),
]
STAFF = [
    {"staff_id": "R", "name": "R", "role": "rm", "branch_id": "B", "active": True},
    {"staff_id": "W", "name": "W", "role": "wealth", "branch_id": "H", "active": True},
    {"staff_id": "X", "name": "X", "role": "rm", "branch_id": "B", "active": False},
]
BRANCHES = [{"branch_id": "H", "name": "H"}, {"branch_id": "B", "name": "B", "parent_id": "H"}]
CUSTOMERS = [
    customer("A"),  # exactly on the bound of a tier
    customer("C", closed_on=day("2026-01-05")),
    customer("D", birth_date=day("1970-01-01"), occupation="retired", rm_id="W"),  # deposits that mature
    customer("E", birth_date=day("1983-03-08"), risk_level="C3", risk_assessed_on=day("2025-03-20")),
    customer("F", rm_id="X", opened_on=day("2025-12-08")),  # whose manager has left
    customer("G", birth_date=day("1990-02-15"), birth_calendar="lunar", rm_id="W"),
    customer("K", kind="company", birth_date=day("2001-03-06"), opened_on=day("2024-03-10")),
    customer("N", rm_id=None),
    customer("T"),  # contacted yesterday
    customer("U"),  # does not want to be phoned
    customer("V"),  # three attempts this week
    customer("L", birth_date=day("2012-03-08")),  # a child until Sunday
    customer("M"),  # mourns until Friday
    customer("O"),  # refused everything, allowed calls a day later; on Friday no more
    customer("P"),  # refused a call in September
    customer("Q"),  # suits on Fridays and Saturdays only
    customer("S", rm_id="W"),  # handed over, the feed does not know
    customer("B", rm_id=None),  # comes near a tier and reaches it
    customer("H", rm_id=None),  # whose first fund is in profit, then not, then again
    customer("I", rm_id=None),  # lost over one night
    customer("J", rm_id=None),  # sells a product before it matures
    customer("X1"),  # the first of five generations, each tied to the next: two attempts
    customer("X2"),  # one attempt, one call allowed
    customer("X3"),
    customer("X4", rm_id="W"),
    customer("X5"),
    customer("X6"),  # too far from the first
    customer("Y1", rm_id="W", mobile_index="Y"),  # promised a call for Monday
    customer("Y2", rm_id="W", mobile_index="Y"),  # has the same number
    customer("Y3", rm_id="W"),  # promised a call for later
    customer("Y4", rm_id="W", mobile=None, mobile_index=None),  # cannot be called
]
RELATIONS = [
    *({"from_id": f"X{n}", "to_id": f"X{n + 1}", "kind": "child"} for n in range(1, 6)),
    {"from_id": "A", "to_id": "X1", "kind": "friend"},
]
CONTACTS = [
    {"customer_id": "T", "contact_on": day("2026-03-04"), "two_way": True},
    *({"customer_id": "V", "contact_on": day(on), "two_way": False} for on in ("2026-03-03", "2026-03-04")),
    {"customer_id": "V", "contact_on": day("2026-03-05"), "two_way": False},
    {"customer_id": "P", "contact_on": day("2025-09-09"), "two_way": False, "outcome": "refused"},
    *({"customer_id": "X1", "contact_on": day(on), "two_way": False} for on in ("2026-03-04", "2026-03-05")),
    {"customer_id": "X2", "contact_on": day("2026-03-03"), "two_way": False},
]
OTHERS: dict[str, list[Row]] = {
    "clearances": [
        {"clearance_id": "a1", "customer_id": "X2", "given_on": day("2026-03-05")},
        {"clearance_id": "a2", "customer_id": "V", "given_on": day("2026-01-05")},
    ],
    "suppressions": [
        {"suppression_id": "s1", "customer_id": "M", "kind": "bereaved", "starts_on": day("2026-02-01"),
         "ends_on": day("2026-03-06")},
    ],
    "consents": [
        {"customer_id": "O", "channel": "any", "decision": "refused", "text_version": "",
         "decided_on": day("2026-02-01")},
        {"customer_id": "O", "channel": "phone", "decision": "granted", "text_version": "1",
         "decided_on": day("2026-02-02")},
    ],
    "preferences": [
        {"customer_id": "Q", "weekdays": ["5", "6"]},
        {"customer_id": "A", "weekdays": []},
    ],
    "kept_promises": [
        {"customer_id": "A", "kept_on": day("2025-12-06")},  # asks for referrals on Friday
    ],
    "promises": [
        {"promise_id": "p1", "customer_id": "Y1", "due_on": day("2026-03-07"), "due_minute": 540},
        {"promise_id": "p2", "customer_id": "Y3", "due_on": day("2026-03-20"), "due_minute": None},
    ],
    "transfers": [
        {"customer_id": "S", "from_staff_id": "W", "to_staff_id": "R", "to_branch_id": "H"},
        {"customer_id": "A", "from_staff_id": "W", "to_staff_id": "X", "to_branch_id": "H"},
    ],
}  # fmt: skip
WITHDRAWN = {"customer_id": "O", "channel": "any", "decision": "withdrawn", "text_version": "",
             "decided_on": FRIDAY}  # fmt: skip
CLOSED = {"event_id": hashlib.sha256(b"E|take_profit|E1|2026-03-06").hexdigest()[:32], "customer_id": "E",
          "closed_on": MONDAY}  # fmt: skip
MERGED = {"customer_id": "D", "survivor_id": "B"}  # a deposit of the one puts the other in front
DISTURB = {"customer_id": "U", "channel": "any", "topic": "", "starts_on": day("2026-01-01"),
           "ends_on": day("2026-04-30")}  # fmt: skip


def holdings(night: dt.date) -> list[Row]:
    """Return the positions of a night."""
    profit = {THURSDAY: "11900.00", FRIDAY: "12000.00", MONDAY: "12500.00"}[night]
    return [
        holding("A1", "CUR", {THURSDAY: "99999.99", FRIDAY: "100000.00", MONDAY: "40000.00"}[night]),
        holding("C1", "CUR", "0.00", closed_on=day("2026-01-05")),
        holding("D1", "TD", "80000.00", matures_on=day("2026-04-08")),
        holding("D2", "TD", "5000.00", matures_on=day("2026-04-09")),
        holding("D3", "CUR", "15000.00"),
        holding(
            "E1",
            "FND",
            profit,
            cost=Decimal("10000.00"),
            take_profit=Decimal("0.2"),
            opened_on=day("2025-12-09"),
        ),
        holding("F1", "LOAN", "70000.00", matures_on=day("2026-03-06")),
        holding("G1", "USD", "-0.05" if night == THURSDAY else "1000.55"),
        holding("G2", "WP", "2000.00", opened_on=day("2026-02-21")),
        *_passing(night),
    ]


def _passing(night: dt.date) -> list[Row]:
    """Return what customers hold who come into a state and leave it again."""
    near = {THURSDAY: "80000.00", FRIDAY: "95000.00", MONDAY: "101000.00"}[night]
    fund = {THURSDAY: "110.00", FRIDAY: "90.00", MONDAY: "120.00"}[night]
    found = [
        holding("B1", "CUR", near),
        holding("H1", "FND", fund, cost=Decimal("100.00"), opened_on=day("2025-11-03")),
        holding("J1", "CUR", "1.00"),
    ]
    if night != FRIDAY:
        found.append(holding("I1", "CUR", "10.00"))
    if night != MONDAY:
        found.append(holding("J2", "WP", "3000.00", matures_on=day("2026-03-30")))
    return found


MOVEMENTS = {
    THURSDAY: [
        movement("t1", "D3", "2026-02-03", "700.00", "salary"),
        movement("t2", "G1", "2026-03-05", "9.99", "deposit"),
    ],
    FRIDAY: [
        movement("t3", "D3", "2026-03-06", "-60000.00", "withdrawal", cash=True),
        movement("t4", "E1", "2026-02-22", "500.00", "purchase"),
    ],
    MONDAY: [
        movement("t5", "A1", "2026-03-07", "-60000.00", "transfer_out"),
        movement("t6", "A1", "2026-03-08", "5.00", "interest", initiated_by_customer=False),
    ],
}


def fill(lake: SmallLake) -> None:
    """Write the feeds and extracts of the three nights."""
    rates = {THURSDAY: "7.0", MONDAY: "7.123"}
    contacts = [
        {"outcome": "", **row, "contact_id": f"c{place}", "staff_id": "R", "channel": "phone", "purpose": ""}
        for place, row in enumerate(CONTACTS)
    ]
    for night in NIGHTS:
        tables: dict[str, list[Row]] = {
            "branches": BRANCHES,
            "staff": STAFF,
            "customers": CUSTOMERS,
            "relations": RELATIONS,
            "products": PRODUCTS,
            "holdings": holdings(night),
            "transactions": MOVEMENTS[night],
            "fx_rates": [{"currency": "USD", "date": night, "rate": Decimal(rates[night])}]
            if night in rates
            else [],
        }
        for name, table in feed.BY_NAME.items():
            _write(lake.out(Area.FEED, name, night), table.stored, tables.get(name, []))
        extracts = {**OTHERS, "contacts": contacts, "do_not_disturb": [{"setting_id": "d1", **DISTURB}]}
        if night >= FRIDAY:
            extracts["consents"] = [WITHDRAWN, OTHERS["consents"][1]]
        if night >= MONDAY:
            extracts["reason_closures"] = [CLOSED]
            extracts["merges"] = [MERGED]
        for name, table in operational.BY_NAME.items():
            _write(lake.out(Area.EXTRACTS, name, night), table, extracts.get(name, []))


def _write(path: Path, table: Table, rows: list[Row]) -> None:
    full = [{name: row.get(name) for name in table.names} for row in rows]
    ordered = sorted(full, key=lambda row: tuple(str(row[name]) for name in table.order))
    write_table(path, pa.Table.from_pylist(ordered, schema=arrow_schema(table)))
