"""Record a customer's wish not to be disturbed, and its end (PROF-26)."""

import datetime as dt
from typing import Annotated

from tilth.data.models import DoNotDisturb
from tilth.domain import guards, refusing
from tilth.domain.acting import Acting
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.policy import codes
from tilth.policy.subjects.do_not_disturb import DO_NOT_DISTURB
from tilth.policy.words import Codes, Words

TOPICS: Codes = {"": Words("Everything", "一切"), **codes.PURPOSES}
"""What a wish is about: a purpose of contact, or all of them."""
_ONE_DAY = dt.timedelta(days=1)


@adds(DO_NOT_DISTURB, Words("Record a wish", "登记免打扰"))
def add(  # noqa: PLR0913 - one act, told in keywords
    at: Acting,
    *,
    channel: Annotated[str, OneOf(codes.CHANNELS_OF_WISHES)] = codes.ANY_CHANNEL,
    topic: Annotated[str, OneOf(TOPICS)] = "",
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    reason: Note = "",
    source: Note = "",
) -> DoNotDisturb:
    """Store one wish: by which channel, about which purpose ('' = all), from when (today) until when."""
    return DoNotDisturb.objects.create(
        customer_id=at.customer.customer_id,
        channel=channel,
        topic=topic,
        starts_on=guards.first_day("A wish", starts_on=starts_on, ends_on=ends_on, today=at.today),
        ends_on=ends_on,
        reason=reason,
        source=source,
        created_by=at.who.by,
    )


@changes(DO_NOT_DISTURB, DoNotDisturb, Words("Withdraw it", "撤回"))
def end(at: Acting, wish: DoNotDisturb) -> DoNotDisturb:
    """Withdraw a wish from today on: its last day becomes yesterday, also where it had not begun."""
    last = at.today - _ONE_DAY
    if wish.ends_on is not None and wish.ends_on <= last:
        raise refusing.ended(f"This wish ended on {wish.ends_on}.")
    wish.starts_on, wish.ends_on = min(wish.starts_on, last), last
    return at.changed(wish)
