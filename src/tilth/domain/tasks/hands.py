"""The hands of whoever plans something, and of whoever has it on the list."""

import datetime as dt
from uuid import UUID

from tilth.data.models import Task
from tilth.domain import guards
from tilth.domain.acting import Acting, Who, enter
from tilth.policy.subjects.task import TASK
from tilth.policy.things import Action

LATEST = dt.timedelta(days=366)
"""How far ahead a task may lie."""


def begin(who: Who, customer_id: str) -> Acting:
    """Return the hands of whoever plans something: only a member of staff does."""
    at = enter(who, TASK.thing, Action.CREATE, customer_id)
    if who.by.staff_id is None:
        raise guards.CustomerNotVisibleError(customer_id)
    return at


def own(who: Who, customer_id: str, task_id: UUID) -> tuple[Acting, Task]:
    """Return a task about a customer in sight, the own or that of somebody stood in for, locked."""
    at = enter(who, TASK.thing, Action.UPDATE, customer_id, alone=False)
    mine = Task.objects.unscoped().filter(staff_id__in=guards.managers(who.by, who.generation))
    return at, at.one(mine, task_id)
