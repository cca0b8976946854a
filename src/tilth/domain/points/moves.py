"""Who moved between tiers from one night to another: what a flow counts, as a condition on customers."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from tilth.data.models import CustomerPoint, Generation, PointNight
from tilth.kernel import dates
from tilth.policy.vocabulary import TIERS

UP, DOWN, NONE = "up", "down", "none"
"""Into a higher tier, into a lower one; and beside a tier: new, or closed."""
_BETWEEN, _PAIR = "~", "-"


@dataclass(frozen=True, kw_only=True)
class Move:
    """One cell of a flow, or all that rose or fell."""

    what: str
    """`UP`, `DOWN`, or two of the tiers and `NONE` with a - between them."""
    from_date: dt.date
    to_date: dt.date

    def __str__(self) -> str:
        return _BETWEEN.join((self.what, self.from_date.isoformat(), self.to_date.isoformat()))

    @property
    def ends(self) -> tuple[str, str] | None:
        """The two tiers of a cell; None for all that rose or fell."""
        before, _sign, after = self.what.partition(_PAIR)
        return (before, after) if after else None


def cell(before: str | None, after: str | None) -> str:
    """Return what a cell of the flow is called."""
    return f"{before or NONE}{_PAIR}{after or NONE}"


def read(text: str) -> Move | None:
    """Return the move that an address names; None for anything else."""
    what, *ends = text.split(_BETWEEN)
    days = [day for end in ends if (day := dates.read_day(end))]
    if len(days) != 2 or len(ends) != 2 or not _known(what):
        return None
    return Move(what=what, from_date=days[0], to_date=days[1])


def _known(what: str) -> bool:
    before, _sign, after = what.partition(_PAIR)
    known = (*TIERS, NONE)
    return what in (UP, DOWN) or (before in known and after in known and before != after)


def condition(move: Move, generation: Generation) -> Q:
    """Return the condition of a move on customers; on a night without points nobody had a tier."""
    nights = PointNight.objects.filter(business_date__lte=generation.business_date)
    wanted = nights.filter(business_date__in=[move.from_date, move.to_date])
    known = dict(wanted.values_list("business_date", "pk"))
    before, after = known.get(move.from_date, 0), known.get(move.to_date, 0)
    if move.ends:
        return _at(before, move.ends[0]) & _at(after, move.ends[1])
    rule = Q(pk__in=[])
    for place, tier in enumerate(TIERS):
        beyond = TIERS[place + 1 :] if move.what == UP else TIERS[:place]
        if beyond:
            rule |= _at(before, tier) & _at(after, *beyond)
    return rule


def _at(night: int, *tiers: str) -> Q:
    # reads no other customer than the outer query's, which is in sight
    points = CustomerPoint.objects.unscoped().filter(night=night, customer_id=OuterRef("customer_id"))
    if tiers == (NONE,):
        return ~Q(Exists(points))
    return Q(Exists(points.filter(tier__in=tiers)))
