"""A night on its way to the pages: whole, verified, once."""

import datetime as dt
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from psycopg.rows import dict_row

from support import databases, keys, lakes
from tilth.connectors.warehouse import publish as publishing
from tilth.connectors.warehouse import tables
from tilth.kernel.errors import Refused, TilthError
from tilth.lake import parquet
from tilth.lake.layout import Area
from tilth.lake.ledger import Night

pytestmark = pytest.mark.postgres


def publish(url: str, lake: lakes.Lake, **given) -> int:
    values = {
        "day": lakes.DAY,
        "playbook_version": "test",
        "feed_digest": "feed",
        "ring": keys.RING,
        "report": {"business_date": "2026-03-31", "status": "published", "steps": []},
        "base_currency": "CNY",
    } | given
    return publishing.publish(url=url, files=lake, **values)


def ask(url: str, statement: str) -> list[dict]:
    with psycopg.connect(url, row_factory=dict_row) as connection:
        return connection.execute(statement).fetchall()


def partitions(url: str) -> set[int]:
    found = ask(url, r"SELECT relname FROM pg_class WHERE relname ~ '^published_.*_g\d+$' AND relkind = 'r'")
    return {int(row["relname"].rpartition("_g")[2]) for row in found}


@pytest.fixture(scope="module")
def shared(migrated: str, postgres: str) -> Iterator[str]:
    """A database for the tests that only look at one published night."""
    url = databases.copy(postgres, databases.TEMPLATE)
    yield url
    databases.drop(postgres, urlsplit(url).path.lstrip("/"))


@pytest.fixture(scope="module")
def night() -> dict[str, list[dict]]:
    """A night with the rows that are easily got wrong."""
    night = lakes.bank(customers=50)
    night["feed.customers"][1] |= {
        "name": "曾小明",
        "mobile": "+86 138-0000-1234",
        "birth_date": dt.date(1980, 2, 29),
        "birth_calendar": "lunar",
        "annual_income": Decimal("123456.78"),
    }
    night["marts.customers"][1] |= {"time_deposit_share": 1 / 3, "tags": ["a", "b"], "overdue_days": 2**40}
    night["marts.events"][1] |= {"amount": Decimal("-0.01"), "detail": '{"a":"引号\\"","b":1}'}
    tomorrow = lakes.DAY + dt.timedelta(days=1)
    night["feed.holdings"].append(night["feed.holdings"][0] | {"holding_id": "future", "opened_on": tomorrow})
    for product, balance in (("P-LOAN", "7.00"), ("P-CNY", "0.00")):
        joint = {"holding_id": f"joint {product}", "product_id": product, "balance": Decimal(balance)}
        joint |= {"currency": "CNY"}
        night["feed.holdings"].append(joint | {"customer_id": "C000003", "closed_on": lakes.DAY})
        night["feed.holdings"] += [joint | {"customer_id": owner} for owner in ("C000001", "C000002")]
    night["feed.branches"] += [
        {"branch_id": "X", "name": "x", "parent_id": "Y"},
        {"branch_id": "Y", "name": "y", "parent_id": "X"},
        {"branch_id": "BB", "name": "bb", "parent_id": "B"},
    ]
    return night


@pytest.fixture(scope="module")
def generation(shared: str, night: dict[str, list[dict]], tmp_path_factory: pytest.TempPathFactory) -> int:
    """The number of that night, published."""
    return publish(shared, lakes.write(tmp_path_factory.mktemp("data"), night))


def test_a_night_is_published_whole(shared: str, generation: int) -> None:
    for table in tables.TABLES:
        rows = ask(shared, f"SELECT count(*) AS n FROM {table.name} WHERE generation = {generation}")
        written = f"rows->'tables'->'{table.name}'->>'rows'"
        assert rows == ask(shared, f"SELECT ({written})::int AS n FROM tilth_generation")
        assert rows[0]["n"] > 0
    assert ask(shared, "SELECT current_id FROM tilth_publication") == [{"current_id": generation}]
    assert ask(shared, "SELECT state FROM tilth_generation") == [{"state": "published"}]


def test_each_column_arrives_as_it_lies_in_the_lake(shared: str, generation: int) -> None:
    customer = ask(shared, "SELECT * FROM published_customer WHERE customer_id = 'C000001'")[0]
    spelled = (customer["name"], customer["name_pinyin"], customer["name_initials"])
    assert spelled == ("曾小明", "zengxiaoming", "zxm")
    place = {"table": "customers", "column": "mobile", "row": "C000001"}
    assert keys.RING.open(customer["mobile"], **place) == "+86 138-0000-1234"
    assert customer["mobile_index"] == keys.RING.index("mobile", "13800001234")
    assert customer["mobile_tail_index"] == keys.RING.index("mobile_tail", "1234")
    assert (customer["id_index"], customer["restricted"]) == (None, False)
    assert customer["birth_calendar"] == "lunar"
    assert customer["annual_income"] == Decimal("123456.78")
    assert (customer["time_deposit_share"], customer["tags"]) == (1 / 3, ["a", "b"])
    assert (customer["overdue_days"], customer["list_rank"], customer["excluded_cause"]) == (2**40, 1, None)
    event = ask(shared, "SELECT * FROM published_event WHERE customer_id = 'C000001'")[0]
    assert (event["amount"], event["detail"]) == (Decimal("-0.01"), {"a": '引号"', "b": 1})
    signal = ask(shared, "SELECT * FROM published_signal WHERE customer_id = 'C000001'")[0]
    assert (signal["money"], signal["detail"]) == (Decimal("100.00"), {"opened_on": "2020-01-02"})
    figure = {"source": "day", "number": "", "name": "", "day": "2020-01-02", "amount": None}
    assert signal["evidence"] == [figure]


def test_who_is_on_no_list_has_a_cause(shared: str, generation: int) -> None:
    rows = ask(shared, "SELECT list_rank, excluded_cause FROM published_customer")
    assert sum(row["list_rank"] is None for row in rows) == 10
    assert all((row["list_rank"] is None) == (row["excluded_cause"] == "quota_full") for row in rows)


def test_holdings_are_the_open_ones_in_base_currency(
    shared: str, generation: int, night: dict[str, list[dict]]
) -> None:
    rows = {row["holding_id"]: row for row in ask(shared, "SELECT * FROM published_holding")}
    fed = {row["holding_id"]: row for row in night["feed.holdings"]}
    assert set(rows) == {name for name, row in fed.items() if "closed_on" not in row} - {"future"}
    for name, row in rows.items():
        rate = Decimal("7.12345678") if row["currency"] == "USD" else Decimal(1)
        cents = (fed[name]["balance"] * rate).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")
        assert (row["balance"], row["balance_base"]) == (fed[name]["balance"], cents)


def test_a_joint_account_is_a_row_per_owner_and_of_an_asset_says_what_it_counts(
    shared: str, generation: int
) -> None:
    rows = ask(shared, "SELECT * FROM published_holding WHERE owners > 1 ORDER BY holding_id, customer_id")
    told = [(row["holding_id"], row["customer_id"], row["owners"], row["joint_assets"]) for row in rows]
    assert told == [
        (f"joint {product}", owner, 2, assets)
        for product, assets in (("P-CNY", Decimal(0)), ("P-LOAN", None))
        for owner in ("C000001", "C000002")
    ]


def test_branches_know_their_way_up_even_in_a_circle(shared: str, generation: int) -> None:
    paths = {row["branch_id"]: row["path"] for row in ask(shared, "SELECT * FROM published_branch")}
    expected = {"H": ["H"], "B": ["B", "H"], "BB": ["BB", "B", "H"], "X": ["X", "Y"], "Y": ["Y", "X"]}
    assert paths == expected


def test_a_partition_has_the_parents_key_and_indexes_and_no_second_ones(shared: str, generation: int) -> None:
    counts = ask(
        shared,
        "SELECT p.relname, count(*) FILTER (WHERE i.indrelid = p.oid) AS parent,"
        " count(*) FILTER (WHERE i.indrelid = c.oid) AS child FROM pg_class p"
        f" JOIN pg_class c ON c.relname = p.relname || '_g{generation}'"
        " JOIN pg_index i ON i.indrelid IN (p.oid, c.oid) GROUP BY p.relname",
    )
    assert len(counts) == len(tables.TABLES)
    assert all(row["parent"] == row["child"] for row in counts)


def test_a_common_surname_counts_as_common(database: str, tmp_path: Path) -> None:
    """A surname of one in twenty is not planned as if it were rare: all of the bank's would be read."""
    night, signs = lakes.bank(customers=2_000), [chr(sign) for sign in range(ord("一"), ord("一") + 2_000)]
    for number, customer in enumerate(night["feed.customers"]):
        customer |= {
            "name": f"张{signs[number]}" if number % 20 == 0 else signs[number] * 2,
            "kind": "person",
        }
    publish(database, lakes.write(tmp_path, night))
    found = ask(
        database,
        "EXPLAIN (FORMAT JSON) SELECT FROM published_customer"
        " WHERE name_key >= '张' AND name_key < '张\U0010ffff'",
    )
    assert found[0]["QUERY PLAN"][0]["Plan"]["Plan Rows"] == pytest.approx(100, rel=0.3)


def test_message_and_report_come_with_the_night(shared: str, generation: int) -> None:
    message = ask(shared, "SELECT topic, payload FROM tilth_outbox")[0]
    assert message["topic"] == "night.published"
    assert message["payload"]["generation"] == generation
    assert message["payload"]["rows"]["published_customer"] == 50
    report = ask(shared, "SELECT * FROM tilth_run_report")[0]
    assert (report["status"], report["business_date"]) == ("published", lakes.DAY)
    assert [step["step"] for step in report["report"]["steps"]] == [
        f"publish_{name}" for name in ("prepare", "load", "points", "transactions")
    ]


def test_the_same_night_again_changes_nothing(database: str, tmp_path: Path) -> None:
    lake = lakes.write(tmp_path, lakes.bank(customers=10))
    assert publish(database, lake) == publish(database, lake)
    assert ask(database, "SELECT count(*) AS n FROM tilth_outbox") == [{"n": 1}]
    assert ask(database, "SELECT count(*) AS n FROM tilth_run_report") == [{"n": 1}]


def test_other_content_of_the_same_night_makes_a_new_generation(database: str, tmp_path: Path) -> None:
    first = publish(database, lakes.write(tmp_path, lakes.bank(customers=10)))
    second = publish(database, lakes.write(tmp_path, lakes.bank(customers=10, seed=8)))
    assert second > first
    assert ask(database, "SELECT current_id FROM tilth_publication") == [{"current_id": second}]


def test_the_generation_before_stays_and_older_ones_go(database: str, tmp_path: Path) -> None:
    made = [publish(database, lakes.write(tmp_path, lakes.bank(customers=4, seed=seed))) for seed in range(3)]
    assert partitions(database) == set(made[-2:])
    states = ask(database, "SELECT id, state FROM tilth_generation ORDER BY id")
    assert [row["state"] for row in states] == ["dropped", "published", "published"]


def test_a_night_whose_sums_disagree_is_not_published(database: str, tmp_path: Path) -> None:
    first = publish(database, lakes.write(tmp_path, lakes.bank(customers=10)))
    night = lakes.bank(customers=10, seed=8)
    night["marts.customers"][0]["aum"] += Decimal("0.01")
    with pytest.raises(TilthError, match="published_holding does not add up"):
        publish(database, lakes.write(tmp_path, night))
    assert ask(database, "SELECT current_id FROM tilth_publication") == [{"current_id": first}]
    assert publish(database, lakes.write(tmp_path, lakes.bank(customers=10, seed=9))) > first
    assert len(partitions(database)) == 2


def test_a_customer_without_feed_row_stops_the_night(database: str, tmp_path: Path) -> None:
    night = lakes.bank(customers=10)
    night["feed.customers"].pop()
    with pytest.raises(TilthError, match="published_customer does not add up"):
        publish(database, lakes.write(tmp_path, night))
    assert ask(database, "SELECT count(*) AS n FROM tilth_publication") == [{"n": 0}]


def test_a_missing_night_and_a_database_without_tables_are_refused(
    database: str, postgres: str, tmp_path: Path
) -> None:
    lake = lakes.write(tmp_path, lakes.bank(customers=2))
    with pytest.raises(Refused, match="run it first"):
        publish(database, lake, day=dt.date(2026, 4, 1))
    with pytest.raises(Refused, match="tilth init"):
        publish(postgres, lake)


def test_an_unreachable_database_is_one_sentence(tmp_path: Path) -> None:
    lake = lakes.write(tmp_path, lakes.bank(customers=2))
    with pytest.raises(TilthError, match="Publishing 2026-03-31 failed") as told:
        publish(f"postgresql://nobody@/nothing?host={tmp_path}", lake)
    assert "\n" not in str(told.value)


def test_a_reader_in_the_middle_of_an_old_page_is_not_cut_off(database: str, tmp_path: Path) -> None:
    first = publish(database, lakes.write(tmp_path, lakes.bank(customers=4)))
    with psycopg.connect(database) as reader:
        count = f"SELECT count(*) FROM published_customer WHERE generation = {first}"
        assert reader.execute(count).fetchone() == (4,)
        publish(database, lakes.write(tmp_path, lakes.bank(customers=5, seed=1)))
        assert reader.execute(count).fetchone() == (4,)


def test_a_reader_who_stays_for_ever_does_not_stop_the_nights(
    database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "_PATIENCE", "500ms")
    first = publish(database, lakes.write(tmp_path, lakes.bank(customers=4)))
    with psycopg.connect(database) as reader:
        reader.execute("SELECT count(*) FROM published_customer")
        for seed in (1, 2, 3):
            last = publish(database, lakes.write(tmp_path, lakes.bank(customers=4, seed=seed)))
        assert first in partitions(database)
    assert publish(database, lakes.write(tmp_path, lakes.bank(customers=4, seed=5))) > last
    assert len(partitions(database)) == 2


def test_an_unknown_name_of_a_currency_is_noticed(database: str, tmp_path: Path) -> None:
    night = lakes.bank(customers=2)
    night["marts.rates"] = []
    with pytest.raises(TilthError, match="Publishing 2026-03-31 failed"):
        publish(database, lakes.write(tmp_path, night))


def test_rows_that_postgres_cannot_hold_stop_the_night_with_a_sentence(database: str, tmp_path: Path) -> None:
    lake = lakes.write(tmp_path, lakes.bank(customers=2))
    path = lake.path(Area.MARTS, "events", lakes.DAY)
    broken = pa.concat_tables([parquet_rows(path), parquet_rows(path)])
    path.unlink()
    parquet.write_table(path, broken)
    with pytest.raises(TilthError, match="duplicat"):
        publish(database, lake)


def parquet_rows(path: Path) -> pa.Table:
    return pq.read_table(path, partitioning=None)


def test_a_run_that_waited_puts_no_older_night_over_a_newer_one(database: str, tmp_path: Path) -> None:
    newer = lakes.DAY + dt.timedelta(days=1)
    first = lakes.write(tmp_path / "first", lakes.bank(customers=5))
    second = lakes.write(tmp_path / "second", lakes.bank(customers=5, day=newer), day=newer)
    waiting: list[Future[int]] = []

    def begin(step: str, _seconds: float) -> None:
        """While the newer night is on its way: another run comes for the older one, and waits."""
        if step == "load":
            waiting.append(pool.submit(publish, database, first))
            _wait(database)

    with ThreadPoolExecutor(1) as pool:
        report = {"business_date": newer.isoformat()}
        shown = publish(database, second, day=newer, report=report, on_step=begin)
        with pytest.raises(
            publishing.Overtaken, match=f"{lakes.DAY} is not published: .* show {newer} already"
        ):
            waiting[0].result()
    assert ask(database, "SELECT current_id FROM tilth_publication") == [{"current_id": shown}]


def test_a_run_that_waited_leaves_a_night_made_anew_to_who_made_it(database: str, tmp_path: Path) -> None:
    lake = lakes.write(tmp_path, lakes.bank(customers=5))
    with ThreadPoolExecutor(1) as pool, publishing.alone(database):
        waiting = pool.submit(publish, database, lake)
        _wait(database)
        with lake.draft() as draft:
            draft.recompute(lakes.DAY)
            draft.record(Night(business_date=lakes.DAY, feed_digest="another", playbook_version="test"))
            draft.commit()
    with pytest.raises(publishing.Overtaken, match="made that night anew"):
        waiting.result()
    assert ask(database, "SELECT current_id FROM tilth_publication") == []


def _wait(url: str) -> None:
    """Return once a publisher waits for another."""
    while not ask(url, "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"):
        time.sleep(0.02)
