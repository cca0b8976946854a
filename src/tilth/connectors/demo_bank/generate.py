"""The demo bank from its plan to its feeds: build it, play every day, write a feed per business date."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyarrow as pa

from tilth.connectors.demo_bank.columns import dates, ordinal
from tilth.connectors.demo_bank.feeds import Feed
from tilth.connectors.demo_bank.nights import (
    investing,
    lending,
    maturities,
    payroll,
    spending,
    turnover,
)
from tilth.connectors.demo_bank.nights.journal import Journal, open_journal
from tilth.connectors.demo_bank.nights.night import Night
from tilth.connectors.demo_bank.people import network, population, relations
from tilth.connectors.demo_bank.people.customers import customers_table
from tilth.connectors.demo_bank.people.network import Network, branches_table, staff_table
from tilth.connectors.demo_bank.people.population import Population
from tilth.connectors.demo_bank.plan import Plan
from tilth.connectors.demo_bank.planted import agreements, second_numbers, signals, stage, stories, truth
from tilth.connectors.demo_bank.planted.script import Facts
from tilth.connectors.demo_bank.planted.signals import Signals
from tilth.connectors.demo_bank.planted.stories import Cast
from tilth.connectors.demo_bank.positions import catalogue, due_days, markets, portfolio
from tilth.connectors.demo_bank.positions.book import Book
from tilth.connectors.demo_bank.positions.markets import Market
from tilth.kernel.errors import Refused
from tilth.lake.arrow import arrow_schema
from tilth.lake.parquet import ROW_GROUP
from tilth.ports.feed import BY_NAME

TRUTH = "truth.json"


@dataclass(frozen=True, kw_only=True)
class Bank:
    """A bank on its first evening, ready to be played."""

    plan: Plan
    network: Network
    people: Population
    market: Market
    book: Book
    cast: Cast
    customers: pa.Table
    relations: pa.Table
    signals: Signals
    second_numbers: Facts
    due_days: pa.Table
    journal: Journal


@dataclass(frozen=True, kw_only=True)
class Written:
    """What a feed holds, for whoever watches."""

    business_date: dt.date
    customers: int
    holdings: int
    transactions: int
    bytes: int


def generate(plan: Plan, out: Path) -> Iterator[Written]:
    """Write the feeds of a bank below `out`, and truth.json last; yield each feed as it is done."""
    if out.exists() and any(out.iterdir()):
        raise Refused(f"{out} is not empty: choose another folder, or empty it, for the bank's feeds.")
    bank, watch = build(plan), agreements.Watch()
    repeated: Path | None = None
    for day, batches in _nights(bank):
        feed = Feed(out, day, csv=plan.csv)
        transactions = _counted(feed, batches)
        here = bank.people.here(day)
        feed.write("customers", _customers(bank, here))
        feed.write("holdings", bank.book.batches(day))
        if repeated is None:
            repeated = feed.write("relations", _split(bank.relations))
        else:
            feed.repeat("relations", repeated, bank.relations.num_rows)
        _write_small(bank, feed)
        feed.seal()
        watch.look(ordinal(day), bank.book)
        yield Written(
            business_date=day,
            customers=here,
            holdings=bank.book.size,
            transactions=transactions,
            bytes=sum(path.stat().st_size for path in feed.final.iterdir()),
        )
    found = truth.document(plan, bank.network, bank.cast)
    found["signals"] = bank.signals.document(plan, bank.people)
    found["agreements"] = agreements.document(plan, bank.people, bank.book, watch)
    found["second_numbers"] = bank.second_numbers
    (out / TRUTH).write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")


def build(plan: Plan) -> Bank:
    """Return the bank on the evening before the first day that is played."""
    net = network.build(seed=plan.seed, customers=plan.customers)
    people = population.build(plan, net)
    market = markets.build(plan)
    cast = stories.cast(plan, net, people, market)
    pairs = relations.couples(plan, people)
    relations.part_some(plan, people, pairs)
    book = Book(len(people))
    portfolio.fill(plan, people, market, book)
    stage.enter(cast, book)
    customers = customers_table(plan, net, people)
    told = signals.plant(plan, net, people, book)
    customers, second = second_numbers.plant(plan, net, people, customers)
    return Bank(
        plan=plan,
        network=net,
        people=people,
        market=market,
        book=book,
        cast=cast,
        customers=customers,
        relations=relations.relations_table(plan, people, pairs, cast.relations),
        signals=told,
        second_numbers=second,
        due_days=due_days.table(plan, people, book, pairs, told.days),
        journal=open_journal(plan.seed, customers["name"].combine_chunks()),
    )


def _nights(bank: Bank) -> Iterator[tuple[dt.date, Iterator[pa.RecordBatch]]]:
    """Yield each feed's date with the batches of its transactions; taking the batches plays the days."""
    worked = bank.plan.worked
    befores = (bank.plan.start, *worked[:-1])
    first = worked.index(bank.plan.feeds[0])
    days = list(zip(worked, befores, strict=True))
    earlier = bank.signals.before(bank.plan, bank.people, bank.book, bank.journal)
    yield worked[first], chain((earlier,), (_play(bank, day, before) for day, before in days[: first + 1]))
    for day, before in days[first + 1 :]:
        yield day, (_play(bank, one, two) for one, two in ((day, before),))


def _play(bank: Bank, day: dt.date, before: dt.date) -> pa.RecordBatch:
    night = Night(
        seed=bank.plan.seed,
        day=day,
        before=before,
        people=bank.people,
        book=bank.book,
        market=bank.market,
        journal=bank.journal,
    )
    steps: tuple[Callable[[Night], None], ...] = (
        maturities.run,
        payroll.run,
        spending.run,
        lending.run,
        investing.run,
        turnover.leave,
        turnover.arrive,
    )
    for step in steps:
        step(night)
    stage.run(bank.cast, night)
    bank.book.revalue(bank.market.navs(day))
    return bank.journal.hand_over(day)


def _counted(feed: Feed, batches: Iterator[pa.RecordBatch]) -> int:
    rows = 0

    def counting() -> Iterator[pa.RecordBatch]:
        nonlocal rows
        for batch in batches:
            rows += batch.num_rows
            yield batch

    feed.write("transactions", counting())
    return rows


def _customers(bank: Bank, here: int) -> Iterator[pa.RecordBatch]:
    place = bank.customers.schema.get_field_index("closed_on")
    table = bank.customers.set_column(place, "closed_on", dates(bank.people.closed))
    return _split(table.slice(0, here))


def _split(table: pa.Table) -> Iterator[pa.RecordBatch]:
    yield from table.combine_chunks().to_batches(max_chunksize=ROW_GROUP)


def _write_small(bank: Bank, feed: Feed) -> None:
    first = bank.plan.feeds[0]
    days = bank.market.days[: bank.market.days.index(first) + 1] if feed.day == first else (feed.day,)
    tables = {
        "branches": branches_table(bank.network, arrow_schema(BY_NAME["branches"])),
        "staff": staff_table(bank.network, arrow_schema(BY_NAME["staff"])),
        "products": catalogue.products_table(ordinal(first)),
        "prices": markets.prices_table(bank.market, days),
        "fx_rates": markets.fx_table(bank.market, days),
    }
    if feed.day >= due_days.first_night(bank.plan):
        tables["due_days"] = bank.due_days
    for name, table in tables.items():
        feed.write(name, _split(table))
