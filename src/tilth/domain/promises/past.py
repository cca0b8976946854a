"""What the bank's kept commitments say until the night shown: medians and counts about nobody."""

import datetime as dt
import functools
from collections.abc import Mapping

from django.db import connection

from tilth.data.models import Generation
from tilth.policy.promising import Kept

_KEPT = "SELECT kind, days, kept FROM tilth_promises_kept(%s) ORDER BY 1"


def of(generation: Generation) -> Mapping[str, Kept]:
    """Return kind → its median of working days; one query per night in each process."""
    return _of(generation.pk, generation.published_at, generation.business_date)


@functools.lru_cache(maxsize=4)
def _of(generation: int, published_at: dt.datetime | None, day: dt.date) -> Mapping[str, Kept]:  # noqa: ARG001
    with connection.cursor() as cursor:
        cursor.execute(_KEPT, [day])
        return {kind: Kept(days=days, of=kept) for kind, days, kept in cursor}
