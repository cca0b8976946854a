"""One small good feed, and a folder in which tests bend it: rows first, then bytes, then the seal."""

import csv
import datetime as dt
import gzip
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from support import keys
from tilth.connectors.core_banking import acceptance, sealing
from tilth.connectors.core_banking.acceptance import Accepted
from tilth.connectors.core_banking.manifest import sha256_of
from tilth.lake.arrow import arrow_schema
from tilth.lake.layout import Area
from tilth.lake.ledger import Night
from tilth.lake.store import Lake
from tilth.policy.bank import Bank
from tilth.policy.playbook.plausibility import Plausibility
from tilth.ports.feed import BY_NAME, TABLES
from tilth.ports.schema import Kind

D = dt.date(2026, 11, 20)
BANK = Bank()
Row = dict[str, str]


def resident_id(birth: str, order: int, *, female: bool) -> str:
    """Return a made-up resident identity number with a right check digit; `birth` as YYYYMMDD."""
    body = f"110101{birth}{order:02d}{2 if female else 1}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def good_rows() -> dict[str, list[Row]]:
    """Return the good feed as text, the way a CSV file holds it."""
    branches = [
        {"branch_id": "B0", "name": "总行", "level": "head_office", "city": "北京"},
        {"branch_id": "B1", "name": "朝阳支行", "parent_id": "B0", "level": "branch", "city": "北京"},
    ]
    staff = [
        {"staff_id": f"S{n}", "name": name, "role": role, "branch_id": "B1", "active": "true"}
        for n, (name, role) in enumerate((("王一", "rm"), ("李二", "wealth"), ("赵三", "branch_head")))
    ]
    products = [
        {"product_id": "P1", "name": "活期", "category": "demand_deposit", "currency": "CNY"},
        {
            "product_id": "P2",
            "name": "定期",
            "category": "time_deposit",
            "currency": "CNY",
            "term_days": "365",
        },
        {
            "product_id": "P3",
            "name": "基金",
            "category": "fund",
            "currency": "USD",
            "expected_return": "0.035",
        },
    ]
    return {
        "branches": branches,
        "staff": staff,
        "customers": [_customer(n) for n in range(1, 13)],
        "relations": [{"from_id": "C01", "to_id": "C02", "kind": "spouse", "since": "2010-05-01"}],
        "products": products,
        "prices": [{"product_id": "P3", "date": "2026-11-20", "nav": "1.23456789"}],
        "fx_rates": [{"currency": "USD", "date": "2026-11-20", "rate": "7.1"}],
        "holdings": [_holding(n) for n in range(1, 25)],
        "transactions": [_transaction(n) for n in range(1, 9)],
    }


def _customer(n: int) -> Row:
    female = n % 2 == 0
    return {
        "customer_id": f"C{n:02d}",
        "kind": "person",
        "name": "张王李赵陈林黄吴周徐孙马"[n - 1] + "伟芳",
        "gender": "F" if female else "M",
        "birth_date": f"19{60 + n}-03-0{1 + n % 9}",
        "birth_calendar": "solar",
        "id_type": "resident_id",
        "id_number": resident_id(f"19{60 + n}030{1 + n % 9}", n, female=female),
        "mobile": f"138001380{n:02d}",
        "city": "北京",
        "opened_on": "2015-06-01",
        "branch_id": "B1",
        "rm_id": "S0",
        "annual_income": "120000.50",
        "risk_level": "C3",
    }


def _holding(n: int) -> Row:
    product, currency = (("P1", "CNY"), ("P2", "CNY"), ("P3", "USD"))[n % 3]
    return {
        "holding_id": f"H{n:02d}",
        "customer_id": f"C{1 + n % 12:02d}",
        "product_id": product,
        "opened_on": "2024-02-29",
        "matures_on": "2027-02-28" if product == "P2" else "",
        "currency": currency,
        "balance": f"{n}000.25",
        "cost": f"{n}000.00",
        "rate": "0.0125",
        "auto_renew": "0",
    }


def _transaction(n: int) -> Row:
    return {
        "transaction_id": f"T{n:02d}",
        "holding_id": f"H{n:02d}",
        "customer_id": f"C{1 + n % 12:02d}",
        "at": f"2026-11-20T09:0{n}:00",
        "amount": f"-{n}00.10",
        "kind": "interest" if n == 8 else "withdrawal",
        "channel": "auto" if n == 7 else "counter",
        "memo": f"备注{n}",
    }


def as_csv(rows: list[Row], table: str, *, line_end: str = "\n") -> str:
    """Return rows as CSV with the contract's header."""
    text = io.StringIO()
    writer = csv.DictWriter(text, BY_NAME[table].names, lineterminator=line_end)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def as_arrow(rows: list[Row], table: str) -> pa.Table:
    """Return rows as an Arrow table in the contract's types; values that do not convert raise."""
    definition = BY_NAME[table]
    columns = {
        column.name: [_value(column.kind, row.get(column.name, "")) for row in rows]
        for column in definition.columns
    }
    return pa.table(columns, schema=arrow_schema(definition))


def _value(kind: Kind, text: str) -> object:
    if text == "":
        return None
    parsers: dict[Kind, Callable[[str], object]] = {
        Kind.DATE: dt.date.fromisoformat,
        Kind.TIMESTAMP: dt.datetime.fromisoformat,
        Kind.MONEY: Decimal,
        Kind.QUANTITY: Decimal,
        Kind.RATE: Decimal,
        Kind.INTEGER: int,
        Kind.BOOLEAN: lambda word: word in ("true", "1"),
    }
    return parsers.get(kind, str)(text)


@dataclass
class Feed:
    """A feed folder under a test's hands."""

    root: Path
    day: dt.date = D
    form: str = "csv"
    rows: dict[str, list[Row]] = field(default_factory=good_rows)
    bank: Bank = BANK
    override: bool = False

    @property
    def folder(self) -> Path:
        return self.root / self.day.isoformat()

    def file(self, table: str) -> Path:
        return self.folder / f"{table}.{self.form}"

    def write(self) -> None:
        """Write all files and seal them."""
        self.folder.mkdir(exist_ok=True, parents=True)
        for table in TABLES:
            if table.name in self.rows:
                self.write_table(table.name)
        self.seal()

    def write_table(self, table: str) -> None:
        if self.form == "parquet":
            pq.write_table(as_arrow(self.rows[table], table), self.file(table), write_page_checksum=True)
        else:
            data = as_csv(self.rows[table], table).encode()
            self.file(table).write_bytes(gzip.compress(data, mtime=0) if self.form == "csv.gz" else data)

    def seal(self) -> None:
        sealing.seal(self.folder)

    @property
    def manifest(self) -> dict:
        return json.loads((self.folder / "manifest.json").read_text("utf-8"))

    def state(self, content: dict) -> None:
        (self.folder / "manifest.json").write_text(json.dumps(content), "utf-8")

    def declare(self, table: str, **facts: object) -> None:
        """Overwrite facts in one table's manifest entry."""
        content = self.manifest
        content["tables"][table] |= facts
        self.state(content)

    def bytes_of(self, table: str, change: Callable[[bytes], bytes], *, seal: bool = True) -> None:
        """Change a file's bytes, and seal again unless the manifest is to stay stale."""
        self.file(table).write_bytes(change(self.file(table).read_bytes()))
        if seal:
            self.seal()

    def reseal_blindly(self, table: str) -> None:
        """Make bytes and hash of the manifest fit a file that the sealing command would not read."""
        self.declare(table, bytes=self.file(table).stat().st_size, sha256=sha256_of(self.file(table)))


@dataclass
class Outcome:
    """What an accepted feed left in the lake."""

    accepted: Accepted
    tables: dict[str, list[dict]]
    quarantine: list[dict]

    def count(self, table: str):
        return next(each for each in self.accepted.tables if each.table == table)


def take(feed: Feed, data: Path, *, keep: bool = False, plausibility: Plausibility | None = None) -> Outcome:
    """Accept a feed into the lake of `data` and return what it left there; only with `keep` for good."""
    lake = Lake(data)
    with lake.draft() as draft:
        accepted = acceptance.accept(
            feed.folder,
            bank=feed.bank,
            draft=draft,
            ring=keys.RING,
            override=feed.override,
            plausibility=plausibility,
        )
        tables = {
            table.name: keys.opened(
                table, pq.read_table(draft.path(Area.FEED, table.name, feed.day)).to_pylist()
            )
            for table in TABLES
        }
        quarantine = pq.read_table(draft.out_quarantine(feed.day)).to_pylist()
        if keep:
            night = Night(business_date=feed.day, feed_digest=accepted.digest, playbook_version="1")
            draft.record(night)
            draft.commit()
    return Outcome(accepted, tables, quarantine)
