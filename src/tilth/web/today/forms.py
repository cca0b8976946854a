"""The small forms of a row: skip with a reason, put a call off."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tilth.domain import days
from tilth.domain.tasks.hands import LATEST
from tilth.kernel import dates
from tilth.policy import codes
from tilth.web import fields, labels

NOTE_LENGTH = 200
TIMES = (dt.time(10, 30), dt.time(11, 30), dt.time(14, 0), dt.time(15, 30), dt.time(17, 0))
"""Times of today that are offered, as far as they are still to come."""
TODAY_SHOWN = 2


class SkipForm(forms.Form):
    """Why a name is passed over: one of five reasons; `other` needs a few words."""

    reason = fields.Choice(
        choices=labels.choices("skip", codes.SKIP_REASONS),
        error_messages={
            "required": gettext_lazy("Choose a reason."),
            "invalid_choice": gettext_lazy("Choose a reason."),
        },
    )
    note = fields.Text(
        required=False,
        max_length=NOTE_LENGTH,
        error_messages={"max_length": gettext_lazy("Keep it under 200 characters.")},
    )

    def clean(self) -> dict[str, Any]:
        """Ask for words where the reason is none of the others."""
        given = super().clean() or {}
        if given.get("reason") == "other" and not given.get("note"):
            self.add_error("note", _("Write a few words: why not today?"))
        return given


class PutOffForm(forms.Form):
    """To when a call is put off: a quick choice `when` (a moment), or a day and perhaps a time."""

    when = fields.Text(required=False)
    due_on = fields.Day(required=False)
    due_at = forms.TimeField(
        required=False, error_messages={"invalid": gettext_lazy("Write the time as HH:MM.")}
    )

    def __init__(self, *args: Any, now: dt.datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now.astimezone(days.ZONE)

    def clean(self) -> dict[str, Any]:
        """Turn a quick choice into day and time; refuse moments that have passed."""
        given = super().clean() or {}
        if given.get("when"):
            self._quick(given)
        if not self.errors:
            self._check(given.get("due_on"), given.get("due_at"))
        return given

    def _quick(self, given: dict[str, Any]) -> None:
        day, _space, time = given["when"].partition(" ")
        given["due_on"] = dates.read_day(day)
        try:
            given["due_at"] = dt.time.fromisoformat(time).replace(tzinfo=None) if time else None
        except ValueError:
            self.add_error("due_on", _("Choose a time today, or another day."))

    def _check(self, day: dt.date | None, time: dt.time | None) -> None:
        today = self.now.date()
        if day is None:
            self.add_error("due_on", _("Choose a time today, or another day."))
        elif day < today or (day == today and (time is None or time <= self.now.time())):
            self.add_error("due_on", _("That moment has passed: choose a later time, or another day."))
        elif day > today + LATEST:
            self.add_error("due_on", _("That is more than a year away: choose an earlier day."))


def clock(now: dt.datetime) -> str:
    """Return a moment as the choices of putting a call off write one: day and time in the bank's zone."""
    return f"{now.astimezone(days.ZONE):%Y-%m-%d %H:%M}"


def quick_moments(now: dt.datetime, *, most: int = TODAY_SHOWN) -> tuple[tuple[str, str], ...]:
    """Return the choices of putting a call off: `most` later today, then days; each with its words."""
    local = now.astimezone(days.ZONE)
    today = local.date()
    still = [time for time in TIMES if time > local.time()][:most]
    made = [(f"{today} {time:%H:%M}", _("Today {time}").format(time=f"{time:%H:%M}")) for time in still]
    made += [
        (f"{days.next_working_day(today)} 09:30", _("Next working day 09:30")),
        (f"{today + dt.timedelta(days=3)}", _("In 3 days")),
        (f"{today + dt.timedelta(days=7)}", _("In a week")),
    ]
    return tuple(made)
