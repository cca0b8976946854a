"""Re-encryption killed at any moment: nothing becomes unreadable, readers go on, the next run ends it."""

import random
import shutil
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.context import ForkServerContext
from pathlib import Path
from typing import Self

import psycopg
import pyarrow.parquet as pq
import pytest

from integration.publish import publisher
from integration.vault import resealer
from support import keys, lakes
from support.killing import calls
from support.soak import scale
from tilth.connectors.core_banking import protecting
from tilth.connectors.core_banking import resealing as lake_resealing
from tilth.connectors.warehouse import resealing as database_resealing
from tilth.lake.layout import Area
from tilth.lake.parquet import write_table
from tilth.ports.feed.people import CUSTOMERS
from tilth.vault import envelope, ring
from tilth.vault.ring import Ring

pytestmark = pytest.mark.postgres
ROWS = scale(3_000, 1_000_000)
KILLS = scale(8, 100)
LOOKED_AT = 20_000
"""Rows that are opened after each kill; all of them at the end."""
FIELDS = {
    "mobile": "'138' || lpad({n}::text, 8, '0')",
    "id_number": "'11010119800101' || lpad({n}::text, 8, '0')",
    "phone": "NULL",
    "email": "'c' || {n} || '@example.cn'",
    "address": "'北京市朝阳区' || {n} || '号'",
}


def _grow(url: str) -> None:
    """Make many rows of the published few, with values in the clear, as before there was a vault."""
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT attname FROM pg_attribute WHERE attrelid = 'published_customer'::regclass"
            " AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
        ).fetchall()
        given = {name: value.format(n="n") for name, value in FIELDS.items()}
        given |= {added.name: "NULL" for added in CUSTOMERS.added} | {"customer_id": "'N' || n"}
        names = [name for (name,) in rows]
        values = ", ".join(given.get(name, name) for name in names)
        connection.execute(
            f"INSERT INTO published_customer ({', '.join(names)}) SELECT {values} FROM"
            f" (SELECT * FROM published_customer LIMIT 1) AS one, generate_series(1, {ROWS}) AS n"
        )


def _wrong(url: str, held: Ring, *, limit: int) -> int:
    """Count values that do not open or say something else than at first, among `limit` random rows."""
    expected = ", ".join(value.format(n="substr(customer_id, 2)::bigint") for value in FIELDS.values())
    chosen = [f"N{number}" for number in random.Random(limit).sample(range(1, ROWS + 1), limit)]
    statement = (
        f"SELECT customer_id, {', '.join(FIELDS)}, {expected} FROM published_customer"
        " WHERE customer_id = ANY(%s) AND generation = (SELECT current_id FROM tilth_publication)"
    )
    with psycopg.connect(url) as connection:
        rows = connection.execute(statement, [chosen]).fetchall()
    assert len(rows) == limit
    stored = dict(zip(FIELDS, list(zip(*rows, strict=True))[1:6], strict=True))
    said = protecting.opened(stored, [row[0] for row in rows], table=CUSTOMERS, ring=held)
    return sum(
        found != wanted
        for name, at in zip(FIELDS, range(6, 11), strict=True)
        for found, wanted in zip(said[name], (row[at] for row in rows), strict=True)
    )


class Reader:
    """A page that opens values all the time while they are sealed anew."""

    def __init__(self, url: str, path: Path) -> None:
        self._url, self._path, self._stop = url, path, threading.Event()
        self.read = 0

    def __enter__(self) -> Self:
        self._pool = ThreadPoolExecutor(1)
        self._future = self._pool.submit(self._look)
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._pool.shutdown()
        self._future.result()

    def _look(self) -> None:
        statement = (
            "SELECT customer_id, mobile FROM published_customer WHERE customer_id = ANY(%s)"
            " AND mobile LIKE 'AQ%%'"
        )
        dice = random.Random(1)
        with psycopg.connect(self._url, autocommit=True) as connection:
            while not self._stop.wait(0.01):
                wanted = [f"N{dice.randint(1, ROWS)}" for _ in range(20)]
                for customer, mobile in connection.execute(statement, [wanted]).fetchall():
                    said = ring.cached(self._path).open(
                        mobile, table="customers", column="mobile", row=customer
                    )
                    assert said == f"138{int(customer[1:]):08d}"
                    self.read += 1


def _killed(
    processes: ForkServerContext, work: Callable[..., None], arguments: tuple, *, kills: int, within: int
) -> Iterator[bool]:
    """Start it `kills` times and kill it at one of its first calls; yield whether it came so far."""
    dice = random.Random(20261123)
    for _ in range(kills):
        last = dice.randint(1, within)
        yield calls(processes, work, arguments, last) == last


def test_database_values_stay_readable_when_sealing_is_killed(
    database: str, tmp_path: Path, processes: ForkServerContext
) -> None:
    publisher.run(database, lakes.write(tmp_path, lakes.bank(customers=4)).data, lakes.DAY, "first")
    _grow(database)
    path = keys.put(tmp_path)
    killed = wrong = 0
    within = ROWS
    with Reader(database, path) as reader:
        for round_ in range(2):
            if round_:
                ring.change(path, lambda held: held.rotate("data", "gm").rotate("index", "gm"))
            run = (processes, resealer.database, (database, path))
            for ended in _killed(*run, kills=KILLS // 2, within=within):
                killed += ended
                wrong += _wrong(database, ring.load(path), limit=min(LOOKED_AT, ROWS))
            within = calls(*run)
            wrong += _wrong(database, ring.load(path), limit=ROWS)
    held = ring.load(path)
    with psycopg.connect(database, autocommit=True) as connection:
        found = database_resealing.uses(connection, held)
        index = connection.execute(
            "SELECT mobile_index, id_index FROM published_customer WHERE customer_id = 'N7'"
        )
        assert index.fetchone() == (
            held.index("mobile", "13800000007"),
            held.index("id_number", "1101011980010100000007"),
        )
    print(
        f"FIGURE rotation: {ROWS:,} rows, {killed} kills, {wrong} values unreadable,"
        f" {reader.read:,} read meanwhile"
    )
    assert wrong == 0
    assert killed > 0
    assert reader.read > 0
    assert set(found) == {held.active("data").id, held.active("index").id}


def _opened(data: Path, held: Ring) -> list[list[dict]]:
    """Return the customers of every night, opened; a value in the clear fails."""
    lake = lakes.Lake(data)
    return [
        keys.opened(
            CUSTOMERS,
            pq.read_table(
                lake.path(Area.FEED, "customers", night.business_date),
                partitioning=None,
                page_checksum_verification=True,
            ).to_pylist(),
            held,
        )
        for night in lake.nights
    ]


def test_lake_values_stay_readable_when_sealing_is_killed(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, processes: ForkServerContext
) -> None:
    aside = tmp_path_factory.mktemp("aside")
    days = [lakes.DAY, lakes.DAY.replace(day=30), lakes.DAY.replace(day=29)]
    night = {"feed.customers": lakes.bank(customers=scale(300, 20_000))["feed.customers"]}
    for day in days:
        lakes.write(tmp_path, night, day=day)
    path = keys.put(tmp_path)
    before, killed = _opened(tmp_path, keys.RING), 0
    ring.change(path, lambda held: held.rotate("data", "gm").rotate("index", "intl"))
    held = ring.load(path)
    shutil.copytree(tmp_path, aside / "lake", symlinks=True)
    whole = calls(processes, resealer.lake, (aside / "lake", path))
    run = (processes, resealer.lake, (tmp_path, path))
    for ended in _killed(*run, kills=scale(8, 40), within=whole * 9 // 10):
        killed += ended
        assert _opened(tmp_path, held) == before
    resealer.lake(tmp_path, path)
    lake = lakes.Lake(tmp_path)
    assert _opened(tmp_path, held) == before
    assert set(lake_resealing.uses(lake, held)) == {held.active("data").id, held.active("index").id}
    assert killed > 0
    current = lake.current()
    resealer.lake(tmp_path, path)
    assert lake.current() == current, "nothing left to do writes nothing"


def test_nights_of_a_version_before_the_vault_are_sealed(tmp_path: Path) -> None:
    lake = lakes.write(tmp_path, lakes.bank(customers=3))
    clear = lakes.rows(CUSTOMERS, lakes.bank(customers=3)["feed.customers"])
    with lake.draft() as draft:
        write_table(draft.out(Area.FEED, "customers", lakes.DAY), clear)
        draft.commit()
    stored = lake.path(Area.FEED, "customers", lakes.DAY)
    assert lake_resealing.uses(lake, keys.RING)[None] == 3
    assert list(lake_resealing.reseal(lake, keys.RING)) == [(lakes.DAY, 3)]
    rows = pq.read_table(stored, partitioning=None).to_pylist()
    assert all(envelope.read(row["mobile"]) and row["mobile_index"] for row in rows)
    assert _opened(tmp_path, keys.RING) == [clear.to_pylist()]
