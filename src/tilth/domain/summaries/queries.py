"""Read summaries: one's own of a day, and those that people below have sent."""

import datetime as dt
from collections.abc import Sequence

from tilth.data.models import DaySummary, User


def own(actor: User, *, day: dt.date) -> DaySummary | None:
    """Return what the actor wrote about a day; one query."""
    return DaySummary.objects.filter(written_by=actor, day=day).first()


def earlier(actor: User, *, before: dt.date, most: int) -> list[DaySummary]:
    """Return what the actor wrote about the days before, the newest first; one query."""
    return list(DaySummary.objects.filter(written_by=actor, day__lt=before).order_by("-day")[:most])


def sent(staff_ids: Sequence[str], *, day: dt.date) -> dict[str, DaySummary]:
    """Return staff number → what was sent about a day, of these people; one query.

    Whoever calls names people below the actor alone; the database shows a leader no others, and no drafts.
    """
    rows = DaySummary.objects.filter(staff_id__in=list(staff_ids), day=day, sent_at__isnull=False)
    return {row.staff_id: row for row in rows}
