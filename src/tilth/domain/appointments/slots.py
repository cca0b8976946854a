"""Find two free hours in the actor's own diary, to be offered for an appointment (B2)."""

import datetime as dt
from collections.abc import Collection

from tilth.data.models import Generation, User
from tilth.domain.diary import queries as diary
from tilth.domain.due import kinds
from tilth.policy import slots
from tilth.policy.contact_gate import Window
from tilth.policy.slots import Slot
from tilth.policy.subjects.task import TaskRules


def offered(
    actor: User, generation: Generation, *, now: dt.datetime, rules: TaskRules, best: Collection[Window] = ()
) -> tuple[Slot, ...]:
    """Return at most two free slots from `now`, a moment in the bank's zone, on; one query.

    Those in the `best` hours of whom it is about alone, where there is one.

    Whoever has no staff number has no diary and is offered none.
    """
    if not actor.staff_id:
        return ()
    today = now.date()
    last = slots.days(today, rules)[-1]
    lasting = list(kinds.lasting())
    rows = diary.due_lines(actor, generation, lasting=lasting, today=today, until=last)
    mine = rows.filter(diary.owned_by(actor.staff_id), due_on__gte=today, due_at__isnull=False)
    busy = {
        dt.datetime.combine(day, at)
        for day, at in mine.values_list("due_on", "due_at")
        if day is not None and at is not None
    }
    return slots.offered(now, busy, rules, best)
