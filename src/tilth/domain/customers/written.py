"""What somebody wrote down in some days beside contacts: promises and what became of them, memos, skips.

One rule for the figures of the end of a day and for the lists behind them.
"""

import datetime as dt
from typing import Any

from django.db.models import Q, QuerySet

from tilth.data.models import Detail, Memo, Skip, Task
from tilth.domain.days import ZONE
from tilth.domain.promised import IN_TIME, PROMISE

PROMISED, KEPT, BROKEN, NOTED, SKIPPED = "promised", "kept", "broken", "noted", "skipped"
LEARNED = "learned"
OF_TASKS = (PROMISED, KEPT, BROKEN)
WRITTEN = (*OF_TASKS, NOTED, LEARNED, SKIPPED)
"""Promises made in the days; those due in them that were kept, and not kept; memos; what was written into
profiles (KPI-05); names passed over."""
_MODELS: dict[str, Any] = {NOTED: Memo, LEARNED: Detail, SKIPPED: Skip, **dict.fromkeys(OF_TASKS, Task)}


def rows(what: str, *, since: dt.date, until: dt.date) -> "QuerySet[Any]":
    """Return all that counts, whoever wrote it; for queries that narrow it to customers in sight."""
    found: QuerySet[Any] = _MODELS[what].objects.unscoped()
    return found.filter(rule(what, since=since, until=until), voided_at=None)


def rule(what: str, *, since: dt.date, until: dt.date) -> Q:
    """Return the condition of what counts on rows of its table, both days included.

    A promise due in the days is either kept, done by the end of its day, or not.
    """
    if what == PROMISED:
        return PROMISE & _between("made_at", since, until)
    if what in (KEPT, BROKEN):
        due = PROMISE & Q(due_on__gte=since, due_on__lte=until)
        return due & IN_TIME if what == KEPT else due & (Q(done_at=None) | ~IN_TIME)
    if what == NOTED:
        return Q(asked_on__gte=since, asked_on__lte=until)
    return _between("made_at", since, until)


def _between(column: str, since: dt.date, until: dt.date) -> Q:
    """Return the condition that a moment lies in these days of the bank's zone."""
    first = dt.datetime.combine(since, dt.time.min, ZONE)
    after = dt.datetime.combine(until + dt.timedelta(days=1), dt.time.min, ZONE)
    return Q(**{f"{column}__gte": first, f"{column}__lt": after})
