"""Keeps the heads while the pages are served: writes new ones, and cries out when an old one is gone."""

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from tilth.connectors.audit_heads import heads
from tilth.connectors.audit_heads.heads import Head
from tilth.kernel.errors import TilthError, one_line
from tilth.vault.ring import Ring

LOG = logging.getLogger("tilth.audit")
_LOOK = 5.0
"""Seconds between two looks at the chain."""
_AGE = dt.timedelta(seconds=60)
_LINKS = 1000
"""A head is written after so long, or after so many links, whichever comes first."""


class Watch:
    """One file of heads beside one database."""

    def __init__(self, *, url: str, path: Path, ring: Callable[[], Ring]) -> None:
        self._url, self._path, self._ring = url, path, ring
        self._last: Head | None = None
        self._known = False

    def look(self, *, at: dt.datetime, final: bool = False) -> str | None:
        """Write a head if it is time, or the last look; return the alarm's sentence, None where all is well.

        Nothing is written while the alarm lasts, so that the file keeps what it knew.
        """
        if not self._known:
            self._last = next(reversed(heads.read(self._path, self._ring())), None)
            self._known = True
        with psycopg.connect(self._url) as connection:
            last, found = self._last, heads.present(connection, at=at)
            if last is not None and not heads.holds(connection, last):
                return (
                    f"The audit lost link {last.number} of {last.day}, seen at {last.at.isoformat()}:"
                    " keep the database as it is and run `tilth audit verify`."
                )
        if found is not None and (final or self._is_time(found)) and not _same(last, found):
            heads.append(self._path, found.signed(self._ring()))
            self._last = found
        return None

    def _is_time(self, found: Head) -> bool:
        last = self._last
        if last is None or found.day != last.day:
            return True
        return found.at - last.at >= _AGE or found.number - last.number >= _LINKS


@contextmanager
def kept(watch: Watch) -> Iterator[None]:
    """Look at the chain every few seconds in a thread of its own, and once more at the end."""
    stop = threading.Event()
    thread = threading.Thread(target=_loop, args=(watch, stop), name="audit-heads", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
        _look(watch, final=True)


def _loop(watch: Watch, stop: threading.Event) -> None:
    # waits first: the server starts its workers meanwhile, in peace
    while not stop.wait(_LOOK):
        _look(watch)


def _look(watch: Watch, *, final: bool = False) -> None:
    try:
        alarm = watch.look(at=dt.datetime.now(tz=dt.UTC), final=final)
    except (psycopg.Error, OSError, TilthError) as error:
        reason = one_line(error)
        LOG.error("The audit's heads are not kept at present: %s", reason)  # noqa: TRY400 - one line
        return
    if alarm is not None:
        LOG.critical(alarm)


def _same(one: Head | None, other: Head) -> bool:
    return one is not None and (one.day, one.number) == (other.day, other.number)
