"""What subjects cost the start of the program: `python -m bench.subjects [--many 30] [--rounds 12]`.

The program is copied twice, once with made-up subjects beside its own: each is the service memo under another
word. Fresh processes of both start as those of `tilth serve` do, and load all addresses. Told is processor
time: of the made-up files and addresses alone, each part as quick as it ever was, and of the whole start.
"""

import argparse
import compileall
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import measure
from bench.measure import ROOT

LIKE = "memo"
WHOLE = "the whole start"
PLACES = {
    "policy": "declarations",
    "data": "models",
    "domain": "acts",
    "web": "addresses of the pages",
    "api": "addresses of programs",
}
"""Room → what it holds of a subject at the start."""
PARTS = ("policy/subjects", "data/models", "domain/records")
_CHILD = """
import builtins, importlib, json, sys, time, warnings
from collections import Counter

warnings.simplefilter("ignore")
took = Counter()


def timed(part, do, *given, **more):
    begun = time.process_time()
    found = do(*given, **more)
    took[part] += time.process_time() - begun
    return found


def watched(load):
    def loaded(name, *rest, **more):
        made = ".made" in name and name not in sys.modules
        return timed(name.split(".")[1], load, name, *rest, **more) if made else load(name, *rest, **more)
    return loaded


builtins.__import__, importlib.import_module = watched(builtins.__import__), watched(importlib.import_module)


def start():
    import tilth.config.wsgi
    from django.urls import get_resolver
    get_resolver().url_patterns


timed("the whole start", start)
from django.urls import resolvers
from tilth.api import main, subjects
from tilth.policy.subjects import SUBJECTS
from tilth.web.subjects import addresses

resolvers._route_to_regex.cache_clear()
made = [one for one in SUBJECTS if one.name.startswith("made")]
timed("web", lambda: [addresses._of(one) for one in made])
timed("api", lambda: [main._address(each) for one in made for each in subjects.endpoints(one)])
print(json.dumps(took))
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=30)
    parser.add_argument("--rounds", type=int, default=12)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        places = {"as it is": Path(folder) / "plain", "with them": Path(folder) / "more"}
        for place in places.values():
            shutil.copytree(ROOT / "src", place, ignore=shutil.ignore_patterns("static", "__pycache__"))
        for number in range(given.many):
            add(places["with them"] / "tilth", f"made{number:02}")
        for place in places.values():
            compileall.compile_dir(place, quiet=2)
        took = dict[str, list[dict[str, float]]]({name: [] for name in places})
        for _ in range(given.rounds):
            for name, place in places.items():
                took[name].append(start(place))
    Console().print(_table(took, given.many))
    Console().print(measure.speed())


def add(program: Path, word: str) -> None:
    """Put a subject of this word beside those of a program's copy."""
    for part in PARTS:
        text = (program / part / f"{LIKE}.py").read_text("utf-8")
        (program / part / f"{word}.py").write_text(_said(text, word), "utf-8")
    for file in ("policy/things.py", "policy/subjects/__init__.py", "data/models/__init__.py"):
        known = (program / file).read_text("utf-8")
        lines = "\n".join(_twice(known.splitlines(), word))
        (program / file).write_text(f"{lines}\n", "utf-8")


def _twice(lines: list[str], word: str) -> Iterator[str]:
    """Yield the lines; what names the memo names the other word beside it."""
    for line in lines:
        if line.startswith("SUBJECTS"):
            yield line.replace(f" {LIKE.upper()},", f" {LIKE.upper()}, {word.upper()},")
            continue
        yield line
        if LIKE in line.lower():
            yield _said(line, word)


def _said(text: str, word: str) -> str:
    cases = (str.lower, str.upper, str.capitalize)
    for case in cases:
        text = text.replace(case(LIKE), case(word))
    return text


def start(place: Path) -> dict[str, float]:
    """Return the processor seconds of a fresh process that loads the program which lies there."""
    environ = {
        **os.environ,
        "PYTHONPATH": str(place),
        "DJANGO_SETTINGS_MODULE": "tilth.config.settings",
        "DATABASE_URL": "postgresql://nobody@localhost:1/none",
        "TILTH_SECRET_KEY": "x" * 80,
    }
    done = subprocess.run(
        [sys.executable, "-c", _CHILD], cwd=place, env=environ, stdout=subprocess.PIPE, check=True
    )
    took: dict[str, float] = json.loads(done.stdout)
    return took


def _table(took: dict[str, list[dict[str, float]]], many: int) -> Table:
    plain, more = (
        {part: min(one.get(part, 0) for one in rows) for part in rows[0]} for rows in took.values()
    )
    whole = more.pop(WHOLE)
    table = Table("processor, ms", f"of {many} subjects", title="≤ 20 ms more")
    for part, seconds in more.items():
        table.add_row(PLACES[part], f"{1000 * seconds:.1f}")
    table.add_row("together", f"{1000 * sum(more.values()):.1f}", end_section=True)
    table.add_row(f"{WHOLE}, with and without", f"{1000 * whole:.0f}, {1000 * plain[WHOLE]:.0f}")
    return table


if __name__ == "__main__":
    main()
