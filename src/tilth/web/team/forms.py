"""The two forms of a leader: a cover for somebody away, and a hand-over of somebody's customers."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tilth.domain import guards
from tilth.domain.staff.team import Manager
from tilth.kernel import text
from tilth.policy import codes
from tilth.policy.registry import authentication_data
from tilth.web import fields, labels

LONGEST = 200
_NOBODY = gettext_lazy(
    "Nobody of this name or number manages customers below you, or several do: choose from the list."
)
_DAY_MISSING = {"required": gettext_lazy("Say until when it runs.")}


def _free_text(written: str) -> str:
    """Return a text that may be stored; a password or the like in it may not."""
    if authentication_data.refused(written) is not None:
        raise ValidationError(
            _("The text holds a password, a code or the like, which nobody may keep: take it out.")
        )
    return written.strip()


class Cover(forms.Form):
    """Who is away, who stands in, why, and until when."""

    absent = fields.Text(max_length=64, error_messages={"required": gettext_lazy("Say who is away.")})
    substitute = fields.Text(max_length=64, error_messages={"required": gettext_lazy("Say who stands in.")})
    reason = fields.Text(
        max_length=LONGEST,
        error_messages={
            "required": gettext_lazy("Say why: leave, illness, training."),
            "max_length": gettext_lazy("Keep it under 200 characters."),
        },
    )
    starts_on = fields.Day(error_messages=_DAY_MISSING)
    ends_on = fields.Day(error_messages=_DAY_MISSING)

    def __init__(self, *args: Any, people: dict[str, Manager | None], today: dt.date, **kwargs: Any) -> None:
        """Take who stands behind the numbers given: None where nobody below the actor does."""
        super().__init__(*args, **kwargs)
        self._people = people
        self._today = today

    def clean_absent(self) -> str:
        """Return the number of somebody below; also of somebody who has left."""
        return self._known("absent").staff_id

    def clean_substitute(self) -> str:
        """Return the number of somebody below who works here."""
        found = self._known("substitute")
        if not found.active:
            raise ValidationError(_("This person does not work here any more: name somebody who does."))
        return found.staff_id

    def clean_reason(self) -> str:
        """Return why."""
        return _free_text(self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any]:
        """Refuse one person twice, and a period that ends before it starts, has passed or is too long."""
        found = self.cleaned_data
        if found.get("absent") and found.get("absent") == found.get("substitute"):
            self.add_error("substitute", _("Nobody stands in for themselves: name somebody else."))
        first, last = found.get("starts_on"), found.get("ends_on")
        if first and last:
            self._check(first, last)
        return found

    def _check(self, first: dt.date, last: dt.date) -> None:
        if last < first:
            self.add_error("ends_on", _("It cannot end before it starts."))
        elif last < self._today:
            self.add_error("ends_on", _("This day has passed: choose a later one."))
        elif last - first > guards.LONGEST:
            self.add_error("ends_on", _("A year and a day at most: choose an earlier day."))

    def _known(self, field: str) -> Manager:
        found = self._people.get(self.cleaned_data[field])
        if found is None:
            raise ValidationError(_NOBODY)
        return found


WHICH = ("all", "match", "some")
"""All customers of somebody, those that match the filter, or those that are ticked."""
MOST_PICKED = 1000


class Picks:
    """Which customers are ticked, over several pages of the list: a form carries those of the other pages."""

    def __init__(self, given: QueryDict) -> None:
        """Read what was ticked before, less what the sent page showed, and what is ticked on it."""
        shown = set(_numbers(given.get("shown", "")))
        before = [one for one in _numbers(given.get("picked", "")) if one not in shown]
        here = [text.visible(one) for one in given.getlist("pick")]
        self.numbers = tuple(dict.fromkeys([*before, *here]))[: MOST_PICKED + 1]

    def carried(self, shown: Sequence[str] = ()) -> str:
        """Return them as a form carries them, without those that a page shows."""
        return json.dumps([one for one in self.numbers if one not in set(shown)], ensure_ascii=False)


def _numbers(written: str | None) -> list[str]:
    """Return the customer numbers that a form carried; nothing where it does not read."""
    try:
        found = json.loads(written or "[]")
    except ValueError:
        return []
    return [text.visible(one) for one in found if isinstance(one, str)] if isinstance(found, list) else []


class HandOver(forms.Form):
    """Which customers go, to whom, and why; shown once more before anything moves."""

    which = forms.ChoiceField(choices=[(code, code) for code in WHICH], required=False)
    to = forms.MultipleChoiceField(
        required=False,
        error_messages={"invalid_choice": gettext_lazy("One of these does not work below you any more.")},
    )
    other = fields.Text(max_length=64, required=False)
    cause = forms.ChoiceField(
        choices=labels.choices("transfer_cause", codes.HAND_OVER_CAUSES),
        error_messages={"required": gettext_lazy("Say why they change hands.")},
    )
    note = fields.Text(
        max_length=LONGEST,
        required=False,
        error_messages={"max_length": gettext_lazy("Keep it under 200 characters.")},
    )
    count = forms.IntegerField(required=False, min_value=0)
    """How many customers the confirmation named; empty before it."""

    def __init__(
        self,
        *args: Any,
        offered: Sequence[Manager],
        other: Manager | None,
        picks: Picks,
        **kwargs: Any,
    ) -> None:
        """Take whom the form offers, who stands behind what was typed beside them, and who is ticked."""
        super().__init__(*args, **kwargs)
        self._other = other
        self._picks = picks
        chosen = self.fields["to"]
        if isinstance(chosen, forms.MultipleChoiceField):
            chosen.choices = [(one.staff_id, one.name) for one in offered]

    def clean_which(self) -> str:
        """Return which customers are meant; ticks beside another choice are a question, not an answer."""
        which = self.cleaned_data["which"] or "all"
        ticked = len(self._picks.numbers)
        if which == "some" and not ticked:
            raise ValidationError(_("Tick at least one customer, or choose all."))
        if which == "some" and ticked > MOST_PICKED:
            raise ValidationError(_("More than 1,000 are ticked: filter, and choose all that match."))
        if which != "some" and ticked:
            raise ValidationError(_("Customers are ticked: choose those ticked, or untick them."))
        return str(which)

    def clean_other(self) -> str:
        """Return the number of somebody below who works here, else refuse what was typed."""
        if not self.cleaned_data["other"]:
            return ""
        if self._other is None or not self._other.active:
            raise ValidationError(_NOBODY)
        return self._other.staff_id

    def clean_note(self) -> str:
        """Return the note."""
        return _free_text(self.cleaned_data["note"])

    def clean(self) -> dict[str, Any]:
        """Gather the successors, at least one."""
        found = self.cleaned_data
        everybody = [*found.get("to", ()), found.get("other", "")]
        successors = tuple(dict.fromkeys(filter(None, everybody)))
        if not successors and not self.errors:
            self.add_error("to", _("Choose at least one successor."))
        return {**found, "successors": successors}
