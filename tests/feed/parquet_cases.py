"""The hostile feeds of Parquet: types, values only a typed column can hold, damaged or misplaced files."""

import datetime as dt
import shutil
import zipfile
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from feed.case import Case
from feed.samples import Feed


def column(table: str, name: str, change: Callable[[Any], Any]) -> Callable[[Feed], None]:
    """Replace one column by what `change` makes of it, types included, and seal."""

    def bend(feed: Feed) -> None:
        data = pq.read_table(feed.file(table))
        pq.write_table(
            data.set_column(data.column_names.index(name), name, change(data[name])), feed.file(table)
        )
        feed.seal()

    return bend


def one(value: object, row: int, kind: pa.DataType) -> Callable[[Any], Any]:
    """Put one value into a column of another type."""

    def change(values: Any) -> Any:
        items = values.cast(kind).to_pylist() if pa.types.is_floating(kind) else values.to_pylist()
        items[row - 1] = value
        return pa.array(items, kind)

    return change


def without(table: str, name: str) -> Callable[[Feed], None]:
    def bend(feed: Feed) -> None:
        pq.write_table(pq.read_table(feed.file(table)).drop_columns([name]), feed.file(table))
        feed.seal()

    return bend


def appended(table: str, names: list[str]) -> Callable[[Feed], None]:
    """Append null columns with these names."""

    def bend(feed: Feed) -> None:
        data = pq.read_table(feed.file(table))
        for name in names:
            data = data.append_column(name, pa.nulls(data.num_rows, pa.string()))
        pq.write_table(data, feed.file(table))
        feed.seal()

    return bend


def damaged(change: Callable[[bytes], bytes]) -> Callable[[Feed], None]:
    """Damage holdings.parquet and make the manifest fit it, as a broken writer would."""

    def bend(feed: Feed) -> None:
        feed.bytes_of("holdings", change, seal=False)
        feed.reseal_blindly("holdings")

    return bend


def garbage(data: bytes) -> bytes:
    """Keep the magic and fill the file with something else."""
    return b"PAR1" + bytes(range(256)) * 8 + data[-8:]


def second_file(feed: Feed) -> None:
    (feed.folder / "holdings.csv").write_text("holding_id\n", "utf-8")


def old_part(feed: Feed) -> None:
    shutil.copy(feed.file("holdings"), feed.folder / "prices.csv.gz")


def link(feed: Feed) -> None:
    elsewhere = feed.root / "elsewhere.parquet"
    feed.file("holdings").rename(elsewhere)
    feed.file("holdings").symlink_to(elsewhere)


def entry(**facts: object) -> Callable[[Feed], None]:
    return lambda feed: feed.declare("holdings", **facts)


def other_ending(feed: Feed) -> None:
    feed.file("holdings").rename(feed.folder / "holdings.xlsx")
    feed.declare("holdings", file="holdings.xlsx")


def csv_inside(feed: Feed) -> None:
    damaged(lambda _: b"holding_id,customer_id\n")(feed)


def workbook(table: str) -> Callable[[Feed], None]:
    """Put a workbook's bytes under a table file's name."""

    def bend(feed: Feed) -> None:
        with zipfile.ZipFile(feed.file(table), "w", zipfile.ZIP_DEFLATED) as archive:
            sheet = zipfile.ZipInfo(
                "xl/worksheets/sheet1.xml"
            )  # of 1980: an hour may hold the byte of a new line
            archive.writestr(sheet, "<row><c><v>110101199003071234</v></c></row>" * 99)
        feed.reseal_blindly(table)

    return bend


def null_columns(feed: Feed) -> None:
    """Deliver null-typed and dictionary columns, doubles for rates, 32-bit integers: nothing is lost."""
    column("products", "risk_level", lambda values: pa.nulls(len(values)))(feed)
    column("products", "term_days", lambda values: values.cast(pa.int32()))(feed)
    column("products", "category", lambda values: values.dictionary_encode())(feed)
    column("holdings", "rate", lambda values: values.cast(pa.float64()))(feed)
    column("holdings", "balance", lambda values: values.cast(pa.decimal128(38, 10)))(feed)
    column("transactions", "at", lambda values: values.cast(pa.timestamp("ns")))(feed)


def in_utc(values: Any) -> Any:
    """Return the same moments with a zone: 09:01 in Shanghai is 01:01 in UTC."""
    moments = [item.replace(tzinfo=dt.timezone(dt.timedelta(hours=8))) for item in values.to_pylist()]
    return pa.array(moments, pa.timestamp("us", "UTC"))


def aside(name: str, number: int, bend: Callable[[Feed], None], column_name: str, code: str) -> Case:
    """Return a case in which holding H20, to which nothing points, is set aside."""
    return Case(
        number=number,
        name=name,
        form="parquet",
        files=bend,
        faults=(("holdings", 20, column_name, code),),
        gone={"holdings": ("H20",)},
    )


def rate_left_out(name: str, number: int, bend: Callable[[Feed], None], code: str) -> Case:
    """Return a case in which the rate of holding H20 is left out, and nothing else (A24)."""
    return Case(
        number=number,
        name=name,
        form="parquet",
        files=bend,
        faults=(("holdings", 20, "rate", f"{code}_left_out"),),
        values={("holdings", "H20", "rate"): None},
    )


def refusal(number: int, name: str, bend: Callable[[Feed], None], *parts: str) -> Case:
    return Case(number=number, name=name, form="parquet", files=bend, refused=parts)


NUMBERS = pa.decimal128(24, 3)
PARQUET = (
    refusal(
        7,
        "required column missing",
        without("holdings", "balance"),
        "holdings.parquet",
        "required column balance is missing",
        "deliver",
    ),
    Case(
        number=8,
        name="extra column",
        form="parquet",
        files=appended("branches", ["extra"]),
        finding="kept out: extra",
    ),
    refusal(
        10,
        "column twice",
        appended("branches", ["city"]),
        "branches.parquet",
        "'city' stands twice",
        "leave one",
    ),
    aside(
        "NUL in a key",
        19,
        column("holdings", "holding_id", one("H\0", 20, pa.string())),
        "holding_id",
        "bad_key",
    ),
    aside(
        "negative balance of a fund",
        27,
        column("holdings", "balance", one(Decimal(-1), 20, pa.decimal128(18, 2))),
        "balance",
        "negative_balance",
    ),
    aside(
        "three decimal places",
        28,
        column("holdings", "balance", one(Decimal("1.005"), 20, NUMBERS)),
        "balance",
        "too_many_places",
    ),
    rate_left_out(
        "NaN as a rate",
        30,
        column("holdings", "rate", one(float("nan"), 20, pa.float64())),
        "not_a_number",
    ),
    rate_left_out(
        "infinity as a rate",
        30,
        column("holdings", "rate", one(float("inf"), 20, pa.float64())),
        "not_a_number",
    ),
    rate_left_out(
        "rate beyond the column",
        31,
        column("holdings", "rate", one(1e6, 20, pa.float64())),
        "too_large",
    ),
    aside(
        "ten trillion",
        31,
        column("holdings", "balance", one(Decimal(10) ** 13, 20, pa.decimal128(24, 2))),
        "balance",
        "too_large",
    ),
    aside(
        "empty text where required",
        33,
        column("holdings", "holding_id", one("", 20, pa.string())),
        "holding_id",
        "missing",
    ),
    aside(
        "opened after the business date",
        34,
        column("holdings", "opened_on", one(dt.date(2026, 11, 21), 20, pa.date32())),
        "opened_on",
        "future_date",
    ),
    aside(
        "year 90",
        39,
        column("holdings", "opened_on", one(dt.date(90, 3, 8), 20, pa.date32())),
        "opened_on",
        "date_out_of_range",
    ),
    refusal(
        32,
        "money as a double",
        column("holdings", "balance", lambda values: values.cast(pa.float64())),
        "holdings.parquet",
        "column balance is double",
        "a decimal",
        "write the column",
    ),
    refusal(
        41,
        "date as a timestamp",
        column("holdings", "opened_on", lambda values: values.cast(pa.timestamp("us"))),
        "holdings.parquet",
        "column opened_on is timestamp",
        "a date",
    ),
    refusal(
        41,
        "date as text",
        column("holdings", "opened_on", lambda values: values.cast(pa.string())),
        "holdings.parquet",
        "column opened_on is string",
        "a date",
    ),
    refusal(
        44,
        "identity number as a double",
        column("customers", "id_number", lambda values: pa.array([1.1e17] * len(values))),
        "customers.parquet",
        "column id_number is double",
        "a string",
    ),
    refusal(
        50,
        "ten thousand columns",
        appended("branches", [f"c{n}" for n in range(1_200)]),
        "branches.parquet",
        "1,205 columns",
        "deliver the contract's columns",
    ),
    Case(number=63, name="types that convert without loss", form="parquet", files=null_columns),
    Case(
        number=63, name="timestamps with a zone", form="parquet", files=column("transactions", "at", in_utc)
    ),
    refusal(
        61,
        "truncated",
        damaged(lambda data: data[: len(data) // 2]),
        "holdings.parquet",
        "not a whole Parquet file",
        "send it again",
    ),
    refusal(
        61, "zero bytes", damaged(lambda _: b""), "holdings.parquet", "is empty", "deliver the whole table"
    ),
    refusal(
        61,
        "wrong magic",
        damaged(lambda data: b"XXXX" + data[4:-4] + b"XXXX"),
        "holdings.parquet",
        "not a whole Parquet file",
        "send it again",
    ),
    refusal(
        61,
        "footer over garbage",
        damaged(garbage),
        "holdings.parquet",
        "not a whole Parquet file",
        "send it again",
    ),
    refusal(61, "CSV inside", csv_inside, "holdings.parquet", "not a whole Parquet file", "send it again"),
    refusal(
        61,
        "a page of zeros",
        damaged(lambda data: data[:40] + bytes(200) + data[240:]),
        "holdings.parquet",
        "not a whole Parquet file",
        "send it again",
    ),
    refusal(
        61,
        "damaged after sealing",
        lambda feed: feed.bytes_of("holdings", lambda data: data[:-1] + b"X", seal=False),
        "holdings.parquet",
        "sha256",
        "send it again",
    ),
    refusal(
        63,
        "file missing",
        lambda feed: feed.file("holdings").unlink(),
        "holdings.parquet",
        "is not there",
        "deliver it",
    ),
    refusal(63, "two files for one table", second_file, "holdings.csv", "holdings.parquet", "leave one"),
    refusal(
        63,
        "file that the manifest does not list",
        lambda feed: feed.state(
            feed.manifest | {"tables": {k: v for k, v in feed.manifest["tables"].items() if k != "prices"}}
        ),
        "does not list prices.parquet",
        "seal the feed again",
    ),
    refusal(63, "old part beside the new", old_part, "prices.csv.gz", "prices.parquet", "leave one"),
    refusal(
        63, "fewer rows than stated", entry(rows=25), "24 rows but manifest.json says 25", "send it again"
    ),
    refusal(54, "link", link, "holdings.parquet", "not a plain file", "deliver the file itself"),
    refusal(54, "path out of the folder", entry(file="../holdings.parquet"), "table holdings", "same folder"),
    refusal(54, "absolute path", entry(file="/etc/holdings.parquet"), "table holdings", "same folder"),
    refusal(
        54,
        "another ending",
        other_ending,
        "table holdings",
        "holdings.parquet, holdings.csv or holdings.csv.gz",
    ),
    refusal(58, "workbook renamed", workbook("staff"), "staff.parquet", "not a whole Parquet file"),
    Case(number=58, name="workbook renamed", files=workbook("staff"), refused=("staff.csv", "line 1")),
)
