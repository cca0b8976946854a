"""Record when a customer likes to be contacted (PROF-14), and what to leave unsaid (PROF-20)."""

import zoneinfo
from collections.abc import Sequence

from django.db import transaction

from tilth.data.models import ContactPreference
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear, Who, enter
from tilth.kernel.dates import ZONE_NAME
from tilth.kernel.sentences import marked as _
from tilth.policy.contact_gate import Window
from tilth.policy.subjects.preference import PREFERENCE
from tilth.policy.things import Action

MOST, LONGEST = 20, 100
"""Topics of one customer, and letters of one topic."""


@transaction.atomic
def set(  # noqa: A001 - what it does to a customer's one preference
    who: Who, customer_id: str, *, windows: Sequence[Window], zone: str = ZONE_NAME
) -> ContactPreference:
    """Store a customer's suitable times in place of what was there; no windows = any time.

    Raises NotAllowedError, CustomerNotVisibleError, Unclear.
    """
    at = enter(who, PREFERENCE.thing, Action.UPDATE, customer_id)
    _check(zone, windows)
    row = _row(at)
    row.zone, row.windows = zone, [_stored(one) for one in sorted(windows, key=_order)]
    row.save()
    return row


@transaction.atomic
def avoid(who: Who, customer_id: str, *, topics: Sequence[str]) -> ContactPreference:
    """Store what nobody brings up with a customer in place of what was there; each once, in the given order.

    Raises NotAllowedError, CustomerNotVisibleError, Unclear.
    """
    at = enter(who, PREFERENCE.thing, Action.UPDATE, customer_id)
    given = list(dict.fromkeys(" ".join(topic.split()) for topic in topics if topic.strip()))
    if len(given) > MOST or any(len(topic) > LONGEST for topic in given):
        raise Unclear(_("Name at most 20 topics of at most 100 letters each."))
    guards.free_text(*given)
    row = _row(at)
    row.avoid = given or None
    row.save()
    return row


def _row(at: Acting) -> ContactPreference:
    """Return the customer's one row, or a new one, written by the actor."""
    number = at.customer.customer_id
    row = ContactPreference.objects.unscoped().filter(customer_id=number).first()
    row = row or ContactPreference(customer_id=number)
    row.recorded_by = at.who.by
    return row


def _check(zone: str, windows: Sequence[Window]) -> None:
    try:
        zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise _unclear(f"{zone!r} is no time zone: name one such as Asia/Shanghai.") from None
    for row in map(_stored, windows):
        try:
            Window.read(row)
        except ValueError as error:
            raise _unclear(str(error)) from None


def _unclear(exactly: str) -> Unclear:
    return Unclear(_("Write times as 09:00-12:00, and a zone such as Asia/Shanghai."), exactly=exactly)


def _order(window: Window) -> tuple[int, int, int]:
    return window.weekday, window.begins, window.ends


def _stored(window: Window) -> dict[str, int | str]:
    return {
        "weekday": window.weekday,
        "from": f"{window.begins // 60:02}:{window.begins % 60:02}",
        "until": f"{window.ends // 60:02}:{window.ends % 60:02}",
    }
