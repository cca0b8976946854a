"""Record when a customer likes to be contacted (PROF-14)."""

import datetime as dt
import zoneinfo
from collections.abc import Sequence

from django.db import transaction

from tilth.data.models import ContactPreference, Generation, User
from tilth.domain import guards, locks
from tilth.policy.contact_gate import Window
from tilth.policy.permissions import Action, Thing


class TimesUnclearError(ValueError):
    """A window has no weekday or no length, or the time zone does not exist."""


@transaction.atomic
def set(  # noqa: A001, PLR0913 - what it does to a customer's one preference, told in keywords
    *,
    by: User,
    at: dt.datetime,  # noqa: ARG001 - the row notes its own moment; every operation says when
    generation: Generation,
    customer_id: str,
    windows: Sequence[Window],
    zone: str = "Asia/Shanghai",
) -> ContactPreference:
    """Store a customer's suitable times in place of what was there; no windows = any time.

    Raises NotAllowedError, CustomerNotVisibleError, TimesUnclearError.
    """
    guards.allowed(by, Thing.PREFERENCE, Action.UPDATE)
    _check(zone, windows)
    customer = guards.customer(by, generation, customer_id)
    locks.hold(customer.customer_id, None)
    row = ContactPreference.objects.unscoped().filter(customer_id=customer_id).first()
    row = row or ContactPreference(customer_id=customer_id)
    row.zone, row.windows, row.recorded_by = zone, [_stored(one) for one in sorted(windows, key=_order)], by
    row.save()
    return row


def _check(zone: str, windows: Sequence[Window]) -> None:
    try:
        zoneinfo.ZoneInfo(zone)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        raise TimesUnclearError(f"{zone!r} is no time zone: name one such as Asia/Shanghai.") from None
    for row in map(_stored, windows):
        try:
            Window.read(row)
        except ValueError as error:
            raise TimesUnclearError(str(error)) from None


def _order(window: Window) -> tuple[int, int, int]:
    return window.weekday, window.begins, window.ends


def _stored(window: Window) -> dict[str, int | str]:
    return {
        "weekday": window.weekday,
        "from": f"{window.begins // 60:02}:{window.begins % 60:02}",
        "until": f"{window.ends // 60:02}:{window.ends % 60:02}",
    }
