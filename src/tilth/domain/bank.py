"""What every door takes from the data folder, the bank's settings and the playbook, and from the clock."""

import datetime as dt
import functools
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tilth.access.settled import changed, once, settings_of_bank
from tilth.domain import days
from tilth.policy import playbook
from tilth.policy.playbook import Playbook

__all__ = ["calendar_day", "now", "playbook_of", "settings_of_bank", "today"]


@functools.lru_cache(maxsize=8)
def _playbook(folder: Path, day: dt.date, stamp: tuple[tuple[str, int], ...]) -> Playbook:  # noqa: ARG001
    return playbook.in_force(folder, day)


def playbook_of(day: dt.date) -> Playbook:
    """Return the playbook in force on a business date, read again only when a file changed."""
    return once(("playbook", day), lambda: _in_force(day))


def _in_force(day: dt.date) -> Playbook:
    folder: Path = settings.TILTH_DATA / "playbook"
    files = sorted(folder.glob("*.toml")) if folder.is_dir() else []
    return _playbook(folder, day, tuple((file.name, changed(file)) for file in files))


def today(last_night: dt.date | None) -> dt.date:
    """Return the day that the pages call today; the clock is read here and nowhere else."""
    return days.today(
        bank=settings_of_bank(),
        last_night=last_night,
        frozen=settings.TILTH_TODAY,
        now=timezone.now(),
    )


def calendar_day() -> dt.date:
    """Return the day of the computer's clock in the bank's zone, whatever day the pages call today."""
    return timezone.now().astimezone(days.ZONE).date()


def now(day: dt.date) -> dt.datetime:
    """Return the moment that a record made now carries: the clock's time on the pages' day."""
    return days.moment(day=day, now=timezone.now())
