"""What to do with each feed folder that was named: take it, know it again, or refuse it (contract §1)."""

import datetime as dt
import itertools
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from tilth.connectors.core_banking import acceptance
from tilth.kernel.errors import Refused
from tilth.kernel.said import Said
from tilth.lake.ledger import Night
from tilth.policy.bank import Bank


class Action(StrEnum):
    """What becomes of a feed."""

    TAKE = "take"
    REPLACE = "replace"
    KNOWN = "known"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One feed folder with its date, digest and action."""

    folder: Path
    day: dt.date
    digest: str
    action: Action


def read(folders: tuple[Path, ...], *, bank: Bank) -> list[tuple[dt.date, str, Path]]:
    """Return date, digest and folder of each feed, in order of date; Refused when two name the same date."""
    feeds = sorted((*acceptance.digest(folder, bank=bank), folder) for folder in folders)
    for (day, _, first), (following, _, second) in itertools.pairwise(feeds):
        if day == following:
            raise Refused(Said("same_day_twice", folder=first, other=second, day=day))
    return feeds


def decide(feed: tuple[dt.date, str, Path], nights: tuple[Night, ...], *, replace: bool) -> Step:
    """Return what to do with one feed, given the nights accepted so far; Refused when it may not be taken."""
    day, digest, folder = feed
    known = {night.business_date: night.feed_digest for night in nights}
    last = max(known, default=None)
    if known.get(day) == digest:
        return Step(folder=folder, day=day, digest=digest, action=Action.KNOWN)
    if not replace:
        if day in known:
            raise Refused(Said("other_content", folder=folder, day=day))
        if last is not None and day < last:
            raise Refused(Said("too_early", folder=folder, day=day, last=last))
    behind = last is not None and day <= last
    return Step(folder=folder, day=day, digest=digest, action=Action.REPLACE if behind else Action.TAKE)
