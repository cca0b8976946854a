"""How often a talk becomes an appointment, and how often the customer comes (B1)."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Q

from tilth.access import visibility
from tilth.data.models import Contact, Generation, Task, User


@dataclass(frozen=True, kw_only=True)
class Rate:
    """One manager's appointments in a period."""

    talks: int = 0
    """Two-way contacts."""
    made: int = 0
    """Of these, those in which an appointment was made."""
    came: int = 0
    missed: int = 0
    """Appointments of the period to which the customer came, and did not come."""

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
    actor: User, generation: Generation, *, since: dt.date, until: dt.date, among: tuple[str, ...] = ()
) -> dict[str, Rate]:
    """Return the appointment rate by staff number, days included; two queries.

    Of everybody with a record about customers in the actor's sight, or of `among`.
    """
    own = Q(staff_id__in=among) if among else Q()
    contacts = visibility.visible(Contact, actor, generation).filter(
        own, contact_on__gte=since, contact_on__lte=until, two_way=True
    )
    tasks = visibility.visible(Task, actor, generation).filter(
        own, kind="appointment", due_on__gte=since, due_on__lte=until, came__isnull=False
    )
    spoken = contacts.values_list("staff_id").annotate(
        talks=Count("id"), made=Count("id", filter=Q(outcome="appointment"))
    )
    met = tasks.values_list("staff_id").annotate(
        came_in=Count("id", filter=Q(came="came")), missed=Count("id", filter=Q(came="did_not_come"))
    )
    talks = {staff: (count, made) for staff, count, made in spoken.order_by()}
    results = {staff: (came, missed) for staff, came, missed in met.order_by()}
    return {
        staff: Rate(
            talks=talks.get(staff, (0, 0))[0],
            made=talks.get(staff, (0, 0))[1],
            came=results.get(staff, (0, 0))[0],
            missed=results.get(staff, (0, 0))[1],
        )
        for staff in sorted(talks.keys() | results.keys())
    }
