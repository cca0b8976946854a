"""What the bank's closed opportunities say until the night shown: counts and medians about nobody."""

import datetime as dt
import functools
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from tilth.data.models import Generation
from tilth.policy.chances import Closed

_CLOSED = "SELECT category, stage, won, dropped FROM tilth_deals_closed(%s) ORDER BY 1, 2"
_STAYED = "SELECT stage, days, stays FROM tilth_deals_stayed(%s) ORDER BY 1"


@dataclass(frozen=True, kw_only=True)
class Stay:
    """How long opportunities stood in a stage."""

    days: Decimal
    """The median, in whole or half days."""
    stays: int


@dataclass(frozen=True, kw_only=True)
class Past:
    """The bank's past, until the end of the night's day."""

    closed: tuple[Closed, ...]
    stayed: dict[str, Stay]
    """Stage → its median; under the empty word from the opening to the close (REL-11)."""

    @property
    def cycle(self) -> Stay | None:
        """How long it takes from the opening to the close; None while nothing was won."""
        return self.stayed.get("")

    def median(self, stage: str) -> Decimal | None:
        """Return the median of a stage; None where none has left it yet."""
        found = self.stayed.get(stage)
        return None if found is None else found.days


def of(generation: Generation) -> Past:
    """Return the bank's past as of a night; two queries per night in each process."""
    return _of(generation.pk, generation.published_at, generation.business_date)


@functools.lru_cache(maxsize=4)
def _of(generation: int, published_at: dt.datetime | None, day: dt.date) -> Past:  # noqa: ARG001
    with connection.cursor() as cursor:
        cursor.execute(_CLOSED, [day])
        closed = tuple(Closed(category=row[0], stage=row[1], won=row[2], dropped=row[3]) for row in cursor)
        cursor.execute(_STAYED, [day])
        stayed = {row[0]: Stay(days=Decimal(row[1]), stays=row[2]) for row in cursor}
    return Past(closed=closed, stayed=stayed)
