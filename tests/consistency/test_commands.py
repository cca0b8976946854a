"""Every command that the documents name is one that the program knows, with its options."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tilth.jobs.cli import cli

ROOT = Path(__file__).resolve().parents[2]
BY_HAND = ("README*.md", "DEVELOPERS.md", "GLOSSARY.md", "CHANGELOG.md", "docs/*.md")
BELOW = ("how-to", "algorithms", "adr", "screenshots")
_BLOCK = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_SPAN = re.compile(r"`((?:tilth|make) [^`]+)`")
_TILTH = re.compile(r"(?:\.venv/bin/)?tilth (.*)")
_MAKE = re.compile(r"(?:\w+=\S+ )*make(?: ([a-z-]+))?(?: \w+=\S+)*")
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def documents() -> list[Path]:
    """Return what is written by hand."""
    found = [path for pattern in BY_HAND for path in sorted(ROOT.glob(pattern))]
    return found + [path for part in BELOW for path in sorted((ROOT / "docs" / part).rglob("*.md"))]


def lines(path: Path) -> Iterator[str]:
    """Yield the command lines of a document's blocks, without what follows a bar or a `#`."""
    for block in _BLOCK.findall(path.read_text("utf-8")):
        for line in block.replace("\\\n", " ").splitlines():
            yield " ".join(line.partition(" #")[0].partition(" | ")[0].split())


def known(words: list[str], *, whole: bool) -> str:
    """Return what is wrong with a command; `whole`: it is written as it is typed, nothing is left out."""
    command: click.Command = cli
    context, rest, name = click.Context(cli), list(words), "tilth"
    while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
        name = f"{name} {rest[0]}"
        found = command.get_command(context, rest.pop(0))
        if found is None:
            return f"no {name}"
        command, context = found, click.Context(found, parent=context, info_name=name)
    try:
        given = command.make_parser(context).parse_args(rest)[0]
    except click.UsageError as error:
        return "" if "requires an argument" in str(error) and not whole else f"{name}: {error.message}"
    if not whole or "--help" in words:
        return ""
    missing = [one.name for one in command.params if one.required and not given.get(one.name or "")]
    return f"{name}: {', '.join(map(str, missing))} left out" if missing else ""


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_its_commands_are_known(path: Path) -> None:
    wrong = []
    for line in lines(path):
        if (typed := _TILTH.search(line)) is not None:
            wrong.append(known(shlex.split(typed[1]), whole=True))
        elif (made := _MAKE.fullmatch(line)) is not None and made[1] not in (None, *TARGETS):
            wrong.append(f"no make {made[1]}")
    for span in _SPAN.findall(path.read_text("utf-8")):
        if (made := _MAKE.fullmatch(span)) is not None and made[1] not in (None, *TARGETS):
            wrong.append(f"no make {made[1]}")
        elif (typed := _TILTH.fullmatch(span)) is not None:
            either = shlex.split(typed[1])
            first, rest = either[0], [one for one in either[1:] if one != "|"]
            each = [[first, one] for one in rest] if "|" in either else [[first, *rest]]
            wrong += [known(words, whole=False) for words in each]
    assert [one for one in wrong if one] == []


def test_the_helps_of_the_tutorial_answer() -> None:
    for name in ("tutorial.md", "tutorial.zh.md"):
        asked = [shlex.split(one[1]) for line in lines(ROOT / "docs" / name) if (one := _TILTH.search(line))]
        assert len(asked) == 3
        for words in asked:
            answer = CliRunner().invoke(cli, words)
            assert (answer.exit_code, answer.output[:6]) == (0, "Usage:"), words
