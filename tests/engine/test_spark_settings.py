"""The settings that a cluster begins with: sized by the bank, and shown on the operations page as printed."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tilth.engine.sessions import sizing
from tilth.engine.sessions.rendering import Size
from tilth.jobs.cli import cli

PAGE = Path(__file__).resolve().parents[2] / "docs/how-to/spark.md"
_SHOWN = re.compile(r"tilth (night spark-settings [^\n]*)\n```\n\n```properties\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize(
    ("customers", "cores", "partitions", "executors"),
    [
        (1, 1, 4, (1, 1)),
        (4_000, 6, 6, (3, 2)),
        (100_000, 2, 4, (1, 2)),
        (100_001, 2, 6, (1, 2)),
        (10_000_000, 16, 400, (4, 4)),
        (10_000_000, 7, 406, (7, 1)),
    ],
)
def test_every_core_has_as_many_partitions_and_no_partition_too_many_customers(
    customers: int, cores: int, partitions: int, executors: tuple[int, int]
) -> None:
    size = Size(customers=customers, cores=cores)
    assert (size.partitions, size.executors) == (partitions, executors)
    assert customers / size.partitions <= 25_000


def test_the_page_shows_what_the_command_prints() -> None:
    shown = _SHOWN.findall(PAGE.read_text("utf-8"))
    assert [re.findall(r"--on (\w+)", words)[0] for words, _ in shown] == ["standalone", "yarn", "kubernetes"]
    for words, text in shown:
        assert CliRunner().invoke(cli, words.split(), catch_exceptions=False).output == text


def test_the_page_shows_the_sizes_that_the_command_prints() -> None:
    printed = CliRunner().invoke(cli, ["night", "spark-sizes"], catch_exceptions=False).output
    assert printed in PAGE.read_text("utf-8")


@pytest.mark.parametrize("customers", sizing.BANKS)
@pytest.mark.parametrize("minutes", [20, 30, 120])
def test_a_night_ends_in_time_on_the_cores_it_is_given_and_not_on_fewer(customers: int, minutes: int) -> None:
    needed = sizing.SPARK.cores(customers, minutes * 60)
    if not needed:
        assert sizing.SPARK.clock(customers, 10**9) > minutes * 60
        return
    assert sizing.SPARK.clock(customers, needed) <= minutes * 60
    assert needed == 4 or sizing.SPARK.clock(customers, needed - 4) > minutes * 60


@pytest.mark.parametrize("machine", [1, 2, 16, 64])
def test_so_many_cores_of_a_cluster_are_as_quick_as_one_machine(machine: int) -> None:
    bank, needed = 10**12, sizing.as_quick_as(machine)
    one = sizing.DUCKDB.clock(bank, machine)
    if not needed:
        assert sizing.SPARK.clock(bank, 10**9) > one
        return
    assert sizing.SPARK.clock(bank, needed) <= one * 1.0001
    assert sizing.SPARK.clock(bank, needed - 1) > one * 0.9999
