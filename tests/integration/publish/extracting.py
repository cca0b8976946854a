"""Extracts of the database under test as rows, and moments of the month that they are about."""

import datetime as dt
from pathlib import Path

import pyarrow.parquet as pq
from django.db import connection

from tilth.connectors.warehouse.extract import extract
from tilth.lake.arrow import arrow_schema
from tilth.policy.playbook.loading import default
from tilth.policy.subjects.detail import DetailRules
from tilth.ports import operational

D = dt.date(2026, 3, 31)


def extracted(tmp_path: Path, day: dt.date = D) -> dict[str, list[dict]]:
    settings = connection.settings_dict
    url = f"postgresql://{settings['USER']}@/{settings['NAME']}?host={settings['HOST']}"
    items = default().of(DetailRules).items
    extract(url=url, day=day, items=items, out=lambda table: tmp_path / f"{table}.parquet")
    tables = {table.name: pq.read_table(tmp_path / f"{table.name}.parquet") for table in operational.TABLES}
    for name, table in tables.items():
        assert table.schema == arrow_schema(operational.BY_NAME[name])
    return {name: table.to_pylist() for name, table in tables.items()}


def at(day: int, hour: int) -> dt.datetime:
    return dt.datetime(2026, 3, day, hour, tzinfo=dt.timezone(dt.timedelta(hours=8)))
