"""The customers somebody opened last: numbers in the session, gone when it ends."""

from django.http import HttpRequest

MOST = 5
_KEPT = "recent"


def remember(request: HttpRequest, customer_id: str) -> None:
    """Put a customer first; the session is written only when the order changes."""
    known = of(request)
    wanted = (customer_id, *(one for one in known if one != customer_id))[:MOST]
    if wanted != known:
        request.session[_KEPT] = list(wanted)


def of(request: HttpRequest) -> tuple[str, ...]:
    """Return the numbers, the newest first; who may no longer be seen is left out by the query."""
    return tuple(request.session.get(_KEPT, ()))
