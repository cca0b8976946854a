"""How often a talk becomes an appointment, and how often the customer comes (B1)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, OuterRef, Q, Subquery

from tilth.access import visibility
from tilth.data.models import Generation, PublishedCustomer, Task, User
from tilth.domain.contacts import made
from tilth.domain.customers import worked

if TYPE_CHECKING:
    from django.db.models import QuerySet


@dataclass(frozen=True, kw_only=True)
class Rate:
    """Appointments in a period: one manager's, or one part of several people's."""

    talks: int = 0
    """Two-way contacts, each customer once a day."""
    made: int = 0
    """Of these, those in which an appointment was made."""
    came: int = 0
    missed: int = 0
    """Appointments of the period to which the customer came, and did not come."""

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(
            talks=self.talks + other.talks,
            made=self.made + other.made,
            came=self.came + other.came,
            missed=self.missed + other.missed,
        )

    @property
    def rate(self) -> float | None:
        """Appointments made of talks; None without a talk."""
        return self.made / self.talks if self.talks else None

    @property
    def kept(self) -> float | None:
        """Of the appointments whose result is known, those to which the customer came; None without one."""
        known = self.came + self.missed
        return self.came / known if known else None


@dataclass(frozen=True, kw_only=True)
class Rates:
    """The appointment rates of some people in a period."""

    people: Mapping[str, Rate]
    """By staff number."""
    parts: Mapping[str, Rate]
    """Of all these people: by side, by new and existing, by what the contact was for (`worked.PARTS`)."""


def rates(
    actor: User, generation: Generation, *, since: dt.date, until: dt.date, among: Sequence[str]
) -> Rates:
    """Return the appointment rate of these people, days included; two queries.

    Talks count for who had them, wherever the customer is by now; who came is known of customers in sight.
    An appointment is for what the contact that arranged it was for.
    """
    people: dict[str, Rate] = defaultdict(Rate)
    parts: dict[str, Rate] = defaultdict(Rate)
    for one in made.talks(among, since=since, until=until):
        told = Rate(talks=one.contacts, made=one.appointed)
        (parts if one.part else people)[one.part or one.staff_id] += told
    for met in _met(actor, generation, since=since, until=until, among=among):
        told = Rate(came=met["came_in"], missed=met["missed"])
        people[met["staff_id"]] += told
        for part in _parts(met):
            parts[part] += told
    return Rates(people=dict(people), parts=dict(parts))


def _met(
    actor: User, generation: Generation, *, since: dt.date, until: dt.date, among: Sequence[str]
) -> "QuerySet[Task, dict[str, Any]]":
    """Return how many customers came and did not, by person, kind of customer and purpose; one query."""
    customers = visibility.visible(PublishedCustomer, actor, generation).filter(
        customer_id=OuterRef("customer_id")
    )
    tasks = visibility.visible(Task, actor, generation).filter(
        Q(staff_id__among=list(among)),
        kind="appointment",
        due_on__gte=since,
        due_on__lte=until,
        came__isnull=False,
    )
    rows = tasks.annotate(
        familiar=Subquery(customers.values("familiar")[:1]),
        lifecycle=Subquery(customers.values("lifecycle")[:1]),
        purpose=F("contact__purpose"),
    ).values("staff_id", "familiar", "lifecycle", "purpose")
    counted = rows.annotate(
        came_in=Count("id", filter=Q(came="came")), missed=Count("id", filter=Q(came="did_not_come"))
    )
    return counted.order_by()


def _parts(met: Mapping[str, Any]) -> tuple[str, str, str]:
    return (
        worked.FAMILIAR if met["familiar"] else worked.UNFAMILIAR,
        worked.NEW if met["lifecycle"] == "new" else worked.EXISTING,
        met["purpose"] or worked.PLANNED,
    )
