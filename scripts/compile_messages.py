"""Collect the texts of the interface, hold the catalogue against them, and compile it for Django.

Run: `.venv/bin/python scripts/compile_messages.py` compiles when a catalogue is newer than its compiled form;
with `--update` it first adds new texts to the catalogue (empty) and drops those that no longer exist.
"""

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src/tilth/web"
LOCALES = WEB / "locale"
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


def sources() -> list[Path]:
    """Return every file whose texts people read, in order."""
    return sorted([*WEB.rglob("*.py"), *WEB.rglob("templates/**/*.html")])


def collect() -> Catalog:
    """Return all texts of the interface with their files; no line numbers, so that diffs stay small."""
    found = Catalog(locale="zh_Hans", project="Tilth", charset="utf-8")
    for path in sources():
        text = path.read_text("utf-8")
        code = "\n".join(map(str.strip, templatize(text).split("\n"))) if path.suffix == ".html" else text
        name = path.relative_to(ROOT).as_posix()
        for _line, message, _comments, context in extract("python", io.BytesIO(code.encode()), KEYWORDS):
            found.add(message, locations=[(name, None)], context=context)
    return found


def catalogues() -> list[Path]:
    """Return the catalogues, one per language."""
    return sorted(LOCALES.glob("*/LC_MESSAGES/django.po"))


def read(path: Path) -> Catalog:
    """Return a catalogue."""
    with path.open("rb") as file:
        return read_po(file)


def update(path: Path) -> None:
    """Bring a catalogue up to the texts of the interface; no translation is guessed from a similar text."""
    catalogue = read(path)
    catalogue.update(collect(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    with path.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, omit_header=False, include_lineno=False)


def compile_one(path: Path) -> bool:
    """Compile a catalogue unless its compiled form is newer; return whether it was done."""
    target = path.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime_ns >= path.stat().st_mtime_ns:
        return False
    with target.open("wb") as file:
        write_mo(file, read(path))
    return True


def main() -> None:
    """Update where asked, then compile what is out of date."""
    if "--update" in sys.argv[1:]:
        for path in catalogues():
            update(path)
    done = [path.parent.parent.name for path in catalogues() if compile_one(path)]
    sys.stdout.write(f"Compiled: {', '.join(done)}.\n" if done else "Translations are up to date.\n")


if __name__ == "__main__":
    main()
