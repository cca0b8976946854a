"""House rules that a machine can keep: sizes, names, locks, generated pages."""

import ast
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
HARD_STOP = 400
BUILT = {".git", ".venv", "node_modules", "__pycache__", "build", "dist", ".hypothesis", "out"}
SOURCE = {".py", ".html", ".js", ".css", ".toml", ".sql"}


def _tracked() -> list[Path]:
    """Return the repository's files: as Git knows them, or where there is none all but what is built."""
    if shutil.which("git") is None:
        return [path for path in ROOT.rglob("*") if path.is_file() and not BUILT & set(path.parts)]
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [ROOT / name for name in listed if (ROOT / name).is_file()]


TRACKED = _tracked()


def _own_code() -> list[Path]:
    return [
        path
        for path in TRACKED
        if path.suffix in SOURCE and "migrations" not in path.parts and path.name != "lunar_table.py"
    ]


def test_no_file_passes_the_hard_stop() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in _own_code()
        if (lines := len(path.read_text("utf-8").splitlines())) > HARD_STOP
    }
    assert long == {}


def test_a_class_of_the_house_is_drawn_by_one_stylesheet() -> None:
    """Two components of one name would draw each other, on pages that neither was looked at on."""
    drawn: dict[str, set[str]] = {}
    for path in TRACKED:
        if path.suffix == ".css":
            for heads in re.findall(r"(?m)^([.\w][^{}@/]*)\{", path.read_text("utf-8")):
                for one in map(str.strip, heads.split(",")):
                    if re.fullmatch(r"\.t-[\w-]+", one):
                        drawn.setdefault(one, set()).add(path.name)
    assert {one: sorted(files) for one, files in drawn.items() if len(files) > 1} == {}


def test_every_module_and_public_function_says_what_it_is() -> None:
    silent = []
    for path in TRACKED:
        if path.suffix != ".py" or "src" not in path.parts or "migrations" in path.parts:
            continue
        tree = ast.parse(path.read_text("utf-8"))
        if not ast.get_docstring(tree):
            silent.append(path.relative_to(ROOT).as_posix())
    assert silent == []


def test_locks_pin_with_hashes_and_name_no_host() -> None:
    for name in ("runtime.txt", "dev.txt"):
        text = (ROOT / "locks" / name).read_text("utf-8")
        pins = re.findall(r"^[a-z0-9._-]+==\S+.*(?:\n    --hash=\S+.*)*", text, re.MULTILINE)
        assert pins
        assert all("--hash=sha256:" in pin for pin in pins)
        assert "http" not in text
        assert "--index" not in text
    for folder in (".", "bench", "scripts/chromium"):
        node = (ROOT / folder / "package-lock.json").read_text("utf-8")
        assert '"resolved"' not in node
        assert '"integrity"' in node


def test_the_runtime_lock_is_part_of_the_development_lock() -> None:
    def pins(name: str) -> set[str]:
        return set(re.findall(r"^[a-z0-9._-]+==[^\s;]+", (ROOT / "locks" / name).read_text(), re.MULTILINE))

    assert pins("runtime.txt") <= pins("dev.txt")


def test_every_dependency_says_why_it_is_here() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    inside = text.split("dependencies = [", 1)[1].split("\n]", 1)[0]
    lines = [line for line in inside.splitlines() if line.strip().startswith('"')]
    assert lines
    assert [line for line in lines if "#" not in line] == []
    tomllib.loads(text)


def test_no_file_names_a_place_of_one_machine() -> None:
    place = re.compile(r"(?<![\w.])/(?:home|Users|work|root|tmp)/[a-z]")
    found = [
        path.relative_to(ROOT).as_posix()
        for path in TRACKED
        if path.suffix in {*SOURCE, ".md", ".txt", ".json", ".po"} and place.search(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("script", ["print_docs", "print_requirements"])
def test_the_printed_pages_are_current(script: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(ROOT / "scripts"))
    pages = __import__(script).pages()
    stale = [
        path.name for path, text in pages.items() if not path.exists() or path.read_text("utf-8") != text
    ]
    assert stale == [], "run `make docs`"


def test_the_command_answers_help_without_loading_the_house() -> None:
    program = "import sys, tilth.jobs.cli; print(sorted({'django', 'ibis', 'duckdb'} & set(sys.modules)))"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "[]"


def test_only_the_demo_bank_and_the_bench_know_what_was_planted() -> None:
    """A list that read the truth would find it: no other room names the file, nor what writes it."""
    named = re.compile(r"truth\.json|planted")
    knows = {
        path.relative_to(ROOT).as_posix()
        for path in TRACKED
        if path.suffix == ".py" and "src" in path.parts and named.search(path.read_text("utf-8"))
    }
    rooms = ("src/tilth/connectors/demo_bank/", "src/tilth/jobs/demo", "src/tilth/jobs/bank.py")
    assert {path for path in knows if not path.startswith(rooms)} == set()


def test_every_folder_of_tests_is_a_package() -> None:
    """Two files of one name in folders that are none would stop the whole run."""
    folders = {path.parent for path in TRACKED if path.name.startswith("test_") and path.suffix == ".py"}
    bare = [
        folder.relative_to(ROOT).as_posix() for folder in folders if not (folder / "__init__.py").exists()
    ]
    assert sorted(bare) == []
