"""The lines of the operators' page that run a night, run as they stand there but for their places."""

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from spark.towns import Town, ended, misses

if TYPE_CHECKING:
    from bench.spark_cluster import Cluster

pytestmark = pytest.mark.spark

PAGE = Path(__file__).resolve().parents[2] / "docs/how-to/spark.md"
NIGHT = re.compile(r"^\.venv/bin/tilth (nightly .*)$", re.MULTILINE)
SETTINGS = re.compile(r"```toml\n(.*?)```", re.DOTALL)
MASTER = re.compile(r"spark://10\.0\.0\.7:7077")


def _placed(text: str, town: Town, master: str) -> str:
    """Put this machine's places into a text of the page."""
    text = MASTER.sub(master, text)
    for shown, own in (
        ("/shared/bank", town.data),
        ("/shared/spill", town.spill),
        ("feeds/2026-11-20", town.feeds[1]),
    ):
        text = text.replace(shown, str(own))
    return text


@pytest.mark.parametrize("named", ["on the line", "in bank.toml"])
def test_the_page_s_line_computes_the_night(
    old_town: Town, usual: Town, spark_cluster: "Cluster", named: str
) -> None:
    spark_cluster.settle()
    page = PAGE.read_text("utf-8")
    (line,) = NIGHT.findall(page)
    words = shlex.split(_placed(line, old_town, spark_cluster.place))
    if named == "in bank.toml":
        (settings,) = SETTINGS.findall(page)
        with (old_town.data / "bank.toml").open("a", encoding="utf-8") as file:
            file.write("\n" + _placed(settings, old_town, spark_cluster.place))
        words = [*words[:3], words[-1]]  # the command, its data folder, and the feed
    assert ended(old_town.start(*words)) == (0, "")
    tables, lines = misses(old_town, usual)
    print(f"FIGURE spark: the page's night, named {named}: {tables} files, {len(lines)} differ")
    assert tables
    assert not lines, "\n".join(lines[:20])
