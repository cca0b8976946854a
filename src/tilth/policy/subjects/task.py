"""Tasks: what was promised or planned for a day, appointments and calls put off among it (REC-03)."""

import datetime as dt
from typing import Annotated, Self

from pydantic import Field, model_validator

from tilth.policy.clock import Clock
from tilth.policy.subjects.kit import KEPT, Due, Merges, Moves, Rules, Subject
from tilth.policy.things import Thing
from tilth.policy.words import Words


class TaskRules(Rules):
    """When customers are received: both half days of a working day, and how appointments are spaced."""

    morning_from: Clock
    morning_until: Clock
    afternoon_from: Clock
    afternoon_until: Clock
    slot_minutes: Annotated[int, Field(ge=10, le=120)]
    """From one possible beginning to the next, and the time that must be left before a half day ends."""
    apart_minutes: Annotated[int, Field(ge=0, le=480)]
    """Nothing is offered closer than so many minutes to what is due at an hour."""
    days_ahead: Annotated[int, Field(ge=1, le=30)]
    """Working days that are looked at, the first one on or after today among them."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        hours = (self.morning_from, self.morning_until, self.afternoon_from, self.afternoon_until)
        if list(hours) != sorted(hours) or hours[0] == hours[1] or hours[2] == hours[3]:
            raise ValueError("the half days of appointments are not in order: each begins before it ends")
        return self

    @property
    def half_days(self) -> tuple[tuple[dt.time, dt.time], tuple[dt.time, dt.time]]:
        """Return from when until when customers are received, in the morning and in the afternoon."""
        return (self.morning_from, self.morning_until), (self.afternoon_from, self.afternoon_until)


TASK = Subject(
    thing=Thing.TASK,
    words=Words("Task", "任务"),
    many=Words("Tasks", "任务"),
    about="Something to do about a customer on a day, open until it is done; it goes with the customer.",
    shows=("REC-03", "REC-04", "REL-09", "GOV-07"),
    hands=KEPT,
    happened="made_at",
    line=("kind", "step", "due_on"),
    due=Due(day="due_on", until="done_at", act="tick"),
    moves=Moves.FOLLOW,
    merges=Merges.MOVE,
    retention="dealings",
    icon="bookmark",
    erases=(),
    rules=TaskRules,
    tab="overview",
)
