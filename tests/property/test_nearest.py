"""The nearest type of random people: engine, reference, the pages' reading and the hand-written SQL agree."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bench import night_sql
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reference.nearest import assumed
from reference.segments import age
from tilth.engine.marts import nearest as columns
from tilth.engine.marts import segments
from tilth.engine.sessions import duckdb as sessions
from tilth.engine.staging import details
from tilth.policy import conditions, nearest, playbook
from tilth.policy.playbook import Playbook
from tilth.policy.vocabulary import CATEGORIES

Row = dict[str, Any]
DAY = dt.date(2026, 3, 1)
BITS = {"demand_deposit": 1, "time_deposit": 2, "fx_deposit": 4, "fund": 16, "loan": 1 << 10}
"""The bit of each category that is drawn, as bench/sql has it."""
AMOUNTS = st.sampled_from([Decimal(text) for text in ("0", "0.01", "9999.99", "10000", "316227.77", "3e7")])
NAMES = ("near", "near_distance", "second", "second_distance", "missing")
ANSWERS = ("segment", "segment_distance", "segment_second", "segment_second_distance", "segment_missing")


def _row(
    kind: str, born: dt.date | None, work: tuple[str | None, str | None], held: dict[str, Decimal]
) -> Row:
    """Return one customer with the columns that conditions and traits read."""
    amounts = {category: held.get(category, Decimal(0)) for category in CATEGORIES}
    deposits = sum(amounts[name] for name in ("demand_deposit", "time_deposit", "fx_deposit"))
    aum = deposits + amounts["fund"]
    empty = dict.fromkeys(conditions.COLUMNS)
    return empty | {
        "kind": kind,
        "birth_date": born,
        "age": age(born, DAY),
        "occupation": work[0],
        "employer": work[1],
        "aum": aum,
        "deposit_balance": deposits,
        "time_deposit_share": int(amounts["time_deposit"] * 100) / int(aum * 100) if aum else None,
        "product_count": len(held),
        "familiar": "fund" in held,
        "categories": sorted(held),
        "mask": sum(BITS[name] for name in held),
        **{f"cat_{name}": amount for name, amount in amounts.items()},
    }


PEOPLE = st.builds(
    _row,
    st.sampled_from(("person", "person", "person", "company")),
    st.none()
    | st.dates(dt.date(1930, 1, 1), DAY)
    | st.sampled_from((dt.date(1976, 2, 29), dt.date(1976, 3, 1))),
    st.tuples(st.sampled_from((None, "司机", "医生", "企业主", "退休")), st.sampled_from((None, "某公司"))),
    st.dictionaries(st.sampled_from(tuple(BITS)), AMOUNTS | st.decimals(0, 10**8, places=2), min_size=1),
)
BANKS = st.lists(PEOPLE, min_size=1, max_size=30)
QUIET = [HealthCheck.too_slow, HealthCheck.data_too_large]


def _book(active: str, all_known: tuple[str, ...]) -> Playbook:
    document = playbook.default().model_dump()
    document["segments"]["active"] = active
    document["prototypes"]["all_known"] = all_known
    return Playbook.model_validate(document)


def _ruled(book: Playbook, row: Row) -> str | None:
    scheme = book.segments.scheme
    return next(
        (one.code for one in scheme.segments if conditions.evaluate(one.condition, row) is True), None
    )


def by_reference(book: Playbook, row: Row) -> tuple[Any, ...]:
    if _ruled(book, row) is not None:
        return (None,) * len(ANSWERS)
    found = assumed(book, row)
    return tuple(found[name] for name in ANSWERS)


def by_page(book: Playbook, row: Row) -> tuple[Any, ...]:
    if _ruled(book, row) is not None or not row["familiar"] or row["kind"] != "person":
        return (None,) * len(ANSWERS)
    found = nearest.nearest(book, row)
    both = [(one.segment, one.share) for one in (*found.order[:2],)] + [(None, None)] * 2
    return *both[0], *both[1], found.missing


def by_engine(book: Playbook, rows: Sequence[Row], folder: Path) -> list[tuple[Any, ...]]:
    path = folder / "people.parquet"
    kinds = {"string": pa.string(), "int64": pa.int64(), "float64": pa.float64(), "boolean": pa.bool_()}
    fields = [
        (name, kinds.get(kind, pa.list_(pa.string()) if "array" in kind else pa.decimal128(18, 2)))
        for name, kind in (segments.SCHEMA | details.schema(book)).items()
    ]
    schema = pa.schema([("place", pa.int64()), ("confirmed_segment", pa.string()), *fields])
    known = set(schema.names)
    people = [{"place": n} | {k: v for k, v in row.items() if k in known} for n, row in enumerate(rows)]
    pq.write_table(pa.Table.from_pylist(people, schema=schema), path)
    with sessions.opened(spill=folder, memory="1GB", threads=1) as session:
        table = session.read(path)
        table = session.step("people", table.mutate(ruled=segments.assigned(book, table)))
        found = session.fetch(columns.assumed(session, book, table).order_by("place").select(*NAMES))
    return [tuple(row[name] for name in NAMES) for row in found]


def by_hand(rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    """Return what 41_segments.sql finds, of those whom it gives the nearest type."""
    with duckdb.connect() as con:
        con.execute(f"create temp macro d() as date '{DAY}'; create temp macro p() as cast(null as date)")
        con.execute((night_sql.SQL / "00_playbook.sql").read_text("utf-8"))
        con.execute(
            "create temp table living (customer_id bigint, kind varchar, birth_date date, occupation varchar,"
            " aum decimal(18,2), deposit_balance decimal(18,2), time_deposit decimal(18,2),"
            " product_count bigint, mask bigint, familiar boolean, confirmed varchar, agreed_days bigint,"
            " tier varchar, is_dead boolean, last_contact_on date, opened_on date)"
        )
        names = ("kind", "birth_date", "occupation", "aum", "deposit_balance", "cat_time_deposit")
        names += ("product_count", "mask", "familiar")
        people = [[place, *(row[name] for name in names)] for place, row in enumerate(rows)]
        con.executemany(
            "insert into living select ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, null, 'general', false, null, d()",
            people,
        )
        con.execute((night_sql.SQL / "41_segments.sql").read_text("utf-8"))
        near = f"case when segment_source = 'nearest' then segment end, {', '.join(ANSWERS[1:])}"
        return con.execute(f"select {near} from segmented order by customer_id").fetchall()


@settings(max_examples=12, deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(rows=BANKS)
def test_all_four_readings_of_the_four_types_agree(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Row]
) -> None:
    book = playbook.default()
    wanted = [by_reference(book, row) for row in rows]
    assert [by_page(book, row) for row in rows] == wanted
    assert by_hand(rows) == wanted
    assert by_engine(book, rows, tmp_path_factory.mktemp("near")) == wanted


@pytest.mark.requirement("SEG-20")
@pytest.mark.parametrize("active", ["seven_segments", "six_portraits"])
@settings(max_examples=6, deadline=None, derandomize=True, suppress_health_check=QUIET)
@given(rows=BANKS, all_known=st.booleans())
def test_the_other_schemes_agree(
    tmp_path_factory: pytest.TempPathFactory, active: str, rows: list[Row], *, all_known: bool
) -> None:
    book = _book(active, (active,) if all_known else ())
    wanted = [by_reference(book, row) for row in rows]
    assert [by_page(book, row) for row in rows] == wanted
    assert by_engine(book, rows, tmp_path_factory.mktemp("near")) == wanted


@pytest.mark.requirement("SEG-01", part="companies, to which no type is given")
def test_every_familiar_person_has_one_of_the_four_types() -> None:
    book = playbook.default()
    people = [
        _row("person", born, (None, None), {"fund": Decimal(aum), "time_deposit": Decimal(saved)})
        for born in (None, dt.date(1950, 1, 1), dt.date(2005, 1, 1))
        for aum in ("0", "50000", "5000000")
        for saved in ("0", "50000", "5000000")
    ]
    assert all(_ruled(book, row) or by_reference(book, row)[0] for row in people)
