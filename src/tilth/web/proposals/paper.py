"""A proposal as PDF: typeset from data alone, with its own fonts, the same bytes for the same data."""

import functools
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from tilth.web.proposals import letters

_LAYOUT = Path(__file__).with_name("proposal.typ")
_NO_MOMENT = 0
"""The document's own stamp: what is printed says its days itself."""


def printed(told: Mapping[str, Any]) -> bytes:
    """Return a PDF of what `sheet.told` returns; text is data here, and never read as markup."""
    given = {"data": json.dumps(told, ensure_ascii=False, sort_keys=True)}
    made = typst.compile(
        _LAYOUT.read_bytes(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs=given,
        format="pdf",
        timestamp=_NO_MOMENT,
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no single document")
    return made


def texts(told: Any) -> list[str]:
    """Return every text of a told document, however deep it lies."""
    if isinstance(told, str):
        return [told]
    parts = told.values() if isinstance(told, Mapping) else told if isinstance(told, list) else ()
    return [text for part in parts for text in texts(part)]


@functools.cache
def _fonts() -> typst.Fonts:
    """Return the fonts, read once in each process."""
    folder = str(letters.files()[0].parent)
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
