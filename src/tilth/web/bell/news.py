"""What of the bell is new: what was not there when it was opened last in this sign-in."""

import hashlib
from collections.abc import Iterable

from django.http import HttpRequest

_SEEN = "bell"
"""Name under which the session keeps what was there: digests, from which nobody can be read."""


def unseen(request: HttpRequest, lines: Iterable[str]) -> int:
    """Return how many lines are new, each by what it is known by."""
    return len({_digest(line) for line in lines} - _seen(request))


def remember(request: HttpRequest, lines: Iterable[str]) -> None:
    """Keep what was seen; the session is written only when something came or went."""
    there = {_digest(line) for line in lines}
    if there != _seen(request):
        request.session[_SEEN] = sorted(there)


def _seen(request: HttpRequest) -> set[str]:
    return set(request.session.get(_SEEN, ()))


def _digest(line: str) -> str:
    return hashlib.blake2s(line.encode(), digest_size=6).hexdigest()
