"""What the interface says, for templates: gettext that answers with markup, each plain text looked up once.

Jinja's own extension reads `{{ _("…") }}` and `{% trans %}`; it calls these with the values in place. A text
is written by us and holds markup where it likes; a value is escaped when it is put in.
"""

import functools
from typing import Any

from django.utils import translation
from markupsafe import Markup

_TEXTS = 16_384
"""Texts that are kept, of all languages; there are about 2,500 in each."""


def gettext(text: str, /, **values: Any) -> Markup:
    """Return a text in the reader's language, its values escaped."""
    found = _raw(translation.get_language(), "", text)
    return found % values if values else _plain(translation.get_language(), "", text)


def pgettext(context: str, text: str, /, **values: Any) -> Markup:
    """Return a text that means different things in different places."""
    found = _raw(translation.get_language(), context, text)
    return found % values if values else _plain(translation.get_language(), context, text)


def ngettext(one: str, several: str, n: int, /, **values: Any) -> Markup:
    """Return a text for so many."""
    return Markup(translation.ngettext(one, several, n)) % {"num": n, **values}  # noqa: S704 - our own text


def npgettext(context: str, one: str, several: str, n: int, /, **values: Any) -> Markup:
    """Return a text for so many that means different things in different places."""
    text = translation.npgettext(context, one, several, n)
    return Markup(text) % {"num": n, **values}  # noqa: S704 - our own text, not a reader's


@functools.lru_cache(maxsize=_TEXTS)
def _raw(language: str | None, context: str, text: str) -> Markup:  # noqa: ARG001 - the key is the reader's language
    said = translation.pgettext(context, text) if context else translation.gettext(text)
    return Markup(said)  # noqa: S704 - our own text, not a reader's


@functools.lru_cache(maxsize=_TEXTS)
def _plain(language: str | None, context: str, text: str) -> Markup:
    return _raw(language, context, text) % {}
