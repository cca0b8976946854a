"""Plan the own week, send the plan to whoever leads, and write at its end what came of it (PLAN-13)."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from tilth.data.models import WeekPlan
from tilth.domain import days, guards, locks
from tilth.domain.acting import Unclear, Who
from tilth.domain.summaries.operations import text
from tilth.kernel.sentences import marked as _
from tilth.policy.permissions import Action, Thing
from tilth.policy.week_plan import MOST, ROWS, WEEK


@transaction.atomic
def plan(who: Who, *, week: dt.date, numbers: Mapping[str, int], body: str, send: bool = False) -> WeekPlan:
    """Keep the plan of the running week or the next, and send it where asked.

    `week`: its Monday; `numbers`: by row of `policy.week_plan.ROWS`. Once sent the plan stands. Raises
    NotAllowedError, Unclear.
    """
    row, monday = _begin(who, week), days.week_start(who.today)
    if week not in (monday, monday + WEEK):
        raise Unclear(_("Nothing is kept: only this week and the next can be planned."))
    if row.sent_at is not None:
        raise Unclear(_("Nothing is kept: the plan was sent and stands. Say in the review what changed."))
    if set(numbers) != set(ROWS) or not all(0 <= one <= MOST for one in numbers.values()):
        raise Unclear(_("Nothing is kept: write a whole number from 0 to 9,999 in each row."))
    for name, value in numbers.items():
        setattr(row, name, value)
    row.body, row.changed_at = text(body), who.at
    row.sent_at = who.at if send else None
    there = not row._state.adding  # noqa: SLF001 - Django's documented door
    row.save(update_fields=[*ROWS, "body", "changed_at", "sent_at"] if there else None)
    return row


@transaction.atomic
def review(who: Who, *, week: dt.date, body: str) -> WeekPlan:
    """Keep what came of a sent plan, of the running week or the one before, and send it along.

    It may be changed until the week after ends; every version is kept. Raises NotAllowedError, Unclear.
    """
    row, monday = _begin(who, week), days.week_start(who.today)
    if week not in (monday, monday - WEEK):
        raise Unclear(_("Nothing is kept: the review of that week is closed."))
    if row.sent_at is None:
        raise Unclear(_("Nothing is kept: send the plan first; a week is reviewed against it."))
    said = text(body)
    if not said:
        raise Unclear(_("Nothing is kept: write a sentence first."))
    row.review, row.changed_at, row.reviewed_at = said, who.at, row.reviewed_at or who.at
    row.save(update_fields=["review", "changed_at", "reviewed_at"])
    return row


def _begin(who: Who, week: dt.date) -> WeekPlan:
    """Return the plan of a week, an empty one where there is none, held until the transaction ends."""
    guards.allowed(who.by, Thing.WEEK_PLAN, Action.CREATE)
    guards.allowed(who.by, Thing.WEEK_PLAN, Action.UPDATE)
    if not who.by.staff_id:
        raise Unclear(_("Your account has no staff number: ask the administrator to enter it."))
    locks.hold_day(who.by.pk, week.isoformat())
    found = WeekPlan.objects.filter(staff_id=who.by.staff_id, week=week).first()
    return found or WeekPlan(
        staff_id=who.by.staff_id, week=week, written_by=who.by, created_at=who.at, review=""
    )
