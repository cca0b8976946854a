"""Forms of what is planned or noted about one customer."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from tilth.domain.records.planning import Plan
from tilth.domain.tasks.hands import LATEST
from tilth.policy import codes
from tilth.web import fields, labels
from tilth.web.desk.desk import Desk
from tilth.web.desk.forms import LONG, CustomerForm

_STEPS = tuple(code for code in codes.NEXT_STEPS if code != "none")


class TaskForm(CustomerForm):
    """Something to do: what, when, and of an appointment where and with whom."""

    code = "task"
    step = forms.ChoiceField(label=gettext_lazy("What"), choices=labels.choices("next_step", _STEPS))
    text = fields.Text(label=gettext_lazy("In words"), required=False, max_length=200)
    due_on = fields.Day(
        label=gettext_lazy("On"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    due_at = forms.TimeField(
        label=gettext_lazy("At"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    place = forms.ChoiceField(
        label=gettext_lazy("Place"),
        required=False,
        choices=[("", "—"), *labels.choices("place", codes.PLACES)],
    )
    party = fields.Text(label=gettext_lazy("Who comes along"), required=False, max_length=200)

    def __init__(self, *args: Any, at: Desk | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = None if at is None else at.frame.today

    def clean(self) -> dict[str, Any]:
        """Ask for words where the choice says nothing; refuse days that have passed."""
        given = super().clean() or {}
        if given.get("step") == "other" and not given.get("text"):
            self.add_error("text", _("Say in a few words what comes next."))
        day = given.get("due_on")
        if day is not None and self.day is not None and not self.day <= day <= self.day + LATEST:
            self.add_error("due_on", _("Choose a day from today on, within a year."))
        return given

    def plan(self) -> Plan:
        """Return what was written."""
        return Plan(**self.cleaned_data)


class NoteForm(CustomerForm):
    """A few words about a customer."""

    code = "note"
    text = fields.Text(
        label=pgettext_lazy("task", "Note"),
        max_length=LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write a few words.")},
    )
