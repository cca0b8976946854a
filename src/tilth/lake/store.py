"""The lake as other rooms use it: read what is visible, prepare a draft aside, make it visible at once.

`<data>/lake` is a link to one folder below `<data>/generations`. A draft is written beside it; a commit
builds the next generation from hard links to the files that stay and the draft's own, and moves the link in
one step. A process killed at any point leaves the old link, and the next draft sweeps away what was left.
"""

import datetime as dt
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tilth.kernel.errors import Refused
from tilth.lake import durable, layout, ledger
from tilth.lake.layout import Area
from tilth.lake.ledger import Night


class Lake:
    """The visible lake of one data folder."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.root = data / "lake"
        self.generations = data / "generations"

    @property
    def nights(self) -> tuple[Night, ...]:
        """The accepted nights, in order of date."""
        return ledger.read(layout.ledger(self.root))

    def path(self, area: Area, table: str, day: dt.date) -> Path:
        """Return the file of one table and night, whether it exists or not."""
        return layout.folder(self.root, area, table, day) / layout.PART

    def quarantine(self, day: dt.date) -> Path:
        """Return the file of that night's quarantined rows."""
        return layout.quarantine(self.root, day)

    def report(self, day: dt.date) -> Path:
        """Return that night's run report."""
        return layout.report(self.root, day)

    @contextmanager
    def draft(self) -> Iterator["Draft"]:
        """Open a draft under the lake's lock, swept away if not committed; Refused while another runs."""
        with self._alone():
            draft = Draft(self)
            try:
                yield draft
            finally:
                shutil.rmtree(draft.root, ignore_errors=True)

    def tidy(self) -> None:
        """Sweep away what a killed run left behind; leave it where another run is working."""
        with suppress(Refused), self._alone():
            pass

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Hold the lake's lock, the leftovers of earlier runs swept away; Refused while another run does."""
        self.generations.mkdir(parents=True, exist_ok=True)
        with (self.data / "nightly.lock").open("a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Refused(
                    f"Another nightly run is working on {self.data}: wait until it ends, then start again."
                ) from None
            self._sweep()
            yield

    def current(self) -> str | None:
        """Return the name of the visible generation, None before the first night."""
        return self.root.readlink().name if self.root.is_symlink() else None

    def _sweep(self) -> None:
        for path in self.generations.iterdir():
            if path.name != self.current():
                shutil.rmtree(path, ignore_errors=True)


class Draft:
    """The lake as it will be: reads fall through to the visible lake, writes go aside."""

    def __init__(self, lake: Lake) -> None:
        self.lake = lake
        self.root = lake.generations / "draft"
        self.root.mkdir()
        self._nights = {night.business_date: night for night in lake.nights}
        self._forgotten: set[dt.date] = set()

    @property
    def nights(self) -> tuple[Night, ...]:
        """The nights that the lake will hold, in order of date."""
        return tuple(self._nights[day] for day in sorted(self._nights))

    def path(self, area: Area, table: str, day: dt.date) -> Path:
        """Return the file to read for one table and night: the draft's own where it has one."""
        own = layout.folder(self.root, area, table, day) / layout.PART
        if own.exists() or day in self._forgotten:
            return own
        return self.lake.path(area, table, day)

    def out(self, area: Area, table: str, day: dt.date) -> Path:
        """Return the file to write for one table and night; its folder exists."""
        return _made(layout.folder(self.root, area, table, day) / layout.PART)

    def out_quarantine(self, day: dt.date) -> Path:
        """Return the file to write that night's quarantined rows to."""
        return _made(layout.quarantine(self.root, day))

    def out_report(self, day: dt.date) -> Path:
        """Return the file to write that night's run report to."""
        return _made(layout.report(self.root, day))

    def report(self, day: dt.date) -> Path:
        """Return the run report of a night: the draft's own where it has one."""
        own = layout.report(self.root, day)
        return own if own.exists() else self.lake.report(day)

    def forget(self, day: dt.date) -> None:
        """Leave out all that the visible lake holds of one night: it is about to be replaced."""
        self._forgotten.add(day)
        self._nights.pop(day, None)

    def recompute(self, day: dt.date) -> None:
        """Keep what one night was given (feed, quarantine, extracts) and forget what was computed from it."""
        for area in (Area.FEED, Area.EXTRACTS):
            for table in sorted((self.lake.root / area).glob("*")):
                given = self.lake.path(area, table.name, day)
                if given.exists():
                    os.link(given, self.out(area, table.name, day))
        if self.lake.quarantine(day).exists():
            os.link(self.lake.quarantine(day), self.out_quarantine(day))
        self.forget(day)

    def record(self, night: Night) -> None:
        """Note that the draft now holds this night."""
        self._nights[night.business_date] = night

    def commit(self) -> None:
        """Make the draft visible: all of it or, when anything fails before the last step, nothing."""
        following = f"{int(self.lake.current() or 0) + 1:08d}"
        building = self.lake.generations / f"{following}.building"
        ledger.write(layout.ledger(self.root), self.nights)
        # Only new files need their bytes forced out; links to old ones ride in the journal, in order.
        durable.flush_tree(self.root)
        shutil.copytree(self.root, building, copy_function=os.link)
        self._link_what_stays(building)
        durable.flush(building)
        final = self.lake.generations / following
        building.rename(final)
        link = self.lake.data / "lake.next"
        link.unlink(missing_ok=True)
        link.symlink_to(Path("generations") / following)
        durable.flush(self.lake.generations)
        link.replace(self.lake.root)
        durable.flush(self.lake.data)

    def _link_what_stays(self, building: Path) -> None:
        replaced = {f"date={day.isoformat()}" for day in self._forgotten}
        replaced |= {
            f"{day.isoformat()}{ending}" for day in self._forgotten for ending in (".parquet", ".json")
        }
        old = self.lake.root.resolve() if self.lake.root.exists() else self.root
        for folder, _, names in os.walk(old):
            below = Path(folder).relative_to(old)
            for name in names:
                target = building / below / name
                if name in replaced or replaced & set(below.parts) or target.exists():
                    continue
                target.parent.mkdir(parents=True, exist_ok=True)
                os.link(Path(folder) / name, target)


def _made(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
