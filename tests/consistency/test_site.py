"""The site of docs/ builds strictly, without a network, and shows what the program says today."""

import subprocess
import sys
from pathlib import Path

import pytest

from tilth.jobs.cli import COMMANDS
from web.conftest import script

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site") / "out"
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(out)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return out


def test_the_site_fetches_nothing(site: Path) -> None:
    loads = [
        f"{path.name}: {line.strip()[:90]}"
        for path in site.rglob("*.html")
        for line in path.read_text("utf-8").splitlines()
        if "http" in line and ("<script" in line or "<link" in line or "<img" in line)
    ]
    assert loads == []


def test_every_command_is_in_the_reference(site: Path) -> None:
    text = (site / "reference/commands.html").read_text("utf-8")
    assert [name for name in COMMANDS if f"tilth {name}" not in text] == []


def test_every_rule_has_its_table(site: Path) -> None:
    printed = script("print_rules").pages()
    assert {path.name for path in (site / "rules").glob("*.html")} == {
        name.replace(".md", ".html") for name in printed
    }
