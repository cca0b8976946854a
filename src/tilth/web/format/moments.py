"""Moments of tasks and of calls put off, in words."""

import datetime as dt
from typing import Protocol

from tilth.data.models.published.customer import Wrong
from tilth.web.format import days


class Due(Protocol):
    """Whatever has a day and perhaps a time."""

    @property
    def due_on(self) -> dt.date:
        """The day."""

    @property
    def due_at(self) -> dt.time | None:
        """The time of day, where there is one."""


def moment(todo: Due, *, today: dt.date, language: str) -> str:
    """Return 今天 15:30, 11-20 周五, tomorrow 09:30."""
    words = days.when(todo.due_on, today=today, language=language)
    if abs((todo.due_on - today).days) > 1:
        words = days.near(todo.due_on, today=today, language=language)
    return words if todo.due_at is None else f"{words} {todo.due_at:%H:%M}"


def marked(wrong: Wrong | None, *, today: dt.date, language: str) -> str:
    """Return since when and by whom a number is marked wrong: 11-20 林晓岚; empty for a right one."""
    return f"{days.plain(wrong.marked_on, today=today, language=language)} {wrong.by}" if wrong else ""
