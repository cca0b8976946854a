"""Only columns of the published type are loaded: nothing is rounded, cut or read as something else."""

import datetime as dt
from pathlib import Path

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from support import keys, lakes
from tilth.connectors.warehouse import kinds, publish
from tilth.kernel.errors import TilthError
from tilth.lake import parquet
from tilth.lake.layout import Area

MIDNIGHT = dt.datetime.combine(lakes.DAY, dt.time.min)
pytestmark = pytest.mark.postgres


def published(url: str, lake: lakes.Lake) -> int:
    return publish.publish(
        url=url,
        files=lake,
        day=lakes.DAY,
        playbook_version="test",
        feed_digest="feed",
        ring=keys.RING,
        report={"business_date": lakes.DAY.isoformat()},
        base_currency="CNY",
    )


def rewritten(lake: lakes.Lake, area: Area, table: str, column: str, *, values: pa.Array | None) -> None:
    """Put other values, in their own type, into a column of a written table; None leaves the column out."""
    path = lake.path(area, table, lakes.DAY)
    rows = pq.read_table(path, partitioning=None)
    place = rows.schema.get_field_index(column)
    rows = rows.remove_column(place) if values is None else rows.set_column(place, column, values)
    path.unlink()
    parquet.write_table(path, rows)


@pytest.mark.parametrize(
    ("place", "values", "told"),
    [
        ((Area.MARTS, "customers", "overdue_days"), [2.5], "published_customer.overdue_days is DOUBLE"),
        ((Area.MARTS, "customers", "familiar"), [1], "published_customer.familiar is BIGINT"),
        ((Area.MARTS, "book", "customers"), [1.0, 1.0], "published_book.customers is DOUBLE"),
        ((Area.MARTS, "branch", "aum"), [1.0], "published_branch_total.aum is DOUBLE"),
        ((Area.MARTS, "events", "due_on"), [MIDNIGHT], "published_customer.next_due_on is TIMESTAMP"),
        ((Area.MARTS, "call_list", "rank"), ["1"], "published_customer.list_rank is VARCHAR"),
        ((Area.MARTS, "call_list", "deviation"), [0.0], "published_list_entry.deviation is DOUBLE"),
        ((Area.FEED, "holdings", "rate"), [0.1] * 4, "published_holding.rate is DOUBLE"),
        ((Area.FEED, "customers", "opened_on"), ["2020-01-02"], "published_customer.opened_on is VARCHAR"),
    ],
)
def test_another_type_in_the_lake_stops_the_night_with_a_sentence(
    database: str, tmp_path: Path, place: tuple[Area, str, str], values: list, told: str
) -> None:
    lake = lakes.write(tmp_path, lakes.bank(customers=1))
    rewritten(lake, *place, values=pa.array(values))
    with pytest.raises(TilthError, match=told):
        published(database, lake)
    with psycopg.connect(database) as connection:
        assert connection.execute("SELECT count(*) FROM tilth_publication").fetchone() == (0,)


def test_a_column_that_is_missing_in_the_lake_is_named(database: str, tmp_path: Path) -> None:
    lake = lakes.write(tmp_path, lakes.bank(customers=1))
    rewritten(lake, Area.MARTS, "book", "list_size", values=None)
    with pytest.raises(TilthError, match=r"published_book and the lake .* \(list_size\)"):
        published(database, lake)


def test_a_column_without_which_the_lake_cannot_be_read_is_named(database: str, tmp_path: Path) -> None:
    lake = lakes.write(tmp_path, lakes.bank(customers=1))
    rewritten(lake, Area.FEED, "customers", "gender", values=None)
    with pytest.raises(TilthError, match=r"Publishing 2026-03-31 failed .*gender") as told:
        published(database, lake)
    assert "\n" not in str(told.value)


def test_a_type_that_nobody_thought_of_does_not_pass() -> None:
    with pytest.raises(TilthError, match=r"t\.a is UUID in the lake and has to be uuid"):
        kinds.check("t", found={"a": "UUID"}, wanted={"a": "uuid"})
