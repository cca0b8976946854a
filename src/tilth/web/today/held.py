"""Names and cards that the asking page has already: each carries a mark of what it says, and stays.

An act changes one name or two of twenty. The page sends the marks of the names it shows; whose mark is still
the same is answered with its place alone (`hx-preserve`), neither worded nor drawn again.
"""

from collections.abc import Mapping
from hashlib import blake2b

from django.http import HttpRequest

from tilth import __version__

HEADER = "Tilth-Held"
MOST = 200
"""Names read from the header: the list, and the lists of those stood in for."""


def read(request: HttpRequest) -> Mapping[str, str]:
    """Return place → mark of the names that the asking page shows; nothing where it says nothing readable."""
    told = request.headers.get(HEADER, "").split(" ")[:MOST]
    pairs = (one.partition(":") for one in told)
    return {place: mark for place, _colon, mark in pairs if mark}


def mark(*said: object) -> str:
    """Return the mark of a name: it changes with anything that its text is made from, and with the version.

    The facts are told by their `repr`, which every process writes alike.
    """
    return blake2b(repr((__version__, said)).encode(), digest_size=9).hexdigest()
