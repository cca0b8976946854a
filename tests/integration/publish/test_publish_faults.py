"""Killed publishers, databases that go away, two publishers at once: no page ever shows half a night."""

import multiprocessing
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Self

import psycopg
import pytest

from support import databases, keys, lakes
from support.killing import calls
from tilth.connectors.postgres import server
from tilth.connectors.warehouse import publish as publishing
from tilth.connectors.warehouse import tables
from tilth.kernel.errors import TilthError

from . import publisher

pytestmark = pytest.mark.postgres
KILLS = 25
SECONDS = 40
"""The kills stop earlier on a slow machine."""


@pytest.fixture(scope="module")
def processes() -> ForkServerContext:
    """Processes that begin with everything imported."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tilth.connectors.warehouse.publish"])
    return context


@pytest.fixture
def pair(tmp_path: Path) -> tuple[lakes.Lake, lakes.Lake]:
    """Two lakes of the same night with other content."""
    return tuple(lakes.write(tmp_path / str(n), lakes.bank(customers=60, seed=n)) for n in range(2))


def whole(connection: psycopg.Connection) -> int | None:
    """Assert, in one snapshot, that what the pages show is what was verified; return its number."""
    with connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        row = connection.execute(
            "SELECT g.id, g.state, g.rows FROM tilth_publication p"
            " JOIN tilth_generation g ON g.id = p.current_id"
        ).fetchone()
        if row is None:
            return None
        number, state, written = row
        assert state == "published"
        for table in tables.TABLES:
            figures = connection.execute(
                f"SELECT {table.loaded} FROM {table.name} WHERE generation = {number}"
            ).fetchone()
            kept = written["tables"][table.name]
            assert [str(figure or 0) for figure in figures] == [str(kept["rows"]), *kept["sums"]]
        published = connection.execute("SELECT count(*) FROM tilth_generation WHERE published_at IS NOT NULL")
        told = connection.execute("SELECT count(*), count(DISTINCT payload->'generation') FROM tilth_outbox")
        count = published.fetchone()[0]
        assert told.fetchone() == (count, count)
    return number


class Watcher:
    """A reader who looks at the pages all the time while nights are published."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._stop = threading.Event()
        self.seen: list[int] = []

    def __enter__(self) -> Self:
        self._pool = ThreadPoolExecutor(1)
        self._future = self._pool.submit(self._look)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._pool.shutdown()
        self._future.result()

    def _look(self) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            while not self._stop.wait(0.05):
                number = whole(connection)
                if number is not None:
                    self.seen.append(number)


def _interrupted(
    processes: ForkServerContext, work: Callable[..., None], arguments: tuple, *, after: float
) -> None:
    """Kill the work after so many seconds, perhaps while the server is busy with one statement of it."""
    process = processes.Process(target=work, args=arguments)
    process.start()
    process.join(after)
    process.kill()
    process.join()


def test_a_killed_publisher_leaves_the_old_night_or_the_new_one(
    database: str, pair: tuple[lakes.Lake, lakes.Lake], processes: ForkServerContext
) -> None:
    dice = random.Random(20260331)
    began = time.monotonic()
    whole_run = calls(processes, publisher.run, (database, pair[0].data, lakes.DAY, "first"))
    usual = time.monotonic() - began
    killed = tried = 0
    with Watcher(database) as watcher, psycopg.connect(database, autocommit=True) as connection:
        for attempt in range(KILLS):
            if time.monotonic() - began > SECONDS:
                break
            run = (publisher.run, (database, pair[attempt % 2].data, lakes.DAY, f"night {attempt}"))
            if attempt % 3:
                tried += 1
                last = dice.randint(1, whole_run * 9 // 10)
                killed += calls(processes, *run, last) == last
            else:
                _interrupted(processes, *run, after=dice.uniform(0, 1.2 * usual))
            assert whole(connection) is not None
        publisher.run(database, pair[0].data, lakes.DAY, "last")
        last = whole(connection)
        leftovers = connection.execute(
            r"SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname ~ '^published_.*_g\d+$'"
        ).fetchone()
    assert killed == tried > 0
    assert leftovers == (2 * len(tables.TABLES),)
    assert watcher.seen == sorted(watcher.seen)
    assert watcher.seen[-1] <= last


def test_two_publishers_at_once_take_turns(
    database: str, pair: tuple[lakes.Lake, lakes.Lake], processes: ForkServerContext
) -> None:
    with Watcher(database), psycopg.connect(database, autocommit=True) as connection:
        both = [
            processes.Process(target=publisher.run, args=(database, lake.data, lakes.DAY, f"night {n}"))
            for n, lake in enumerate(pair)
        ]
        for process in both:
            process.start()
        for process in both:
            process.join()
        assert [process.exitcode for process in both] == [0, 0]
        assert whole(connection) is not None
        states = connection.execute("SELECT state, count(*) FROM tilth_generation GROUP BY state").fetchall()
        assert dict(states).get("loading") is None


@pytest.fixture
def own_server(data_folder: Path, django_db_modify_db_settings: None, django_db_blocker) -> tuple[Path, str]:
    """A server of the test's own, with all tables, that may be stopped."""
    folder = data_folder / "postgres"
    url = server.start(folder)
    with django_db_blocker.unblock():
        databases.migrate(url)
    return folder, url


def test_a_database_that_goes_away_is_one_sentence_and_the_next_run_works(
    own_server: tuple[Path, str], pair: tuple[lakes.Lake, lakes.Lake]
) -> None:
    folder, url = own_server

    def publish(lake: lakes.Lake, on_step=lambda _name, _seconds: None) -> int:
        return publishing.publish(
            url=url,
            files=lake,
            day=lakes.DAY,
            playbook_version="test",
            feed_digest="feed",
            ring=keys.RING,
            report={"business_date": lakes.DAY.isoformat()},
            base_currency="CNY",
            on_step=on_step,
        )

    first = publish(pair[0])
    for step in ("prepare", "published_customer", "load"):

        def stop(name: str, _seconds: float, step: str = step) -> None:
            if name == step:
                server.stop(folder)

        with pytest.raises(TilthError, match="Publishing 2026-03-31 failed") as told:
            publish(pair[1], on_step=stop)
        assert "\n" not in str(told.value)
        server.start(folder)
        with psycopg.connect(url, autocommit=True) as connection:
            assert whole(connection) == first
    assert publish(pair[1]) > first
