"""`tilth mart`: one mart of one night, on standard output (contract §4)."""

import datetime as dt
import json
import sys
from pathlib import Path

import click
import pyarrow as pa
import pyarrow.csv as pc
import pyarrow.parquet as pq

from tilth.jobs.cli import data_option
from tilth.kernel.errors import Refused
from tilth.lake.layout import Area
from tilth.lake.store import Lake
from tilth.ports import marts


@click.command()
@click.argument("name")
@data_option
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="Business date; the newest if left out."
)
@click.option(
    "--format", "form", type=click.Choice(["csv", "json", "parquet"]), default="csv", show_default=True
)
def mart(name: str, data: Path, day: dt.datetime | None, form: str) -> None:
    """Print mart NAME of one night to standard output."""
    path = _find(Lake(data), name, day.date() if day else None)
    if form == "parquet":
        sys.stdout.buffer.write(path.read_bytes())
        return
    writer = _csv if form == "csv" else _json
    writer(pq.read_table(path, page_checksum_verification=True))


def _find(lake: Lake, name: str, day: dt.date | None) -> Path:
    if name not in marts.BY_NAME:
        names = ", ".join(marts.BY_NAME)
        raise Refused(f"There is no mart {name}; the marts are {names}.")
    nights = [night.business_date for night in lake.nights]
    if not nights:
        raise Refused(f"{lake.data} holds no night yet: run `tilth nightly` first.")
    wanted = day or nights[-1]
    if wanted not in nights:
        raise Refused(f"{lake.data} holds no night {wanted}; it has {nights[0]} to {nights[-1]}.")
    return lake.path(Area.MARTS, name, wanted)


def _csv(table: pa.Table) -> None:
    """Write RFC 4180 CSV; a list becomes its values joined by `|`."""
    columns = [
        pa.array([None if cell is None else "|".join(cell) for cell in column.to_pylist()], pa.string())
        if pa.types.is_list(column.type)
        else column
        for column in table.columns
    ]
    plain = pa.table(columns, names=table.column_names)
    pc.write_csv(plain, sys.stdout.buffer, pc.WriteOptions(quoting_style="needed"))


def _json(table: pa.Table) -> None:
    """Write one JSON object a line; dates and decimals as text."""
    for batch in table.to_batches():
        for row in batch.to_pylist():
            sys.stdout.write(json.dumps(row, default=str, ensure_ascii=False) + "\n")
