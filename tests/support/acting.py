"""Who acts in a test, at which moment: its day in the bank's zone is the pages' day."""

import datetime as dt

from tilth.data.models import Generation, User
from tilth.domain import guards
from tilth.domain.acting import Who

MORNING = dt.datetime(2026, 4, 1, 2, 0, tzinfo=dt.UTC)
"""Ten in the morning of a Wednesday in Shanghai."""


def who(by: User, generation: Generation, at: dt.datetime = MORNING) -> Who:
    """Return somebody who acts on a night."""
    return Who(by=by, at=at, generation=generation, today=guards.day(at))
