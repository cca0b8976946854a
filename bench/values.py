"""What the orders of a list would bring: the demo bank's planted agreements, called for over 20 working days.

Every order lives the same days of the same bank. In the morning each manager calls the twenty names of the
list that the night made; who answers, and what a customer would agree to about what and when, is the bank's
own secret. A call is about the reasons that stand on its list. A list by assets and a random one name none:
there somebody agrees who would have spoken of it unprompted. Beside it, what each would bring if every caller
had the night's reasons at hand.

A list by assets keeps the contact gate and nothing else. So that like is compared with like there is a second
one, `ruled`: by assets within the sides of a list, who is due or has a reason that decides first.
"""

import argparse
import datetime as dt
import json
import shutil
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from rich.console import Console
from rich.table import Table

from bench import bank
from bench.beside import Beside
from bench.lunar_days import OUT
from tilth import wiring
from tilth.connectors.core_banking import acceptance
from tilth.connectors.demo_bank.planted.agreements import ANYTHING, MANAGERS, answers
from tilth.engine import run as engine
from tilth.lake import layout
from tilth.lake.arrow import arrow_schema
from tilth.lake.layout import Area
from tilth.lake.ledger import Night
from tilth.lake.parquet import write_table
from tilth.lake.store import Lake
from tilth.policy import bank as banks
from tilth.policy import call_lists, playbook, working_days
from tilth.policy.playbook import Playbook
from tilth.ports import operational

DAYS, SEED = 20, 11
ORDERS = ("value", "assets", "ruled", "document", "random")
CALLABLE = ("quota_full", "not_this_week", "same_household")
Row = dict[str, Any]


class _Own(Beside):
    """What an order computed itself before what the lake holds."""

    def path(self, area: Area, table: str, day: dt.date) -> Path:
        """Return the order's own file, else the lake's."""
        own = layout.folder(self.own, area, table, day) / layout.PART
        return own if own.exists() else super().path(area, table, day)


@dataclass(kw_only=True)
class Lived:
    """What one order has brought so far: as its lists name reasons, and with the night's reasons at hand."""

    contacts: list[Row] = field(default_factory=list)
    calls: int = 0
    named: dict[int, Decimal] = field(default_factory=dict)
    at_hand: dict[int, Decimal] = field(default_factory=dict)


def main() -> None:
    """Live the days in every order and print what each brings."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--customers", type=int, default=20_000)
    parser.add_argument("--days", type=int, default=DAYS)
    parser.add_argument("--orders", nargs="*", choices=ORDERS, default=ORDERS)
    given = parser.parse_args()
    feeds = _feeds(given.customers, given.days)
    truth = json.loads((feeds[0].parent / "truth.json").read_text("utf-8"))["agreements"]
    data = _accepted(given.customers, feeds)
    console, found = Console(), {}
    for order in given.orders:
        found[order] = lived(data, feeds, truth, order)
        console.print(
            f"{order}: {found[order].calls:,} calls, {sum(found[order].named.values()):,.0f} captured"
        )
    console.print(_table(given.customers, given.days, truth, found))


def _feeds(customers: int, days: int) -> list[Path]:
    folder = OUT / f"values-{customers}-{days}"
    if not folder.exists():
        aside = folder.with_suffix(".part")
        shutil.rmtree(aside, ignore_errors=True)
        bank.tilth("bank", "generate", "--customers", customers, "--days", days, "--seed", SEED, aside)
        aside.rename(folder)
    return sorted(feed for feed in folder.iterdir() if (feed / "manifest.json").exists())


def _accepted(customers: int, feeds: Sequence[Path]) -> Path:
    """Return a data folder in whose lake all feeds lie, with empty extracts."""
    data = OUT / f"values-data-{customers}-{len(feeds)}"
    shutil.rmtree(data, ignore_errors=True)
    bank.tilth("init", "--data", data, "--today", "after_last_night")
    with Lake(data).draft() as draft:
        for feed in feeds:
            day = dt.date.fromisoformat(feed.name)
            accepted = acceptance.accept(feed, bank=banks.load(data), draft=draft, ring=wiring.ring(data))
            for table in operational.TABLES:
                empty = arrow_schema(table).empty_table()
                write_table(draft.out(Area.EXTRACTS, table.name, day), empty)
            draft.record(Night(business_date=day, feed_digest=accepted.digest, playbook_version="bench"))
        draft.commit()
    return data


def lived(data: Path, feeds: Sequence[Path], truth: Sequence[Row], order: str) -> Lived:
    """Return what an order brings over the days of these feeds."""
    own = data / f"order-{order}"
    shutil.rmtree(own, ignore_errors=True)
    files, life = _Own(Lake(data).root, own), Lived()
    days = [dt.date.fromisoformat(feed.name) for feed in feeds]
    mine: dict[str, list[tuple[int, Row]]] = {}
    for number, one in enumerate(truth):
        mine.setdefault(one["customer_id"], []).append((number, one))
    for place, day in enumerate(days):
        _told(files, day, life.contacts)
        engine.compute(
            day=day,
            earlier=days[:place],
            files=files,
            playbook=_playbook(order),
            base_currency=banks.load(data).base_currency,
            spill=data / "spill",
        )
        _work(files, day, order, mine, life)
    return life


def _playbook(order: str) -> Playbook:
    book = playbook.default().model_dump()
    book["call_list"]["order"] = "value" if order == "value" else "document"
    return Playbook.model_validate(book)


def _told(files: Beside, day: dt.date, contacts: list[Row]) -> None:
    rows = sorted(contacts, key=lambda row: (row["customer_id"], row["contact_on"], row["contact_id"]))
    schema = arrow_schema(operational.BY_NAME["contacts"])
    write_table(files.out(Area.EXTRACTS, "contacts", day), pa.Table.from_pylist(rows, schema=schema))


def _work(
    files: Beside, day: dt.date, order: str, mine: dict[str, list[tuple[int, Row]]], life: Lived
) -> None:
    """Call the twenty of each manager on the working day after D."""
    morning = working_days.next_working_day(day)
    at_hand = _reasons(files, day)
    for rm_id, names in _lists(files, day, order).items():
        for customer_id, reasons in names:
            life.calls += 1
            reached = zlib.crc32(f"{customer_id} {morning}".encode()) % 100 < answers(customer_id)
            agreed = False
            for number, one in mine.get(customer_id, []) if reached else []:
                if one["from"] <= morning.isoformat() <= one["until"]:
                    for told, kept in (
                        (reasons, life.named),
                        (at_hand.get(customer_id, set()), life.at_hand),
                    ):
                        if number not in kept and _agrees(one, told):
                            kept[number] = Decimal(one["amount"])
                            agreed = agreed or kept is life.named
            life.contacts.append(
                {
                    "contact_id": f"{morning} {customer_id}",
                    "customer_id": customer_id,
                    "staff_id": rm_id,
                    "contact_on": morning,
                    "channel": "phone",
                    "two_way": reached,
                    "purpose": "maintain",
                    "outcome": ("appointment" if agreed else "connected") if reached else "no_answer",
                }
            )


def _agrees(one: Row, reasons: set[str]) -> bool:
    about = set(one["about"])
    return ANYTHING in about or bool(about & reasons) or bool(one["unprompted"])


def _rows(files: Beside, mart: str, day: dt.date) -> list[Row]:
    found: list[Row] = pq.read_table(files.path(Area.MARTS, mart, day), partitioning=None).to_pylist()
    return found


def _reasons(files: Beside, day: dt.date) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in _rows(files, "events", day):
        found.setdefault(row["customer_id"], set()).add(row["kind"])
    for row in _rows(files, "reasons", day):
        if row["state"] == "open":
            found.setdefault(row["customer_id"], set()).add(row["kind"])
    return found


def _lists(files: Beside, day: dt.date, order: str) -> dict[str, list[tuple[str, set[str]]]]:
    """Return the names of the first managers with their reasons; by assets and by chance they have none."""
    listed = [row for row in _rows(files, "call_list", day) if int(row["rm_id"][1:]) <= MANAGERS]
    if order in ("value", "document"):
        found: dict[str, list[tuple[str, set[str]]]] = {}
        for row in listed:
            found.setdefault(row["rm_id"], []).append((row["customer_id"], set(row["reasons"])))
        return found
    aum = {row["customer_id"]: row["aum"] for row in _rows(files, "customers", day)}
    if order == "ruled":
        return _ruled(files, day, listed)
    free: dict[str, list[str]] = {}
    others = [row for row in _rows(files, "exclusions", day) if row["cause"] in CALLABLE]
    for row in [*listed, *others]:
        if int(row["rm_id"][1:]) <= MANAGERS:
            free.setdefault(row["rm_id"], []).append(row["customer_id"])

    def key(customer_id: str) -> Any:
        return -aum[customer_id] if order == "assets" else zlib.crc32(f"random {day} {customer_id}".encode())

    size = playbook.default().call_list.size
    return {rm_id: [(one, set()) for one in sorted(names, key=key)[:size]] for rm_id, names in free.items()}


def _ruled(files: Beside, day: dt.date, listed: Sequence[Row]) -> dict[str, list[tuple[str, set[str]]]]:
    """Return names by assets as the rules ask: both sides, who is due or must be asked before the rest."""
    book, at_hand = playbook.default(), _reasons(files, day)
    morning = working_days.next_working_day(day)
    others = [row for row in _rows(files, "exclusions", day) if row["cause"] in CALLABLE]
    free = {row["customer_id"] for row in [*listed, *others] if int(row["rm_id"][1:]) <= MANAGERS}

    def key(row: Row) -> tuple[bool, Decimal]:
        is_due = row["last_contact_on"] is None or row["next_contact_due_on"] <= morning
        decides = bool(at_hand.get(row["customer_id"], set()) & set(book.deciding))
        return not (is_due or decides), -row["aum"]

    sides: dict[str, tuple[list[str], list[str]]] = {}
    for row in sorted((one for one in _rows(files, "customers", day) if one["customer_id"] in free), key=key):
        sides.setdefault(row["rm_id"], ([], []))[0 if row["familiar"] else 1].append(row["customer_id"])
    quota, other_quota = call_lists.quotas(book.call_list)
    found = {}
    for rm_id, (familiar, other) in sides.items():
        room = max(quota, book.call_list.size - len(other))
        names = familiar[:room] + other[: max(other_quota, book.call_list.size - len(familiar))]
        found[rm_id] = [(one, set[str]()) for one in names[: book.call_list.size]]
    return found


def _table(customers: int, days: int, truth: Sequence[Row], found: dict[str, Lived]) -> Table:
    whole = sum(Decimal(one["amount"]) for one in truth)
    title = f"Planted value that a list captures: {customers:,} customers, {days} working days"
    table = Table(title=f"{title}, {len(truth):,} agreements of {whole:,.0f}")
    beside = tuple(one for one in ("assets", "ruled") if one in found and found[one].named)
    heads = ("Order", "Calls", "Captured", "Of all", *(f"÷ {one}" for one in beside))
    for head in (*heads, "With the night's reasons at hand"):
        table.add_column(head)
    for order, life in found.items():
        named, at_hand = sum(life.named.values()), sum(life.at_hand.values())
        times = (f"{named / sum(found[one].named.values()):.2f}" for one in beside)
        cells = (order, f"{life.calls:,}", f"{named:,.0f}", f"{named / whole:.1%}", *times)
        table.add_row(*cells, f"{at_hand / whole:.1%}")
    return table


if __name__ == "__main__":
    main()
