"""Suggestions to meet somebody that were set aside: why, by whom, and the reasons there are (IDN-07)."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from tilth.data.models import Dismissal
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects.dismissal import WHY
from tilth.web.format.languages import language


@dataclass(frozen=True, kw_only=True)
class Aside:
    """One suggestion that was set aside."""

    id: UUID
    why: str
    note: str
    by: str
    at: dt.datetime


def told(row: Dismissal | None) -> Aside | None:
    """Return in words why a suggestion was set aside; None where it was not."""
    if row is None:
        return None
    why = WHY[row.why].told(language())
    return Aside(id=row.pk, why=why, note=row.note, by=getattr(row, "by", ""), at=row.made_at)


def choices(role: str) -> tuple[tuple[str, str], ...]:
    """Return code and word of the reasons; none for a role that sets nothing aside."""
    if not may(role, Thing.DISMISSAL, Action.CREATE):
        return ()
    return tuple((code, words.told(language())) for code, words in WHY.items())
