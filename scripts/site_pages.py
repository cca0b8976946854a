"""What the site of docs/ shows beside its files: pages printed from the code while MkDocs builds it.

A hook of MkDocs (`mkdocs.yml`): the playbook, the API and the commands are printed at every build, so they
do not lag behind; the documents of the root join; `folder/*` in the navigation becomes the folder's pages.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
OF_THE_ROOT = {"glossary.md": "GLOSSARY.md", "changes.md": "CHANGELOG.md", "developers.md": "DEVELOPERS.md"}


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Expand `folder/*` in the navigation into the folder's pages that are not named on their own."""
    named = set(_named(config.nav))
    config.nav = [_expanded(entry, named) for entry in config.nav or []]
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are printed rather than written."""
    for name, text in pages().items():
        files.append(File.generated(config, name, content=text))
    return files


def pages() -> dict[str, str]:
    """Return every printed page by its place in the site."""
    from_root = {
        name: _of_the_site((ROOT / source).read_text("utf-8")) for name, source in OF_THE_ROOT.items()
    }
    return from_root | {
        "reference/playbook.md": playbook_page(),
        "reference/api.md": api_page(),
        "reference/commands.md": commands_page(),
    }


def playbook_page() -> str:
    """Return every value of the built-in playbook with unit, requirement and meaning."""
    from tilth.policy.playbook import describing, loading

    text = loading.default_text()
    book = loading.default()
    parts = [
        "# The playbook",
        f"Every value of the built-in playbook {book.version}, as `tilth playbook show` prints a bank's own.",
    ]
    rows: dict[str, list[tuple[str, ...]]] = {}
    for entry in describing.entries(book, text):
        mark = " (to be verified)" if entry.to_verify else ""
        meaning = entry.meaning
        row = (f"`{entry.path}`", entry.value, meaning.unit, meaning.source + mark, meaning.about)
        rows.setdefault(entry.path.split(".")[0].split("[")[0], []).append(row)
    for chapter, found in rows.items():
        parts += [f"## {chapter}", _table(("value of", "is", "unit", "requirement", "meaning"), found)]
    return "\n\n".join(parts) + "\n"


def api_page() -> str:
    """Return the endpoints of the API, from its own document."""
    document = json.loads((DOCS / "reference/openapi.json").read_text("utf-8"))
    parts = [
        f"# The API\n\n{document['info'].get('description', '')}".strip(),
        "Printed from [openapi.json](openapi.json), the document that programs read.",
    ]
    for path, methods in document["paths"].items():
        for method, one in methods.items():
            parts.append(f"## {method.upper()} {path}\n\n{one.get('description', '').strip()}")
            given = [
                (f"`{p['name']}`", p["in"], "yes" if p.get("required") else "", p.get("description", ""))
                for p in one.get("parameters", [])
            ]
            if given:
                parts.append(_table(("parameter", "in", "required", "meaning"), given))
    return "\n\n".join(parts) + "\n"


def commands_page() -> str:
    """Return every command of `tilth` with its options."""
    from tilth.jobs.cli import cli

    root = click.Context(cli, info_name="tilth")
    parts = ["# The commands", "Printed from `tilth` itself."]
    for context, command in _commands(root, cli):
        parts.append(f"## {context.command_path}\n\n```text\n{command.get_help(context)}\n```")
    return "\n\n".join(parts) + "\n"


def _commands(above: click.Context, group: click.Group) -> Iterator[tuple[click.Context, click.Command]]:
    for name in group.list_commands(above):
        command = group.get_command(above, name)
        if command is None:
            continue
        context = click.Context(command, info_name=name, parent=above, max_content_width=110)
        if isinstance(command, click.Group):
            yield from _commands(context, command)
        else:
            yield context, command


def _of_the_site(text: str) -> str:
    """Return a document of the repository's root as a page of the site: its links begin in docs/."""
    return re.sub(r"\]\(docs/", "](", text)


def _expanded(entry: Any, named: set[str]) -> Any:
    if isinstance(entry, dict):
        [(title, below)] = entry.items()
        if isinstance(below, str) and below.endswith("/*"):
            below = [{_title(path): str(path.relative_to(DOCS))} for path in _folder(below[:-2], named)]
        elif isinstance(below, list):
            below = [_expanded(one, named) for one in below]
        return {title: below}
    return entry


def _folder(name: str, named: set[str]) -> list[Path]:
    return [
        path for path in sorted((DOCS / name).glob("*.md")) if path.relative_to(DOCS).as_posix() not in named
    ]


def _title(path: Path) -> str:
    """Return a page's heading, short enough for a menu."""
    first = path.read_text("utf-8").lstrip().splitlines()[0]
    return re.split(r"[:(]", first.lstrip("# ").rstrip("."))[0].strip()


def _named(entry: Any) -> Iterator[str]:
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, dict):
        yield from _named(list(entry.values()))
    else:
        for one in entry or []:
            yield from _named(one)


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)
