"""What the bank settled in its data folder: looked at once a request, read again when the file changed."""

import datetime as dt
import functools
import os
from collections.abc import Callable, Hashable
from contextvars import ContextVar
from pathlib import Path
from typing import TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from tilth.policy import bank
from tilth.policy.bank import Bank
from tilth.policy.working_days import pages_day

T = TypeVar("T")
_GetResponse = Callable[[HttpRequest], HttpResponseBase]
_SEEN: ContextVar[dict[Hashable, object] | None] = ContextVar("what a request looked at", default=None)


def once_a_request(get_response: _GetResponse) -> _GetResponse:
    """Return the middleware within which `once` keeps what it found."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        token = _SEEN.set({})
        try:
            return get_response(request)
        finally:
            _SEEN.reset(token)

    return middleware


def once(key: Hashable, look: Callable[[], T]) -> T:
    """Return what `look` finds; within a request it looks once for each key."""
    seen = _SEEN.get()
    if seen is None:
        return look()
    if key not in seen:
        seen[key] = look()
    found: T = seen[key]  # type: ignore[assignment]
    return found


@functools.lru_cache(maxsize=4)
def _bank(path: Path, stamp: int) -> Bank:  # noqa: ARG001 - a changed file is another entry
    return bank.load(path)


def changed(path: "Path | str") -> int:
    """Return when a file was last changed, 0 where there is none."""
    try:
        return os.stat(path).st_mtime_ns  # noqa: PTH116 - asked a hundred times a page
    except FileNotFoundError:
        return 0


@functools.lru_cache(maxsize=4)
def _file(data: Path) -> str:
    return str(data / bank.FILE)


def settings_of_bank() -> Bank:
    """Return the bank's settings; defaults without a file."""
    return once("bank", _settings)


def _settings() -> Bank:
    data: Path = settings.TILTH_DATA
    stamp = changed(_file(data))
    return _bank(data, stamp) if stamp else Bank()


def day_of_pages(last_night: dt.date | None) -> dt.date | None:
    """Return the day that the pages call today where it is not the calendar's, else None: ask the clock."""
    return pages_day(bank=settings_of_bank(), last_night=last_night, frozen=settings.TILTH_TODAY)
