"""Write the summary of one's own day, and send it to whoever leads (LIST-11)."""

import datetime as dt

from django.db import transaction

from tilth.data.models import DaySummary
from tilth.domain import guards, locks
from tilth.domain.acting import Unclear, Who
from tilth.kernel.sentences import marked as _
from tilth.kernel.text import visible
from tilth.policy.day_summary import LONGEST
from tilth.policy.permissions import Action, Thing


@transaction.atomic
def write(who: Who, *, day: dt.date, body: str, send: bool = False) -> DaySummary:
    """Keep the text of a day, and send it where asked; the same text again changes nothing.

    It may be changed until the day ends, sent or not; every version is kept. What was sent stays sent.
    Raises NotAllowedError, Unclear.
    """
    guards.allowed(who.by, Thing.DAY_SUMMARY, Action.CREATE)
    guards.allowed(who.by, Thing.DAY_SUMMARY, Action.UPDATE)
    said = _said(who, day, body)
    locks.hold_day(who.by.pk, day.isoformat())
    row = DaySummary.objects.filter(staff_id=who.by.staff_id, day=day).first()
    if row is None:
        return DaySummary.objects.create(
            staff_id=who.by.staff_id or "",
            day=day,
            body=said,
            written_by=who.by,
            created_at=who.at,
            changed_at=who.at,
            sent_at=who.at if send else None,
        )
    return _change(who, row, said, send=send)


def _change(who: Who, row: DaySummary, said: str, *, send: bool) -> DaySummary:
    changed = []
    if row.body != said:
        row.body, row.changed_at = said, who.at
        changed += ["body", "changed_at"]
    if send and row.sent_at is None:
        row.sent_at = who.at
        changed.append("sent_at")
    if changed:
        row.save(update_fields=changed)
    return row


def _said(who: Who, day: dt.date, body: str) -> str:
    """Return the text as it is kept; Unclear where it may not be."""
    if not who.by.staff_id:
        raise Unclear(_("Your account has no staff number: ask the administrator to enter it."))
    if day != who.today:
        raise Unclear(
            _("Nothing is kept: that day has ended. Copy the text into today's summary if it belongs there.")
        )
    said = text(body)
    if not said:
        raise Unclear(_("Nothing is kept: write a sentence first."))
    return said


def text(body: str) -> str:
    """Return words about the own work as they are kept, empty for none; Unclear where they may not be."""
    said = "\n".join(visible(line).rstrip() for line in body.splitlines()).strip()
    if len(said) > LONGEST:
        raise Unclear(_("Nothing is kept: the text is too long, keep it under 4,000 characters."))
    guards.free_text(said)
    return said
