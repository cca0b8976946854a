"""Damage: flipped bits, broken gzip, files that change under the reader, bytes mutated at random."""

import csv
import datetime as dt
import gzip
import random
import unicodedata
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from feed.samples import BANK, Feed, as_csv, good_rows, take
from tilth.connectors.core_banking import acceptance
from tilth.connectors.core_banking.manifest import FeedFile
from tilth.connectors.core_banking.reading import csv_reader, parquet_reader
from tilth.connectors.core_banking.rules import keys
from tilth.kernel.errors import Refused
from tilth.ports.feed import BY_NAME
from tilth.ports.schema import Column, Kind

FLIPS = 1_000


def test_every_flipped_bit_of_a_parquet_feed_is_refused(tmp_path: Path) -> None:
    feed = Feed(tmp_path, form="parquet")
    feed.write()
    acceptance.digest(feed.folder, bank=BANK)
    files = sorted(feed.folder.glob("*.parquet"))
    whole = {path: path.read_bytes() for path in files}
    chance = random.Random(20261120)
    refused = 0
    for _ in range(FLIPS):
        path = chance.choice(files)
        bent = bytearray(whole[path])
        bit = chance.randrange(len(bent) * 8)
        bent[bit // 8] ^= 1 << bit % 8
        path.write_bytes(bent)
        with pytest.raises(Refused, match="does not match its sha256"):
            acceptance.digest(feed.folder, bank=BANK)
        path.write_bytes(whole[path])
        refused += 1
    assert refused == FLIPS
    acceptance.digest(feed.folder, bank=BANK)


def test_flipped_bits_that_the_manifest_hides_never_crash_the_reader(tmp_path: Path) -> None:
    feed = Feed(tmp_path, form="parquet")
    feed.write()
    path = feed.file("holdings")
    whole = path.read_bytes()
    chance = random.Random(7)
    answers = {"refused": 0, "read": 0}
    for _ in range(300):
        bent = bytearray(whole)
        bit = chance.randrange(len(bent) * 8)
        bent[bit // 8] ^= 1 << bit % 8
        path.write_bytes(bent)
        file = FeedFile(table="holdings", path=path, size=len(bent), sha256="", rows=24)
        try:
            rows = parquet_reader.read(file, BY_NAME["holdings"]).read
        except Refused:
            answers["refused"] += 1
        else:
            assert rows == 24
            answers["read"] += 1
    assert answers["refused"] > answers["read"]


def test_truncated_gzip_is_refused(tmp_path: Path) -> None:
    feed = Feed(tmp_path, form="csv.gz")
    feed.write()
    feed.bytes_of("holdings", lambda data: data[:-20], seal=False)
    feed.reseal_blindly("holdings")
    with pytest.raises(Refused, match=r"holdings.csv.gz is not a whole gzip file .* send it again"):
        take(feed, tmp_path)


def test_gzip_with_a_wrong_checksum_is_refused(tmp_path: Path) -> None:
    feed = Feed(tmp_path, form="csv.gz")
    feed.write()
    feed.bytes_of("holdings", lambda data: data[:-8] + bytes(8), seal=False)
    feed.reseal_blindly("holdings")
    with pytest.raises(Refused, match="is not a whole gzip file"):
        take(feed, tmp_path)


def test_gzip_bomb_is_refused(tmp_path: Path) -> None:
    feed = Feed(tmp_path, form="csv.gz")
    feed.write()
    bomb = as_csv(good_rows()["holdings"], "holdings").encode() + b"H99,C01\n" * 2_000_000
    feed.bytes_of("holdings", lambda _: gzip.compress(bomb, mtime=0), seal=False)
    feed.reseal_blindly("holdings")
    with pytest.raises(Refused, match=r"holdings.csv.gz unpacks to more than 100 times its size"):
        take(feed, tmp_path)


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_file_that_changes_while_it_is_read_is_refused(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed = Feed(tmp_path, form=form)
    feed.write()
    reader = csv_reader if form == "csv" else parquet_reader
    read = reader.read

    def read_and_be_overwritten(file: FeedFile, *rest, **more):
        sheet = read(file, *rest, **more)
        with file.path.open("ab") as end:
            end.write(b"x")
        return sheet

    monkeypatch.setattr(reader, "read", read_and_be_overwritten)
    with pytest.raises(Refused, match=rf"branches.{form} changed while it was read"):
        take(feed, tmp_path)


PIECES = st.sampled_from(
    [
        b",",
        b'"',
        b'""',
        b"\n",
        b"\r",
        b"\r\n",
        b"\0",
        b"\xff",
        b"\xc3",
        b"\xef\xbb\xbf",
        b"-",
        b".",
        b"e5",
        b"NaN",
    ]
    + [text.encode() for text in ("０", "，", "\u200b", "张", "1", "9", " ", "2026-02-30", "true", "\\N")]
)
EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.one_of(PIECES, st.binary(max_size=3))), max_size=4
)


@pytest.mark.parametrize("table", ["holdings", "transactions", "products"])
@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(edits=EDITS)
def test_mutated_csv_never_crashes_and_never_changes_a_value(table: str, edits, tmp_path: Path) -> None:
    rows = good_rows()[table]
    data = as_csv(rows, table).encode()
    for place, removed, inserted in edits:
        at = int(place * len(data))
        data = data[:at] + inserted + data[at + removed :]
    path = tmp_path / f"{table}.csv"
    path.write_bytes(data)
    file = FeedFile(table=table, path=path, size=len(data), sha256="", rows=len(rows))
    try:
        sheet = csv_reader.read(file, BY_NAME[table], bad_limit=100)
        keys.normalise(sheet)
    except Refused:
        return
    assert sheet.read == len(rows)
    readings = candidates(data)
    noted = {name for piece in sheet.faults for name in piece["column"].to_pylist()}
    for row in sheet.result().to_pylist():
        assert any(says(reading, row, table, noted) for reading in readings), row


def candidates(data: bytes) -> list[dict[str, str]]:
    """Read the mutated bytes in the plainest way: line by line, and whole with the standard reader."""
    readings = []
    for codec in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        header = next(csv.reader([lines[0]]))
        records = [record for line in lines[1:] for record in csv.reader([line])]
        records += list(csv.reader(text.splitlines(keepends=True)))[1:]
        readings += [
            dict(zip(header, record, strict=True)) for record in records if len(record) == len(header)
        ]
    return readings


def says(reading: dict[str, str], row: dict, table: str, noted: set[str]) -> bool:
    """Say whether a plainly read record means this row; a value that was left out stands in a note."""
    return all(
        means(column, reading.get(column.name, ""), row[column.name])
        or (row[column.name] is None and column.name in noted)
        for column in BY_NAME[table].columns
    )


def means(column: Column, text: str, value: object) -> bool:  # noqa: PLR0911 - one answer per type
    if value is None:
        return text == "" or (column.kind is Kind.KEY and spelled(text) == "")
    try:
        if column.kind in (Kind.MONEY, Kind.QUANTITY, Kind.RATE):
            exact = Decimal(text)
            return exact == value or abs(exact - value) <= Decimal("5e-9")  # type: ignore[operator]
        if column.kind is Kind.DATE:
            return dt.date.fromisoformat(text) == value
        if column.kind is Kind.TIMESTAMP:
            return dt.datetime.fromisoformat(text).replace(tzinfo=None) == value
    except (ValueError, InvalidOperation):
        return False
    if column.kind is Kind.BOOLEAN:
        return {"true": True, "1": True, "false": False, "0": False}.get(text) is value
    if column.kind is Kind.INTEGER:
        return text.isascii() and str(value) == text.lstrip("0")
    return spelled(text) == value if column.kind is Kind.KEY else text == value


def spelled(text: str) -> str:
    """Return a key's one spelling, by Python's own means."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(char for char in plain if unicodedata.category(char) != "Cf").strip()
