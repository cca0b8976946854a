"""Publish a night: load it aside, verify it, and let the pages see it at once, whole or not at all.

One publisher works at a time (an advisory lock on the connection that also moves the pointer). Everything
before the last transaction is invisible; whoever is killed leaves tables that the next publisher sweeps away.
"""

import datetime as dt
import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import adbc_driver_manager
import duckdb
import psycopg
from psycopg import errors

from tilth.connectors.warehouse import (
    changes,
    kinds,
    partitions,
    pointer,
    reports,
    source,
    standing_log,
)
from tilth.connectors.warehouse.bookings import BOOKINGS
from tilth.connectors.warehouse.load import Loaded, load
from tilth.connectors.warehouse.points import POINTS
from tilth.connectors.warehouse.source import Source
from tilth.connectors.warehouse.tables import GROUPS, TABLES
from tilth.kernel.errors import Refused, TilthError, one_line
from tilth.lake.ledger import Night
from tilth.lake.store import Lake
from tilth.policy import bank
from tilth.policy.bank import Bank
from tilth.policy.working_days import pages_day
from tilth.vault.ring import Ring

OnStep = Callable[[str, float], None]
_LOCK = 7_116_405_283_411
_PATIENCE = "10s"
"""How long to wait for another publisher, and for readers of a partition that is to be dropped."""


def read_report(files: Lake, day: dt.date) -> dict[str, Any]:
    """Return the run report that the lake keeps of that night."""
    report: dict[str, Any] = json.loads(files.report(day).read_text("utf-8"))
    return report


class Overtaken(Refused):
    """Another run was quicker: the pages show a newer night, or the lake holds this one otherwise by now."""


@dataclass(frozen=True, kw_only=True)
class _Order:
    """One night on its way: where from, where to, and what is said about it."""

    url: str
    lake: Lake
    files: dict[str, Path]
    night: pointer.Night
    bank: Bank
    report: dict[str, Any]
    ring: Ring
    faults: reports.Faults
    on_step: OnStep
    back: bool


def publish(  # noqa: PLR0913 - keywords that say what is published
    *,
    url: str,
    files: Lake,
    day: dt.date,
    playbook_version: str,
    feed_digest: str,
    report: dict[str, Any],
    ring: Ring,
    base_currency: str | None = None,
    faults: reports.Faults = (),
    on_step: OnStep = lambda _name, _seconds: None,
    back: bool = False,
) -> int:
    """Publish the lake's night of `day`; return its generation: the present one if that is this very content.

    The `ring` marks what the audit is told. The base currency is the bank's setting unless given. Refused
    when the lake lacks the night or another publisher works; TilthError when the database fails or figures
    differ: the pages then stay as they were. Overtaken when another run published a newer night, or made this
    one anew, while this one waited. With `back` a night goes before a newer one, which is taken back.
    """
    found = source.paths(files, day)
    asked = _taken(files, day)
    of_bank = Bank(base_currency=base_currency) if base_currency else bank.load(files.data)
    with _told(day), alone(url) as connection:
        if not back:
            _not_overtaken(connection, files, day, asked)
        night = pointer.Night(
            business_date=day,
            playbook_version=playbook_version,
            feed_digest=feed_digest,
            content=source.fingerprint(found),
        )
        order = _Order(
            url=url,
            lake=files,
            files=found,
            night=night,
            bank=of_bank,
            report=report,
            ring=ring,
            faults=faults,
            on_step=on_step,
            back=back,
        )
        known = pointer.same(connection, night)
        if known is None:
            return _publish(connection, order)
        if back:
            with connection.transaction():
                _take_back(connection, order)
        return known


def _taken(files: Lake, day: dt.date) -> Night | None:
    """Return what the lake's ledger says of a night, None where it does not hold it."""
    return next((night for night in files.nights if night.business_date == day), None)


def _not_overtaken(connection: pointer.Connection, files: Lake, day: dt.date, asked: Night | None) -> None:
    shown = pointer.day_shown(connection)
    if shown is not None and shown > day:
        raise Overtaken(
            f"{day} is not published: the pages show {shown} already, of another run;"
            " to go back to an earlier night, run `tilth night take-back`."
        )
    if _taken(files, day) != asked:
        raise Overtaken(
            f"{day} is not published: another run made that night anew meanwhile and publishes it."
        )


def shown(url: str) -> dt.date | None:
    """Return the business date of the night that the pages show; TilthError when the database fails."""
    try:
        with psycopg.connect(url) as connection:
            return pointer.day_shown(connection)
    except psycopg.Error as error:
        reason = one_line(error)
        raise TilthError(
            f"The database does not say which night it shows ({reason}): put it right and run this again."
        ) from error


def _publish(connection: pointer.Connection, order: _Order) -> int:
    steps = _Steps(order.on_step)
    _tidy(connection, order)
    generation = pointer.begin(connection, order.night)
    values = {"generation": generation, "day": order.night.business_date, "base": order.bank.base_currency}
    reader = Source(order.files, values=values)
    try:
        _check_kinds(connection, reader)
        steps.done("prepare")
        loaded = _load_all(connection, order, reader=reader, generation=generation)
    finally:
        reader.close()
    steps.done("load")
    day, days = order.night.business_date, order.bank.history.days
    missed = POINTS.wanted(connection, order.lake, day, days=days)
    nights = POINTS.load(url=order.url, connection=connection, nights=missed, on_step=order.on_step)
    steps.done("points")
    unbooked = BOOKINGS.wanted(connection, order.lake, day, days=order.bank.history.transactions)
    booked = BOOKINGS.load(url=order.url, connection=connection, nights=unbooked, on_step=order.on_step)
    steps.done("transactions")
    report = steps.added_to(order.report)
    with connection.transaction():
        shown, of_pages = pointer.current(connection), pages_day(bank=order.bank, last_night=day, frozen=None)
        applied = changes.apply(connection, generation=generation, before=shown, day=of_pages)
        partitions.attach(connection, [table.name for table in TABLES], generation)
        POINTS.attach(connection, nights)
        BOOKINGS.attach(connection, booked)
        standing_log.write(connection, [one.day for one in nights])
        if order.back:
            _take_back(connection, order)
        report = {**report, "sealed_off": changes.seal_off(connection, generation=generation)}
        changes.recount(connection, generation=generation, customers=applied.customers)
        changes.turn(connection, generation=generation)
        pointer.move(
            connection,
            order.night,
            generation=generation,
            loaded=loaded,
            report=report,
            faults=order.faults,
            told=applied.told,
            ring=order.ring,
        )
    steps.done("attach")
    changes.look_again(connection, generation=generation)
    steps.done("diary")
    _tidy(connection, order)
    steps.done("sweep")
    return generation


def _take_back(connection: pointer.Connection, order: _Order) -> None:
    """Forget what newer nights added to the tables that keep theirs; their reports say so."""
    for kept in (POINTS, BOOKINGS):
        kept.forget(connection, after=order.night.business_date)
    standing_log.forget(connection, after=order.night.business_date)
    reports.take_back(connection, shown=order.night.business_date)


def _check_kinds(connection: pointer.Connection, reader: Source) -> None:
    """Let the night pass only if the lake brings every published column in its very type, else TilthError."""
    for table in TABLES:
        wanted = partitions.columns(connection, table.name)
        kinds.check(table.name, found=reader.types(table), wanted=wanted)


def _load_all(
    connection: pointer.Connection, order: _Order, *, reader: Source, generation: int
) -> list[Loaded]:
    indexing = {
        table.name: partitions.indexing(connection, table.name, partitions.child(table.name, generation))
        for table in TABLES
    }
    loaded: list[Loaded] = []
    with ThreadPoolExecutor(max_workers=len(GROUPS)) as pool:
        futures = [
            pool.submit(
                load, url=order.url, source=reader, tables=group, generation=generation, indexing=indexing
            )
            for group in GROUPS
        ]
        for future in as_completed(futures):
            for one in future.result():
                loaded.append(one)
                order.on_step(one.table.name, one.seconds)
    return loaded


def _tidy(connection: pointer.Connection, order: _Order) -> None:
    """Drop what is older than the generation before; readers still inside leave it to the next publisher."""
    try:
        partitions.sweep(connection, keep=pointer.kept(connection))
        POINTS.sweep(connection, days=order.bank.history.days)
        BOOKINGS.sweep(connection, days=order.bank.history.transactions)
        standing_log.sweep(connection)
    except (errors.QueryCanceled, errors.LockNotAvailable):
        return
    pointer.forget_dropped(connection)


@contextmanager
def alone(url: str) -> Iterator[pointer.Connection]:
    """Keep other publishers out meanwhile; Refused when one does not end, or without tables."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"SET lock_timeout = '{_PATIENCE}'")
        try:
            connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        except errors.LockNotAvailable:
            raise Refused("Another run is publishing to this database: wait until it ends.") from None
        if not partitions.columns(connection, TABLES[0].name):
            raise Refused("The database has no tables yet: run `tilth init` first.")
        connection.execute(f"SET statement_timeout = '{_PATIENCE}'")
        yield connection


@contextmanager
def _told(day: dt.date) -> Iterator[None]:
    try:
        yield
    except (psycopg.Error, adbc_driver_manager.Error, duckdb.Error, OSError) as error:
        reason = one_line(error)
        raise TilthError(
            f"Publishing {day} failed ({reason}): the pages still show what they showed;"
            " put the database right and run the same command again."
        ) from error


class _Steps:
    """Measures steps for the caller and for the run report."""

    def __init__(self, on_step: OnStep) -> None:
        self._on_step = on_step
        self._began = time.monotonic()
        self._steps: list[dict[str, Any]] = []

    def done(self, name: str) -> None:
        """Note that a step ended now."""
        now = time.monotonic()
        self._on_step(name, now - self._began)
        self._steps.append({"step": f"publish_{name}", "seconds": round(now - self._began, 3)})
        self._began = now

    def added_to(self, report: dict[str, Any]) -> dict[str, Any]:
        """Return the report with the steps so far at its end."""
        return {**report, "steps": [*report.get("steps", []), *self._steps]}
