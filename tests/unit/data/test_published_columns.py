"""The published tables hold every column of their marts in the lake's types, and the load fills them all."""

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.contrib.postgres.fields import ArrayField
from django.db import models as fields

from support import lakes
from tilth.connectors.warehouse import source, tables
from tilth.connectors.warehouse.source import Source
from tilth.data import models
from tilth.ports import feed, marts
from tilth.ports.schema import Kind, Table

KINDS: dict[Kind, type[fields.Field]] = {
    Kind.TEXT: fields.TextField,
    Kind.KEY: fields.TextField,
    Kind.DATE: fields.DateField,
    Kind.MONEY: fields.DecimalField,
    Kind.RATIO: fields.FloatField,
    Kind.INTEGER: fields.BigIntegerField,
    Kind.BOOLEAN: fields.BooleanField,
    Kind.TEXTS: ArrayField,
    Kind.JSON: fields.JSONField,
}
SOURCES = {
    models.PublishedCustomer: marts.CUSTOMERS,
    models.PublishedEvent: marts.EVENTS,
    models.PublishedSignal: marts.SIGNALS,
    models.PublishedListEntry: marts.CALL_LIST,
    models.PublishedCallValue: marts.BY_NAME["call_values"],
    models.PublishedBook: marts.BOOK,
    models.PublishedBranchTotal: marts.BRANCH,
    models.PublishedStaff: feed.BY_NAME["staff"],
    models.PublishedBranch: feed.BY_NAME["branches"],
}
BY_TABLE = {
    model._meta.db_table: model
    for model in (*SOURCES, models.PublishedHolding, models.PublishedRelation, models.PublishedProduct)
}

STAY = {"customers": {"elsewhere", "asset_share"}}
"""Mart → columns made of what people told: pages read the profile itself, as far as its reader may."""


@pytest.mark.parametrize(("model", "table"), SOURCES.items(), ids=lambda given: getattr(given, "name", ""))
def test_every_column_of_the_lake_is_published_in_its_type(model: type[fields.Model], table: Table) -> None:
    held = {field.name for field in model._meta.get_fields()}
    stay = STAY.get(table.name, set())
    assert stay.isdisjoint(held)
    for column in (one for one in table.columns if one.name not in stay):
        field = model._meta.get_field(column.name)
        assert isinstance(field, KINDS[column.kind]), column.name
        assert field.null is not column.required, column.name


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Source]:
    """A small night, opened."""
    lake = lakes.write(tmp_path_factory.mktemp("data"), lakes.bank(customers=3))
    values = {"generation": 7, "day": lakes.DAY, "base": "CNY"}
    opened = Source(source.paths(lake, lakes.DAY), values=values)
    yield opened
    opened.close()


@pytest.mark.parametrize("table", tables.TABLES, ids=lambda table: table.name)
def test_the_load_brings_every_column_and_no_other(reader: Source, table: tables.Published) -> None:
    with reader.batches(table) as batches:
        schema: pa.Schema = batches.schema
    model = BY_TABLE[table.name]
    columns = {field.column for field in model._meta.concrete_fields}
    assert set(schema.names) == columns
    assert schema.field("generation").type == pa.int32()


def test_the_same_files_have_the_same_fingerprint_and_others_another(tmp_path: Path) -> None:
    prints = []
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        lake = lakes.write(tmp_path / name, lakes.bank(customers=3, seed=seed))
        prints.append(source.fingerprint(source.paths(lake, lakes.DAY)))
    assert prints[0] == prints[1] != prints[2]


def test_the_books_of_a_night_of_an_earlier_version_are_loaded_without_what_it_did_not_count(
    tmp_path: Path,
) -> None:
    night = lakes.bank(customers=3) | {"marts.book": [{"rm_id": "R1", "branch_id": "B1", "customers": 3}]}
    lake = lakes.write(tmp_path, night)
    found = source.paths(lake, lakes.DAY)
    later = ["reachable", "without_consent", "without_number"]
    older = pq.read_table(found["mart_book"], partitioning=None).drop_columns(later)
    found["mart_book"] = tmp_path / "book.parquet"
    pq.write_table(older, found["mart_book"])
    reader = Source(found, values={"generation": 7, "day": lakes.DAY, "base": "CNY"})
    try:
        with reader.batches(tables.BOOKS) as batches:
            [row] = batches.read_all().to_pylist()
    finally:
        reader.close()
    assert (row["rm_id"], row["customers"]) == ("R1", 3)
    assert [row[name] for name in later] == [None, None, None]


def test_the_account_of_care_lies_beside_the_customer_and_nobody_else_has_one(tmp_path: Path) -> None:
    account = {
        "customer_id": "C000001",
        "begun_on": lakes.DAY,
        "since_on": lakes.DAY,
        "created": 3,
        "paid": 1,
    }
    account |= dict.fromkeys(("waived_longer", "waived_corrected", "waived_stopped"), 0)
    account |= {"waived_wished": 0, "waived_died": 0, "waived_closed": 0, "waived_missed": 1, "carried": 1}
    lake = lakes.write(tmp_path, lakes.bank(customers=3) | {"marts.care_debt": [account]})
    values = {"generation": 7, "day": lakes.DAY, "base": "CNY"}
    reader = Source(source.paths(lake, lakes.DAY), values=values)
    try:
        with reader.batches(tables.CUSTOMERS) as batches:
            rows = {row["customer_id"]: row for row in batches.read_all().to_pylist()}
        counted = reader.figures(tables.CUSTOMERS)[-1]
    finally:
        reader.close()
    told = ("care_begun_on", "care_created", "care_paid", "care_missed", "care_wished", "care_carried")
    assert [rows["C000001"][name] for name in told] == [lakes.DAY, 3, 1, 1, 0, 1]
    assert [rows["C000000"][name] for name in told] == [None] * len(told)
    assert counted == 1
