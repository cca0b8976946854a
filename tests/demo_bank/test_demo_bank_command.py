"""`tilth bank generate`: business days, equal bytes for equal arguments, both forms of file, refusals."""

import datetime as dt
from pathlib import Path

import pyarrow.csv
import pytest
from click.testing import CliRunner

from demo_bank.conftest import MadeBank, made
from tilth.connectors.demo_bank import Plan, generate
from tilth.jobs.bank import bank
from tilth.kernel.errors import Refused
from tilth.lake.arrow import arrow_schema
from tilth.ports.feed import TABLES


def _bytes(out: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()
    }


def test_equal_arguments_give_equal_bytes_and_another_seed_another_bank(tmp_path: Path) -> None:
    plans = {"one": 9, "same": 9, "other": 10}
    banks = {
        name: _bytes(made(Plan(customers=250, days=2, seed=seed), tmp_path / name).out)
        for name, seed in plans.items()
    }
    assert banks["one"] == banks["same"]
    assert banks["one"].keys() == banks["other"].keys()
    assert banks["one"] != banks["other"]


def test_weekends_and_holidays_have_no_feed_and_makeup_days_have_one(
    weekend_bank: MadeBank, holiday_bank: MadeBank
) -> None:
    assert [folder.name for folder in weekend_bank.feeds] == [
        "2026-11-13",
        "2026-11-16",
        "2026-11-17",
        "2026-11-18",
        "2026-11-19",
        "2026-11-20",
    ]
    assert [folder.name for folder in holiday_bank.feeds] == [
        "2026-09-30",
        "2026-10-08",
        "2026-10-09",
        "2026-10-10",
    ]


def test_a_weekend_is_played_but_its_bookings_come_with_the_next_feed(weekend_bank: MadeBank) -> None:
    monday = weekend_bank.table(dt.date(2026, 11, 16), "transactions")["at"].to_pylist()
    assert {moment.date().day for moment in monday} == {14, 15, 16}


@pytest.mark.parametrize(
    ("plan", "said"),
    [
        ({"customers": 50, "days": 1}, "at least 200"),
        ({"customers": 300, "days": 0}, "at least one business day"),
        ({"customers": 300, "days": 1, "seed": -1}, "whole number from 0"),
    ],
)
def test_impossible_banks_are_refused(plan: dict[str, int], said: str) -> None:
    with pytest.raises(Refused, match=said):
        Plan(**{"seed": 1, **plan})  # type: ignore[arg-type]


def test_a_year_without_a_holiday_calendar_is_refused(tmp_path: Path) -> None:
    plan = Plan(customers=300, days=1, seed=1, until=dt.date(2003, 3, 3))
    with pytest.raises(Refused, match="does not know the year 2003"):
        next(generate(plan, tmp_path / "bank"))


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("kept", "utf-8")
    with pytest.raises(Refused, match="is not empty"):
        next(generate(Plan(customers=300, days=1, seed=1), tmp_path))
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]


def test_csv_says_the_same_as_parquet(tmp_path: Path) -> None:
    arguments = ["generate", "--customers", "250", "--days", "1", "--seed", "4", "--until", "2026-03-16"]
    for form in ("--csv", "--parquet"):
        done = CliRunner().invoke(bank, [*arguments, form, str(tmp_path / form)])
        assert done.exit_code == 0, done.output
        assert done.output.startswith("2026-03-16  customers ")
    parquet = MadeBank(Plan(customers=250, days=1, seed=4), tmp_path / "--parquet")
    for table in TABLES:
        schema = arrow_schema(table)
        text = pyarrow.csv.read_csv(
            tmp_path / "--csv" / "2026-03-16" / f"{table.name}.csv",
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=schema, strings_can_be_null=True, quoted_strings_can_be_null=False
            ),
        )
        assert text.cast(schema).equals(parquet.table(dt.date(2026, 3, 16), table.name)), table.name


def test_the_command_prints_one_line_per_feed(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        bank, ["generate", "--customers", "200", "--days", "2", "--seed", "1", str(tmp_path / "bank")]
    )
    lines = done.output.splitlines()
    assert [line[:10] for line in lines] == ["2026-11-19", "2026-11-20"]
    assert (tmp_path / "bank" / "truth.json").exists()
