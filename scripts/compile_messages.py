"""Collect the texts of the interface, hold the catalogue against them, and compile it for Django.

Each subject of the pages has its catalogue, `common.po` holds what several say; Django reads all as one.
Run: `.venv/bin/python scripts/compile_messages.py` compiles when a catalogue is newer than the compiled form;
with `--update` it first adds new texts (empty), drops those that no longer exist, and puts each in its file.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src/tilth/web"
SAID = ROOT / "src/tilth/kernel/sentences.py"
"""What nights say, for the command line and the pages."""
DOMAIN = ROOT / "src/tilth/domain"
"""What acts say when they refuse something."""
LOCALES = WEB / "locale"
HEAD = ("Language", "Plural-Forms", "MIME-Version", "Content-Type", "Content-Transfer-Encoding")
KEYWORDS = {
    "_": None,
    "_n": (1, 2),
    "_p": ((1, "c"), 2),
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "npgettext": ((1, "c"), 2, 3),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}


TEMPLATES = {"silent": "false", "newstyle_gettext": "true"}
"""How Jinja's own extractor reads a template: one that it cannot read is an error."""


def sources() -> list[Path]:
    """Return every file whose texts people read, in order."""
    return sorted([*WEB.rglob("*.py"), *WEB.rglob("templates/**/*.html"), *DOMAIN.rglob("*.py"), SAID])


def collect() -> Catalog:
    """Return all texts of the interface with their files; no line numbers, so that diffs stay small."""
    found = Catalog(locale="zh_Hans", project="Tilth", charset="utf-8")
    for path in sources():
        method = "jinja2" if path.suffix == ".html" else "python"
        name = path.relative_to(ROOT).as_posix()
        with path.open("rb") as file:
            for _line, message, _comments, context in extract(method, file, KEYWORDS, options=TEMPLATES):
                found.add(message, locations=[(name, None)], context=context)
    return found


def languages() -> list[Path]:
    """Return the folders of catalogues, one per language; each subject of the pages has a file of its own."""
    return sorted(LOCALES.glob("*/LC_MESSAGES"))


def read(folder: Path) -> Catalog:
    """Return all translations of a language as one catalogue."""
    whole = Catalog(locale=folder.parent.name, charset="utf-8")
    for path in sorted(folder.glob("*.po")):
        with path.open("rb") as file:
            part = read_po(file)
        for message in part:
            if message.id:
                whole[message.id] = message
    return whole


def subject(message: Message) -> str:
    """Return the catalogue of a text: the one subject that says it, else `common`."""
    found = set()
    for name, _line in message.locations:
        if ROOT / name == SAID:
            found.add("runs")
            continue
        if (ROOT / name).is_relative_to(DOMAIN):
            found.add("subjects")
            continue
        parts = Path(name).relative_to("src/tilth/web").parts
        below = parts[1:] if parts[0] == "templates" else parts
        found.add(below[0] if len(below) > 1 else "common")
    return found.pop() if len(found) == 1 else "common"


def update(folder: Path) -> None:
    """Bring a language up to the texts of the interface; no translation is guessed from a similar text."""
    known = read(folder)
    parts: dict[str, Catalog] = {}
    for message in collect():
        if not message.id:
            continue
        name = subject(message)
        if name not in parts:
            parts[name] = Catalog(locale=folder.parent.name, project="Tilth", charset="utf-8")
        old = known.get(message.id, message.context)
        files = sorted(set(message.locations))
        parts[name].add(message.id, old.string if old else None, locations=files, context=message.context)
    for path in folder.glob("*.po"):
        if path.stem not in parts:
            path.unlink()
    for name, part in parts.items():
        _write(folder / f"{name}.po", part)


def _write(path: Path, catalogue: Catalog) -> None:
    """Write a catalogue with the head that a program needs and no date: equal texts, equal files."""
    head = "".join(f'"{name}: {value}\\n"\n' for name, value in catalogue.mime_headers if name in HEAD)
    text = io.BytesIO()
    write_po(text, catalogue, width=110, sort_output=True, omit_header=True, include_lineno=False)
    path.write_text(f'msgid ""\nmsgstr ""\n{head}\n{text.getvalue().decode()}', "utf-8")


def compile_one(folder: Path) -> bool:
    """Compile a language unless its compiled form is newer; return whether it was done."""
    target = folder / "django.mo"
    newest = max(path.stat().st_mtime_ns for path in [folder, *folder.glob("*.po")])
    if target.exists() and target.stat().st_mtime_ns >= newest:
        return False
    with target.open("wb") as file:
        write_mo(file, read(folder))
    return True


def main() -> None:
    """Update where asked, then compile what is out of date."""
    if "--update" in sys.argv[1:]:
        for folder in languages():
            update(folder)
    done = [folder.parent.name for folder in languages() if compile_one(folder)]
    sys.stdout.write(f"Compiled: {', '.join(done)}.\n" if done else "Translations are up to date.\n")


if __name__ == "__main__":
    main()
