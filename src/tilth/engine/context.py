"""What one night knows: its date, the nights before it, where the files lie, and the playbook in force."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from tilth.kernel.errors import TilthError
from tilth.lake.layout import Area
from tilth.policy import working_days
from tilth.policy.playbook import Playbook


class Files(Protocol):
    """Where a night's tables lie; `tilth.lake.store.Draft` is one."""

    def path(self, area: Area, table: str, day: dt.date) -> Path:
        """Return the file to read for one table and night."""
        ...

    def out(self, area: Area, table: str, day: dt.date) -> Path:
        """Return the file to write for one table and night; its folder exists."""
        ...


@dataclass(frozen=True, kw_only=True)
class Context:
    """One night: D, the accepted business dates before it in order, its files and its rules."""

    day: dt.date
    earlier: Sequence[dt.date]
    files: Files
    playbook: Playbook
    base_currency: str
    days: tuple[dt.date, ...] = ()
    """The days for which a list is made, where it is not made for the list day alone."""

    @property
    def previous(self) -> dt.date | None:
        """P: the last accepted business date before D; None on the bank's first night."""
        return self.earlier[-1] if self.earlier else None

    @property
    def first(self) -> dt.date:
        """F: the bank's first business date."""
        return self.earlier[0] if self.earlier else self.day

    @property
    def told_until(self) -> dt.date:
        """The day after which a day event counts tonight: P, or the eve of D on the first night."""
        return self.previous or self.days_ago(1)

    @property
    def list_day(self) -> dt.date:
        """L: the working day after D, on which tonight's list is worked; the first of several days."""
        return self.days[0] if self.days else working_days.next_working_day(self.day)

    @property
    def last_list_day(self) -> dt.date:
        """The last of the days for which a list is made: L, unless it is made for more."""
        return self.days[-1] if self.days else self.list_day

    @property
    def monday(self) -> dt.date:
        """The Monday of the week of L: what was told since then was not known when that week was put down."""
        return working_days.monday(self.list_day)

    @property
    def places(self) -> int:
        """N: how many names the list of these days has room for (LIST-02)."""
        return self.playbook.call_list.size * max(1, len(self.days))

    def made_for(self, *days: dt.date) -> "Context":
        """Return the same night as a list for these days reads it."""
        return replace(self, days=days)

    def days_ago(self, days: int) -> dt.date:
        """Return D moved back by calendar days."""
        return self.day - dt.timedelta(days=days)

    def ahead(self, days: int) -> dt.date:
        """Return D moved forward by calendar days."""
        return self.day + dt.timedelta(days=days)

    def input(self, area: Area, table: str, day: dt.date) -> Path:
        """Return a file that must be there; TilthError naming table and night where it is missing."""
        path = self.files.path(area, table, day)
        if not path.exists():
            raise TilthError(
                f"The lake has no {area.value} table {table} of {day}, which the night of {self.day} needs: "
                f"run the nights from {day} on again with --replace."
            )
        return path

    def feed(self, table: str) -> Path:
        """Return tonight's accepted file of a feed table."""
        return self.input(Area.FEED, table, self.day)

    def maybe_feed(self, table: str) -> Path | None:
        """Return tonight's accepted file of a feed table; None where the night knew no such table."""
        path = self.files.path(Area.FEED, table, self.day)
        return path if path.exists() else None

    def extract(self, table: str) -> Path:
        """Return tonight's extract of an operational table."""
        return self.input(Area.EXTRACTS, table, self.day)

    def before(self, table: str) -> Path | None:
        """Return what P computed; None on the first night, and where P's version kept no such table."""
        if self.previous is None:
            return None
        path = self.files.path(Area.MARTS, table, self.previous)
        return path if path.exists() else None

    def mart(self, table: str, day: dt.date) -> Path:
        """Return what an earlier night computed."""
        return self.input(Area.MARTS, table, day)
