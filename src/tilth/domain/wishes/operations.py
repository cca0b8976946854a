"""Record a customer's wish not to be disturbed, and its end (PROF-26)."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from tilth.access import visibility
from tilth.data.models import DoNotDisturb, Generation, User
from tilth.domain import guards
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing

ANY = "any"
_ONE_DAY = dt.timedelta(days=1)


class WishUnclearError(ValueError):
    """A wish names no known channel or topic, or ends before it starts."""


class AlreadyOverError(ValueError):
    """The wish does not hold any more."""


@transaction.atomic
def add(  # noqa: PLR0913 - one act, told in keywords
    *,
    by: User,
    at: dt.datetime,
    generation: Generation,
    customer_id: str,
    channel: str = ANY,
    topic: str = "",
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    reason: str = "",
    source: str = "",
) -> DoNotDisturb:
    """Store one wish: by which channel, about which purpose ('' = all), from when (today) until when.

    Raises NotAllowedError, CustomerNotVisibleError, WishUnclearError, AuthenticationDataError.
    """
    guards.allowed(by, Thing.DO_NOT_DISTURB, Action.CREATE)
    guards.free_text(reason, source)
    guards.customer(by, generation, customer_id)
    if channel not in (ANY, *codes.CHANNELS):
        raise WishUnclearError(
            f"{channel!r} is no channel: choose {ANY} or one of {', '.join(codes.CHANNELS)}."
        )
    if topic not in ("", *codes.PURPOSES):
        raise WishUnclearError(f"{topic!r} is no topic: leave it empty or choose a purpose of contact.")
    first = starts_on or guards.day(at)
    if ends_on is not None and ends_on < first:
        raise WishUnclearError(f"A wish cannot end on {ends_on}, before it starts on {first}.")
    return DoNotDisturb.objects.create(
        customer_id=customer_id,
        channel=channel,
        topic=topic,
        starts_on=first,
        ends_on=ends_on,
        reason=reason.strip(),
        source=source.strip(),
        created_by=by,
    )


@transaction.atomic
def end(*, by: User, at: dt.datetime, generation: Generation, wish_id: UUID) -> None:
    """Withdraw a wish from today on: its last day becomes yesterday, also where it had not begun.

    Raises NotAllowedError, CustomerNotVisibleError when it is not in sight, AlreadyOverError.
    """
    guards.allowed(by, Thing.DO_NOT_DISTURB, Action.UPDATE)
    rows = visibility.visible(DoNotDisturb, by, generation)
    wish = rows.filter(pk=wish_id).select_for_update(of=("self",)).first()
    if wish is None:
        raise guards.CustomerNotVisibleError(str(wish_id))
    last = guards.day(at) - _ONE_DAY
    if wish.ends_on is not None and wish.ends_on <= last:
        raise AlreadyOverError(f"This wish ended on {wish.ends_on}.")
    wish.starts_on, wish.ends_on = min(wish.starts_on, last), last
    wish.save(update_fields=["starts_on", "ends_on"])
