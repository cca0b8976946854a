"""Log lines without personal data: what looks like a phone, an identity number or an e-mail is masked."""

import logging
import re

from tilth.policy import masks

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_IDENTITY = re.compile(r"(?<![\w-])\d{14,18}[\dXx]?(?![\w-])")
_PHONE = re.compile(r"(?<![\w.-])(?:\+?86[- ]?)?1\d{10}(?![\w.-])|(?<![\w.-])0\d{2,3}-?\d{7,8}(?![\w.-])")


def scrubbed(text: str) -> str:
    """Return `text` with every such value masked; other numbers stay."""
    text = _EMAIL.sub(lambda found: masks.email(found[0]), text)
    text = _IDENTITY.sub(lambda found: masks.id_number(found[0]), text)
    return _PHONE.sub(lambda found: masks.phone(found[0]), text)


class Scrubber(logging.Formatter):
    """A formatter whose last step masks, so that tracebacks and their messages are masked as well."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, masked."""
        return scrubbed(super().format(record))
