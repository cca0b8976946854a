"""Log lines without personal data: what looks like a phone, an identity number or an e-mail is masked.

Lines hold what strangers typed, an address of a missing page for one: each pattern looks at a sign a bounded
number of times, and what is left of a line is cut.
"""

import logging
import re

from tilth.policy import masks

_EMAIL = re.compile(r"[\w.+-]++(@[\w-]++(?:\.[\w-]++)+)?")
"""Every word, taken whole, and whether it is the first part of an e-mail: no word is begun in its middle."""
_IDENTITY = re.compile(r"(?<![\w-])\d{14,18}[\dXx]?(?![\w-])")
_PHONE = re.compile(r"(?<![\w.-])(?:\+?86[- ]?)?1\d{10}(?![\w.-])|(?<![\w.-])0\d{2,3}-?\d{7,8}(?![\w.-])")


LINE = 500
"""Signs of one line that are written; a traceback has shorter ones."""


def scrubbed(text: str) -> str:
    """Return `text` with every such value masked; other numbers stay."""
    if "@" in text:
        text = _EMAIL.sub(lambda found: masks.email(found[0]) if found[1] else found[0], text)
    text = _IDENTITY.sub(lambda found: masks.id_number(found[0]), text)
    return _PHONE.sub(lambda found: masks.phone(found[0]), text)


def cut(text: str) -> str:
    """Return `text` with its overlong lines cut, as an ellipsis says; mask first, or numbers are halved."""
    return "\n".join(line if len(line) <= LINE else f"{line[:LINE]}…" for line in text.split("\n"))


class Scrubber(logging.Formatter):
    """A formatter whose last step masks, so that tracebacks and their messages are masked as well."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the lines, masked and cut."""
        return cut(scrubbed(super().format(record)))
