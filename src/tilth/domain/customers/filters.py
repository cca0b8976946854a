"""What narrows the list of customers, and the condition that each part is."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

DUE_WITHIN = (7, 10, 30, 90)
"""Days within which something of the customer's may fall due."""


@dataclass(frozen=True, kw_only=True)
class Filters:
    """What is looked for; empty texts mean: no matter."""

    text: str = ""
    tier: str = ""
    segment: str = ""
    lifecycle: str = ""
    category: str = ""
    """A product category that the customer holds."""
    tag: str = ""
    """A mark that the bank's data give the customer."""
    due: int = 0
    """Something falls due within so many days."""
    under: bool = False
    overdue: bool = False
    side: str = ""
    branch: str = ""
    within: tuple[str, ...] = ()
    """The branch and those below it that are in sight."""
    sort: str = "aum"


def condition(filters: Filters, *, day: dt.date, today: dt.date) -> Q:
    """Return the condition of all parts but the text; `day` is the night's, `today` the reader's."""
    rule = Q()
    for column in ("tier", "segment", "lifecycle"):
        if wanted := getattr(filters, column):
            rule &= Q(**{column: wanted})
    if filters.category:
        rule &= Q(categories__contains=[filters.category])
    if filters.tag:
        rule &= Q(tags__contains=[filters.tag])
    if filters.due:
        rule &= Q(next_due_on__gte=today, next_due_on__lte=today + dt.timedelta(days=filters.due))
    if filters.under:
        rule &= Q(under_served=True)
    if filters.overdue:
        rule &= Q(overdue_days__gt=0) & (Q(closed_on__isnull=True) | Q(closed_on__gt=day))
    if filters.side:
        rule &= Q(familiar=filters.side == "familiar")
    return rule & Q(branch_id__among=list(filters.within)) if filters.branch else rule
