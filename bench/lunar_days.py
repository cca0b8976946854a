"""The Chinese calendar as a table of days, made once and kept as Parquet: a calendar, not a rule."""

import datetime as dt
import os
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tilth.kernel import lunar

OUT = Path(__file__).parent / "out"
FIRST, LAST = dt.date(1900, 1, 31), dt.date(2099, 12, 31)


def table() -> Path:
    """Return the file of day_on, year, month, day and leap of every day; write it where it is missing."""
    path = OUT / "lunar_day.parquet"
    if not path.exists():
        OUT.mkdir(parents=True, exist_ok=True)
        # a name of its own: two processes may make the table at the same time
        aside = path.with_suffix(f".{os.getpid()}.part")
        pq.write_table(_days(), aside)
        aside.replace(path)
    return path


def _days() -> pa.Table:
    days = [FIRST + dt.timedelta(days=n) for n in range((LAST - FIRST).days + 1)]
    moons = [lunar.lunar(day) for day in days]
    columns = {
        "year": [moon.year for moon in moons],
        "month": [moon.month for moon in moons],
        "day": [moon.day for moon in moons],
        "leap": [moon.leap for moon in moons],
    }
    return pa.table({"day_on": pa.array(days, pa.date32()), **columns})
