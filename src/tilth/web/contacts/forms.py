"""The form that records a contact: plain fields, each error beside its field (REC-01, LIFE-08).

It is one plain POST to `/customers/<number>/record/`, so that it may as well be sent later (offline):

- `key`: the form's own key; sent twice, it is stored once. `known`: number of the newest contact that the
  writer knew of, all zeros for none, empty to store without asking; a newer one by a colleague answers 409.
- `outcome` (required), `intention` (required where somebody spoke), `step` (required, unless `next_step` is
  written; `none` = no follow-up needed) with `next_step` (words), `next_step_on` (YYYY-MM-DD, required with a
  step other than `none`) and `next_step_at` (HH:MM).
- `channel`, `purpose` (required), `two_way` (yes, no, empty = follows from the outcome), `duration_minutes`,
  `content`, `effect`, `origin` (today, customer: where to go afterwards).

Answers: 200 with the list (htmx) or 302 when stored, 422 with errors, 409 with what a colleague recorded, or
where the key was used for another record.
"""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tilth.data import codes
from tilth.domain.contacts.operations import SILENT_OUTCOMES, Record
from tilth.kernel.ids import uuid7
from tilth.web import fields, labels

CONTENT_LENGTH = 2000
STEP_LENGTH = 200
KEY_LENGTH = 64
LATEST = dt.timedelta(days=366)
_KINDS = {"visit": "appointment", "call": "call"}
"""What a next step becomes on the list of tasks; any other is a task."""


def _choices(kind: str, values: tuple[str, ...]) -> list[tuple[str, Any]]:
    return [(code, labels.ALL[kind][code]) for code in values]


class ContactForm(forms.Form):
    """One contact or attempt; `day` is the day of the pages, before which no next step may lie."""

    key = fields.Text(max_length=KEY_LENGTH, widget=forms.HiddenInput)
    channel = forms.ChoiceField(choices=_choices("channel", codes.CHANNELS))
    outcome = forms.ChoiceField(
        choices=_choices("outcome", codes.OUTCOMES),
        error_messages={"required": gettext_lazy("Choose what came of it.")},
    )
    two_way = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")], required=False)
    purpose = forms.ChoiceField(
        choices=_choices("purpose", codes.PURPOSES),
        error_messages={"required": gettext_lazy("Choose what it was for.")},
    )
    duration_minutes = forms.IntegerField(
        required=False,
        min_value=0,
        max_value=600,
        error_messages={
            "invalid": gettext_lazy("Write whole minutes."),
            "min_value": gettext_lazy("Write 0 to 600 minutes."),
            "max_value": gettext_lazy("Write 0 to 600 minutes."),
        },
    )
    content = fields.Text(
        required=False,
        max_length=CONTENT_LENGTH,
        error_messages={"max_length": gettext_lazy("Keep it under 2,000 characters.")},
    )
    next_step = fields.Text(
        required=False,
        max_length=STEP_LENGTH,
        error_messages={"max_length": gettext_lazy("Keep it under 200 characters.")},
    )
    next_step_on = fields.Day(required=False)
    known = forms.UUIDField(required=False, widget=forms.HiddenInput)
    intention = forms.ChoiceField(choices=_choices("intention", codes.INTENTIONS), required=False)
    step = forms.ChoiceField(
        choices=[(code, labels.NEXT_STEPS[code]) for code in labels.NEXT_STEPS], required=False
    )
    next_step_at = forms.TimeField(
        required=False, error_messages={"invalid": gettext_lazy("Write the time as HH:MM.")}
    )
    effect = forms.ChoiceField(choices=[("", ""), *_choices("effect", codes.EFFECTS)], required=False)

    def __init__(self, *args: Any, day: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.day = day

    def clean(self) -> dict[str, Any]:
        """Check what one field alone cannot know: two-way against outcome, the next step with its day."""
        given = super().clean() or {}
        self._check_two_way(given)
        self._check_intention(given)
        self._check_next_step(given)
        return given

    def _check_two_way(self, given: dict[str, Any]) -> None:
        outcome = given.get("outcome")
        if outcome is None:
            return
        if not given.get("two_way"):
            given["two_way"] = "yes" if outcome == "connected" else "no"
        if given["two_way"] == "yes" and outcome in SILENT_OUTCOMES:
            self.add_error(
                "two_way", _("Nobody spoke, so this was an attempt: choose it, or another result.")
            )

    def _check_intention(self, given: dict[str, Any]) -> None:
        outcome = given.get("outcome")
        if outcome in SILENT_OUTCOMES:
            given["intention"] = ""
        elif outcome is not None and "intention" in given and not given["intention"]:
            self.add_error("intention", _("Choose how far the customer means to go on."))

    def _check_next_step(self, given: dict[str, Any]) -> None:
        if not {"next_step_on", "next_step", "step"} <= given.keys():
            return
        if given["step"] == "none":
            given["next_step"], given["next_step_on"], given["next_step_at"] = "", None, None
            return
        day = given["next_step_on"]
        if not given["step"] and not given["next_step"]:
            self.add_error("step", _("Choose what comes next, or that nothing needs to."))
        elif day is None:
            self.add_error("next_step_on", _("Give the next step its day."))
        if day is not None and day < self.day:
            self.add_error("next_step_on", _("That day has passed: choose today or later."))
        if day is not None and day > self.day + LATEST:
            self.add_error("next_step_on", _("That is more than a year away: choose an earlier day."))

    def was_another(self) -> None:
        """Say that another record was stored under this form's key, and give the form a key of its own."""
        self.data = {**self.data.dict(), "key": str(uuid7())}  # type: ignore[attr-defined] # of a request
        text = _("This form was stored before with other words, and nothing now: save again to add this one.")
        self.add_error("content", text)

    def record(self, customer_id: str) -> Record:
        """Return what was written, ready to store."""
        given = self.cleaned_data
        return Record(
            customer_id=customer_id,
            key=given["key"],
            channel=given["channel"],
            outcome=given["outcome"],
            two_way=given["two_way"] == "yes",
            purpose=given["purpose"],
            content=given["content"].strip(),
            duration_minutes=given["duration_minutes"],
            next_step=self._step(),
            next_step_on=given["next_step_on"],
            next_step_at=given["next_step_at"],
            next_step_kind=_KINDS.get(given["step"], "task"),
            intention=given["intention"],
            known=given["known"],
            effect=given["effect"],
        )

    def _step(self) -> str:
        """Return the next step in words: the one chosen, and what was written beside it."""
        given = self.cleaned_data
        words, chosen = str(given["next_step"]).strip(), given["step"]
        if not chosen or chosen == "none":
            return words
        step = str(labels.NEXT_STEPS[chosen])
        return _("{step}: {words}").format(step=step, words=words) if words else step
