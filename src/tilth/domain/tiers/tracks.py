"""What counted for a customer's tier day by day: the nights behind the mean that tiers (TIER-15)."""

import datetime as dt
import functools
from bisect import bisect_right
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models.functions import Coalesce

from tilth.access import reads, visibility
from tilth.access.ahead import Asked
from tilth.data.models import CustomerPoint, Generation, PointNight, PublishedCustomer, User
from tilth.policy.playbook import Playbook
from tilth.policy.tier_distance import ONE_DAY, Nights, Track, whole
from tilth.policy.working_days import is_working_day

if TYPE_CHECKING:
    from django.db.models import QuerySet

_ONE = Decimal(1)
_LOOKED_AT = 28
"""Days in which a night of a day off shows that nights come on every day."""
Night = tuple[dt.date, int]


def asked(
    actor: User, generation: Generation, playbook: Playbook, *, customer_id: str
) -> tuple[Asked[tuple[dt.date, Decimal]], ...]:
    """Return what `track` asks, to be sent with other reads: nothing where tonight's amount tiers."""
    numbers = _numbers(generation, playbook)
    if not numbers:
        return ()
    return (_counted.asked(actor, generation, customer_id=customer_id, nights=numbers),)


def track(actor: User, generation: Generation, row: PublishedCustomer, playbook: Playbook) -> Track | None:
    """Return what counted on each day of the mean; one query, none where tonight's amount tiers.

    None where the nights at hand do not make the mean that the night found: those of before an update, or of
    before a change of the weights, do not say what counted on them.
    """
    night, window = row.business_date, playbook.tiers.window
    basis = whole(row.tier_basis, _ONE)
    if window == 1:
        return Track(night=night, window=1, counted=(basis,))
    nights = _nights(generation, window)
    if not nights:
        return None
    numbers = [number for _, number in nights]
    found = dict(_counted(actor, generation, customer_id=row.customer_id, nights=numbers))
    fed = [day for day, _ in nights]
    first = max(fed[0], night - (window - 1) * ONE_DAY)
    days = (first + number * ONE_DAY for number in range((night - first).days + 1))
    amounts = (found.get(fed[bisect_right(fed, day) - 1], Decimal(0)) for day in days)
    made = Track(night=night, window=window, counted=tuple(whole(amount, _ONE) for amount in amounts))
    return made if made.mean(night) == basis else None


def nights_come(generation: Generation) -> Nights:
    """Return on which days a night comes: working days, or every day where one came on a day off."""
    seen = (day for day, _ in _nights(generation, _LOOKED_AT))
    return is_working_day if all(is_working_day(day) for day in seen) else _every_day


def _every_day(_day: dt.date) -> bool:
    return True


def _numbers(generation: Generation, playbook: Playbook) -> list[int]:
    window = playbook.tiers.window
    return [] if window == 1 else [number for _, number in _nights(generation, window)]


@reads.scoped
def _counted(
    actor: User, generation: Generation, *, customer_id: str, nights: list[int]
) -> "QuerySet[CustomerPoint, tuple[dt.date, Decimal]]":
    seen = visibility.visible(CustomerPoint, actor, generation)
    rows = seen.filter(customer_id=customer_id, night__in=nights).order_by("business_date")
    return rows.annotate(counted=Coalesce("weighted", "aum")).values_list("business_date", "counted")


def _nights(generation: Generation, window: int) -> tuple[Night, ...]:
    return _known(generation.pk, generation.business_date, generation.published_at, window)


@functools.lru_cache(maxsize=64)
def _known(_pk: int, night: dt.date, _published_at: dt.datetime | None, window: int) -> tuple[Night, ...]:
    """Return date and number of the nights behind a mean, oldest first; once per generation."""
    rows = PointNight.objects.filter(business_date__lte=night).order_by("business_date")
    known = list(rows.values_list("business_date", "pk"))
    begins = night - (window - 1) * ONE_DAY
    before = sum(day <= begins for day, _ in known)
    return tuple(known[max(before - 1, 0) :])
