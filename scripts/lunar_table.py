"""Regenerate `tilth/kernel/lunar_table.py` from lunar-python: `python scripts/lunar_table.py`.

One whole number per lunar year, lowest bits first: 13 bits with the lengths of its months in order
(1 = 30 days), 4 bits with the leap month (0 = none), the rest the days from 1 January to its new year.
"""

from datetime import date
from pathlib import Path

from lunar_python import Lunar, LunarYear

FIRST, LAST = 1900, 2100
TARGET = Path(__file__).parents[1] / "src" / "tilth" / "kernel" / "lunar_table.py"
HEAD = '''"""The Chinese lunar years 1900-2100, one whole number each; made by `scripts/lunar_table.py`."""

FIRST_YEAR = 1900
# fmt: off
YEARS = (
'''


def code(year: int) -> int:
    """Return the number that describes one lunar year."""
    months = LunarYear.fromYear(year).getMonthsInYear()
    lengths = sum((month.getDayCount() == 30) << index for index, month in enumerate(months))
    leap = next((-month.getMonth() for month in months if month.getMonth() < 0), 0)
    return lengths | leap << 13 | _new_year_offset(year) << 17


def _new_year_offset(year: int) -> int:
    solar = Lunar.fromYmd(year, 1, 1).getSolar()
    return (date(solar.getYear(), solar.getMonth(), solar.getDay()) - date(year, 1, 1)).days


def main() -> None:
    """Write the table, ten years a line."""
    codes = [f"0x{code(year):06X}" for year in range(FIRST, LAST + 1)]
    lines = ["    " + ", ".join(codes[at : at + 10]) + ",\n" for at in range(0, len(codes), 10)]
    TARGET.write_text(HEAD + "".join(lines) + ")\n", "utf-8")


if __name__ == "__main__":
    main()
