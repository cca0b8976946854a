"""What the interface says, for templates: gettext that answers with markup, each plain text looked up once.

Jinja's own extension reads `{{ _("…") }}` and `{% trans %}`; it calls these with the values in place. A text
is written by us and holds markup where it likes; a value is escaped when it is put in. A translation whose
placeholders do not fit is noted in the log, and the text is said as it was written.
"""

import functools
import logging
from collections.abc import Mapping
from typing import Any

from django.utils import translation
from markupsafe import Markup

from tilth.web.format.languages import language

_TEXTS = 16_384
"""Texts that are kept, of all languages; there are about 2,500 in each."""
_log = logging.getLogger(__name__)


def gettext(text: str, /, **values: Any) -> Markup:
    """Return a text in the reader's language, its values escaped."""
    return pgettext("", text, **values)


def pgettext(context: str, text: str, /, **values: Any) -> Markup:
    """Return a text that means different things in different places."""
    reader = language()
    if not values:
        return _plain(reader, context, text)
    return _filled(_said(reader, context, text), text, values)


def ngettext(one: str, several: str, n: int, /, **values: Any) -> Markup:
    """Return a text for so many."""
    said = translation.ngettext(one, several, n)
    return _filled(said, one if n == 1 else several, {"num": n, **values})


def npgettext(context: str, one: str, several: str, n: int, /, **values: Any) -> Markup:
    """Return a text for so many that means different things in different places."""
    said = translation.npgettext(context, one, several, n)
    return _filled(said, one if n == 1 else several, {"num": n, **values})


def _filled(said: str, written: str, values: Mapping[str, Any]) -> Markup:
    try:
        return Markup(said) % values  # noqa: S704 - our own text; its values are escaped
    except (KeyError, TypeError, ValueError):
        _log.exception("The translation of %r has placeholders that do not fit: %r.", written, said)
        return Markup(written) % values  # noqa: S704 - as above


@functools.lru_cache(maxsize=_TEXTS)
def _said(reader: str, context: str, text: str) -> str:  # noqa: ARG001 - the key is the reader's language
    return translation.pgettext(context, text) if context else translation.gettext(text)


@functools.lru_cache(maxsize=_TEXTS)
def _plain(reader: str, context: str, text: str) -> Markup:
    return _filled(_said(reader, context, text), text, {})
