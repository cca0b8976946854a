"""The form that records a contact: plain fields, each error beside its field (REC-01, LIFE-08).

It is one plain POST to `/customers/<number>/record/`, so that it may as well be sent later (offline):

- `key`: the form's own key; sent twice, it is stored once. `known`: number of the newest contact that the
  writer knew of, all zeros for none, empty to store without asking; a newer one by a colleague answers 409.
- `outcome` (required), `intention` (required where the customer talked: connected, appointment, call_back
  or other), `step` (required, unless `next_step` is written; `none` = no follow-up needed; an attempt without
  one is made again on the next working day) with `next_step` (words, required with `other`), `next_step_on`
  (YYYY-MM-DD, required with a step other than `none`) and `next_step_at` (HH:MM).
- `place`, `party`: of an appointment, which needs day, hour and place. `number` (mobile, phone, a contact
  point's own): the one that turned out wrong, empty for the one that is called first.
- `promise-<number>` (kept, moved, open; empty = what follows from the contact), `promise-<number>-on`.
- `remind` (YYYY-MM-DD|HH:MM or nothing|words of the note; several): a reminder each, made a task with the
  record; the first one is the next step where none was chosen.
- What a talk tells besides: see `more`.
- `channel`, `purpose` (required), `two_way` (yes, no, empty = follows from the outcome), `duration_minutes`,
  `content`, `effect`, `nature` (business, care; empty = follows from the purpose),
  `origin` (today, customers, a tab of the file: where to go afterwards).

Answers: 200 with the list (htmx) or 302 when stored, 422 with errors, 409 with what a colleague recorded, or
where the key was used for another record.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tilth.domain.contacts.operations import SILENT_OUTCOMES, Record
from tilth.domain.contacts.reminders import MOST, Reminder
from tilth.domain.tasks.hands import LATEST
from tilth.domain.tasks.settling import Settled
from tilth.kernel import dates, ids
from tilth.kernel.ids import uuid7
from tilth.policy import codes
from tilth.policy.best_times import Proposed, next_call
from tilth.web import fields, labels
from tilth.web.contacts import reminders
from tilth.web.contacts.more import MoreForm
from tilth.web.format.days import near
from tilth.web.format.languages import language

CONTENT_LENGTH = 2000
STEP_LENGTH = 200
KEY_LENGTH = 64
UNASKED = SILENT_OUTCOMES | {"refused"}
"""Outcomes after which there is no intention to write down."""
AGAIN = frozenset({"no_answer", "busy", "left_message"})
"""Attempts that are made again on the next working day, where nothing else was chosen."""
TWO_WAY = frozenset({"connected", "appointment"})
"""Outcomes that are a talk, where nothing else was said."""
_PROMISE = "promise-"


_FORMER = {"call": "call_again", "send": "send_material"}
"""Codes of an earlier version, in which records that wait on a device may still be written."""


class _Step(fields.Choice):
    def to_python(self, value: Any) -> str:
        code: str = super().to_python(value)
        return _FORMER.get(code, code)


class _Line(fields.Choice):
    """A number that was dialled: a field of the core system, or a contact point by its own number."""

    def valid_value(self, value: Any) -> bool:
        return super().valid_value(value) or ids.read(str(value)) is not None


class ContactForm(MoreForm):
    """One contact or attempt; `day` is the day of the pages, before which no next step may lie."""

    key = fields.Text(max_length=KEY_LENGTH, widget=forms.HiddenInput)
    channel = fields.Choice(choices=labels.choices("channel", codes.CHANNELS))
    outcome = fields.Choice(
        choices=labels.choices("outcome", codes.OUTCOMES),
        error_messages={"required": gettext_lazy("Choose what came of it.")},
    )
    two_way = fields.Choice(choices=[("yes", "yes"), ("no", "no")], required=False)
    purpose = fields.Choice(
        choices=labels.choices("purpose", codes.PURPOSES),
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
    place = fields.Choice(choices=[("", ""), *labels.choices("place", codes.PLACES)], required=False)
    party = fields.Text(
        required=False,
        max_length=STEP_LENGTH,
        error_messages={"max_length": gettext_lazy("Keep it under 200 characters.")},
    )
    number = _Line(choices=[("", ""), *labels.choices("number", codes.NUMBERS)], required=False)
    known = forms.UUIDField(required=False, widget=forms.HiddenInput)
    intention = fields.Choice(choices=labels.choices("intention", codes.INTENTIONS), required=False)
    step = _Step(choices=labels.choices("next_step", codes.NEXT_STEPS), required=False)
    next_step_at = forms.TimeField(
        required=False, error_messages={"invalid": gettext_lazy("Write the time as HH:MM.")}
    )
    nature = fields.Choice(choices=labels.choices("nature", codes.NATURES), required=False)
    effect = fields.Choice(choices=[("", ""), *labels.choices("effect", codes.EFFECTS)], required=False)

    def __init__(
        self,
        *args: Any,
        day: dt.date,
        refusal_days: int = 0,
        again: Callable[[], Proposed] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.day = day
        self.refusal_days = refusal_days
        """For so long nobody calls a customer who declined a call."""
        self.again = again or (lambda: next_call(day, ()))
        """Says for when an attempt is proposed to be made again; asked only where nothing was chosen."""
        self.promises: tuple[Settled, ...] = ()
        self.reminders: tuple[Reminder, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Check what one field alone cannot know: two-way against outcome, the next step with its day."""
        given = super().clean() or {}
        self._check_two_way(given)
        self._check_intention(given)
        self._read_reminders(given)
        self._preset(given)
        self._check_next_step(given)
        self._check_appointment(given)
        self._check_refused(given)
        self._read_promises()
        self.check_more(given)
        return given

    def _check_two_way(self, given: dict[str, Any]) -> None:
        outcome = given.get("outcome")
        if outcome is None:
            return
        if not given.get("two_way"):
            given["two_way"] = "yes" if outcome in TWO_WAY else "no"
        if given["two_way"] == "yes" and outcome in SILENT_OUTCOMES:
            self.add_error(
                "two_way", _("Nobody spoke, so this was an attempt: choose it, or another result.")
            )

    def _check_intention(self, given: dict[str, Any]) -> None:
        outcome = given.get("outcome")
        if outcome in UNASKED:
            given["intention"] = ""
        elif outcome is not None and "intention" in given and not given["intention"]:
            self.add_error("intention", _("Choose how far the customer means to go on."))

    def _preset(self, given: dict[str, Any]) -> None:
        """Let an attempt be made again when it suits best, and an appointment be the next step."""
        if given.get("step") or given.get("next_step") or self.errors.get("step"):
            return
        if self.reminders and given.get("outcome") not in {*AGAIN, "appointment"}:
            first, *rest = self.reminders
            given["step"], given["next_step"] = "other", first.text
            given["next_step_on"], given["next_step_at"] = first.due_on, first.due_at
            self.reminders = tuple(rest)
            return
        if given.get("outcome") in AGAIN:
            then = self.again()
            given["step"], given["next_step_on"], given["next_step_at"] = "call_again", then.on, then.at
        elif given.get("outcome") == "appointment":
            given["step"] = "visit"

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
        if given.get("step") == "other" and not given["next_step"]:
            self.add_error("next_step", _("Say in a few words what comes next."))
        if day is not None and day < self.day:
            self.add_error("next_step_on", _("That day has passed: choose today or later."))
        if day is not None and day > self.day + LATEST:
            self.add_error("next_step_on", _("That is more than a year away: choose an earlier day."))

    def _check_appointment(self, given: dict[str, Any]) -> None:
        if given.get("outcome") != "appointment":
            return
        if given.get("step") == "none":
            self.add_error("step", _("An appointment is the next step: choose “Appointment”."))
        if given.get("next_step_at") is None and "next_step_at" in given:
            self.add_error("next_step_at", _("Give the appointment its hour."))
        if not given.get("place"):
            self.add_error("place", _("Choose where you meet."))

    def _check_refused(self, given: dict[str, Any]) -> None:
        day = given.get("next_step_on")
        if (given.get("outcome"), given.get("channel"), given.get("step")) != (
            "refused",
            "phone",
            "call_again",
        ):
            return
        until = self.day + dt.timedelta(days=self.refusal_days)
        if day is not None and day < until:
            self.refuse_call(until)

    def refuse_call(self, until: dt.date) -> None:
        """Say that the customer declined to be called, until when, and what else there is."""
        self.add_error(
            "step",
            _("The customer declined to be called; possible again from {day} on: choose another way.").format(
                day=near(until, today=self.day, language=language())
            ),
        )

    def _read_promises(self) -> None:
        """Read what became of the promises that stood open; what is not chosen follows from the contact."""
        found = []
        for name in self.data:
            task = ids.read(name.removeprefix(_PROMISE)) if name.startswith(_PROMISE) else None
            how = self.data.get(name) or ""
            if task is None or how not in codes.PROMISES:
                continue
            day = dates.read_day(self.data.get(f"{name}-on", "")) if how == "moved" else None
            if how == "moved" and (day is None or not self.day <= day <= self.day + LATEST):
                self.add_error(None, _("Give a promise that is moved its new day, today or later."))
            found.append(Settled(task_id=task, how=how, due_on=day))
        self.promises = tuple(found)

    def _read_reminders(self, given: dict[str, Any]) -> None:
        """Read what was taken from the note's words; a day that no task may have is said beside it."""
        values = self.data.getlist("remind") if isinstance(self.data, QueryDict) else ()
        try:
            found = reminders.chosen(values[: MOST + 1], given.get("content", ""))
        except ValueError:
            found = ()
            self.add_error("content", _("A reminder could not be read: choose it again."))
        if len(found) > MOST or any(not self.day <= one.due_on <= self.day + LATEST for one in found):
            self.add_error(
                "content", _("A reminder has a day from today on and within a year: choose again.")
            )
        self.reminders = found

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
            step=given["step"],
            next_step=str(given["next_step"]).strip(),
            next_step_on=given["next_step_on"],
            next_step_at=given["next_step_at"],
            place=given["place"] if given["outcome"] == "appointment" or given["step"] == "visit" else "",
            party=given["party"] if given["outcome"] == "appointment" or given["step"] == "visit" else "",
            number=given["number"],
            promises=self.promises,
            reminders=self.reminders,
            intention=given["intention"],
            known=given["known"],
            effect=given["effect"],
            learned=self.learned(),
            nature=given["nature"],
        )
