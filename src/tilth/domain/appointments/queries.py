"""How often a talk becomes an appointment, and how often the customer comes (B1)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from tilth.access import visibility
from tilth.data.models import Generation, Task, User
from tilth.domain.contacts import made


@dataclass(frozen=True, kw_only=True)
class Rate:
    """One manager's appointments in a period."""

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


def rates(
    actor: User, generation: Generation, *, since: dt.date, until: dt.date, among: Sequence[str]
) -> dict[str, Rate]:
    """Return the appointment rate of these people by staff number, days included; two queries.

    Talks count for who had them, wherever the customer is by now; who came is known of customers in sight.
    """
    found = {one.staff_id: one for one in made.talks(among, since=since, until=until)}
    tasks = visibility.visible(Task, actor, generation).filter(
        Q(staff_id__among=list(among)),
        kind="appointment",
        due_on__gte=since,
        due_on__lte=until,
        came__isnull=False,
    )
    met = tasks.values_list("staff_id").annotate(
        came_in=Count("id", filter=Q(came="came")), missed=Count("id", filter=Q(came="did_not_come"))
    )
    results = {staff: (came, missed) for staff, came, missed in met.order_by()}
    nothing = made.Talks("", 0, 0)
    return {
        staff: Rate(
            talks=found.get(staff, nothing).contacts,
            made=found.get(staff, nothing).appointed,
            came=results.get(staff, (0, 0))[0],
            missed=results.get(staff, (0, 0))[1],
        )
        for staff in sorted(found.keys() | results.keys())
    }
