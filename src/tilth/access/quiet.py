"""What the log says of a request that was not answered as asked: one line, and nobody's data in it.

Django's own lines repeat the address as it came, in which a customer's number, a name or anything typed may
stand, and a refusal brings a traceback along. Ours say which kind of page was asked for, with what result, by
which account, under which number: by it the audit tells the rest to whoever may read it. A failure of ours
keeps its traceback.
"""

import logging
import sys
from typing import TextIO

from django.http import HttpRequest

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
_OURS = 500
_NOTHING = "-"


def line(request: HttpRequest, status: int) -> str:
    """Return the line: nothing of it was typed by whoever sent the request."""
    method = request.method if request.method in _METHODS else _NOTHING
    match = request.resolver_match
    route = _NOTHING if match is None else match.route or "/"
    number = getattr(request, "number", _NOTHING)
    return f"{method} {route} {status} request={number} {_who(request)}"


class Stderr(logging.StreamHandler[TextIO]):
    """Writes to standard error; where the one of the beginning is closed, to that of now."""

    def flush(self) -> None:
        """Bring out what was written."""
        self._open()
        super().flush()

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line."""
        self._open()
        super().emit(record)

    def _open(self) -> None:
        if self.stream.closed:
            self.stream = sys.stderr


class OneLine(logging.Filter):
    """Puts our line in the place of Django's; takes the traceback away where nothing of ours failed."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record when it tells of a request; it is always written."""
        request, status = getattr(record, "request", None), getattr(record, "status_code", None)
        if isinstance(request, HttpRequest) and isinstance(status, int):
            record.msg, record.args = line(request, status), ()
            if status < _OURS:
                record.exc_info = record.exc_text = None
                record.levelno, record.levelname = logging.WARNING, "WARNING"
        return True


def _who(request: HttpRequest) -> str:
    """Say whose request it was, if that was found out already: a log line asks the database nothing."""
    user = vars(request).get("_cached_user")
    if user is None or not user.is_authenticated:
        return f"account={_NOTHING}"
    return f"account={user.pk} staff={vars(user).get('staff_id') or _NOTHING}"
