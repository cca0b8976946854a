"""Record when a customer likes to be contacted (PROF-14), and what to leave unsaid (PROF-20)."""

import datetime as dt
import zoneinfo
from collections.abc import Sequence

from django.db import transaction

from tilth.data.models import ContactPreference, Generation, User
from tilth.domain import guards, locks
from tilth.policy.contact_gate import Window
from tilth.policy.permissions import Action, Thing

MOST, LONGEST = 20, 100
"""Topics of one customer, and letters of one topic."""


class TopicsUnclearError(ValueError):
    """There are more topics, or longer ones, than anybody reads before a call."""


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
    row = _row(customer_id)
    row.zone, row.windows, row.recorded_by = zone, [_stored(one) for one in sorted(windows, key=_order)], by
    row.save()
    return row


@transaction.atomic
def avoid(
    *,
    by: User,
    at: dt.datetime,  # noqa: ARG001 - the row notes its own moment; every operation says when
    generation: Generation,
    customer_id: str,
    topics: Sequence[str],
) -> ContactPreference:
    """Store what nobody brings up with a customer in place of what was there; each once, in the given order.

    Raises NotAllowedError, CustomerNotVisibleError, TopicsUnclearError, AuthenticationDataError.
    """
    guards.allowed(by, Thing.PREFERENCE, Action.UPDATE)
    given = list(dict.fromkeys(" ".join(topic.split()) for topic in topics if topic.strip()))
    if len(given) > MOST or any(len(topic) > LONGEST for topic in given):
        raise TopicsUnclearError(f"Name at most {MOST} topics of at most {LONGEST} letters each.")
    guards.free_text(*given)
    customer = guards.customer(by, generation, customer_id)
    locks.hold(customer.customer_id, None)
    row = _row(customer_id)
    row.avoid, row.recorded_by = given or None, by
    row.save()
    return row


def _row(customer_id: str) -> ContactPreference:
    row = ContactPreference.objects.unscoped().filter(customer_id=customer_id).first()
    return row or ContactPreference(customer_id=customer_id)


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
