"""A stolen backup tells nothing: no personal value, no key, no digest that could be tried (C-25, C-26)."""

import base64
import json

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from integration.vault import seeds
from integration.vault.conftest import SealedTown
from support import keys
from support.soak import scale
from tilth.engine import run as engine
from tilth.lake.layout import Area
from tilth.lake.parquet import write_table
from tilth.policy import playbook
from tilth.ports.feed import BY_NAME
from tilth.vault import ring

pytestmark = pytest.mark.postgres
SEEDS = scale(30, 120)


@pytest.fixture(scope="module")
def everything(sealed_town: SealedTown) -> bytes:
    """The text of the whole database and of the whole lake."""
    return seeds.dump(sealed_town.town.url) + seeds.files(sealed_town.town.data)


def test_no_personal_value_lies_in_database_or_lake(sealed_town: SealedTown, everything: bytes) -> None:
    values = sorted({value for feed in sealed_town.town.feeds for value in seeds.personal(feed, SEEDS)})
    found = [value for value in values if value.encode() in everything]
    size = len(everything) // 1_000
    print(f"FIGURE backup: {len(values):,} personal values sought in {size:,} kB, {len(found)} found")
    assert len(values) > 3 * SEEDS
    assert found == []
    # the search is no empty one: names lie in the clear, in both places
    names = pq.read_table(sealed_town.town.feeds[1] / "customers.parquet")["name"].to_pylist()
    assert everything.count(names[0].encode()) >= 2


def test_no_digest_without_a_key_lies_there(sealed_town: SealedTown, everything: bytes) -> None:
    numbers = sorted(
        {value for value in seeds.personal(sealed_town.town.feeds[1], SEEDS) if value[:-1].isdigit()}
    )
    digests = [digest for number in numbers for digest in seeds.hashed(number)]
    digests += [digest for number in numbers for digest in seeds.hashed(number[-4:])]
    found = sum(digest in everything for digest in digests)
    print(f"FIGURE backup: {len(digests):,} plain digests of {len(numbers)} numbers sought, {found} found")
    assert len(numbers) > SEEDS
    assert found == 0


def test_no_key_lies_there(sealed_town: SealedTown, everything: bytes) -> None:
    held = [key["secret"] for key in json.loads((sealed_town.town.data / ring.FILE).read_text())["keys"]]
    assert len(held) == 3
    for secret in held:
        raw = base64.b64decode(secret)
        assert not any(form in everything for form in (raw, raw.hex().encode(), secret.encode()))
    for key in keys.RING.keys:
        for use in (key.sealing, key.nonces, key.derived("index"), key.derived("mark")):
            assert use not in everything


def test_a_night_reads_no_sealed_column(sealed_town: SealedTown) -> None:
    """Whatever stands in those columns, the engine makes the same marts, byte by byte.

    It knows of a number only whether there is one, and by its blind index whether two are the same.
    """
    lake = sealed_town.town.lake
    earlier, day = (night.business_date for night in lake.nights)
    with lake.draft() as draft:
        for name in ("customers", "staff"):
            table = BY_NAME[name]
            rows = pq.read_table(lake.path(Area.FEED, name, day), partitioning=None)
            for column in table.sealed:
                place = rows.schema.get_field_index(column)
                held = pc.if_else(pc.is_valid(rows[column]), "whatever", pa.scalar(None, pa.string()))
                rows = rows.set_column(place, rows.schema.field(column), held)
            write_table(draft.out(Area.FEED, name, day), rows)
        night = engine.compute(
            day=day,
            earlier=[earlier],
            files=draft,
            playbook=playbook.default(),
            base_currency="CNY",
            spill=sealed_town.town.data / "spill",
        )
        for mart in night.rows:
            made = draft.path(Area.MARTS, mart, day)
            assert made != lake.path(Area.MARTS, mart, day)
            assert made.read_bytes() == lake.path(Area.MARTS, mart, day).read_bytes(), mart
