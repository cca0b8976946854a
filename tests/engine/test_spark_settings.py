"""The settings that a cluster begins with: sized by the bank, and shown on the operations page as printed."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

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
