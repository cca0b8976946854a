"""The form of an act, made of what it is told: one field an argument, labelled with the column's words."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy

from tilth.domain import bank, proposing
from tilth.domain.acts import Act
from tilth.domain.arguments import COUNTED, LONGEST, Argument
from tilth.kernel.ids import uuid7
from tilth.web import fields
from tilth.web.format.languages import language

_TOO_LONG = {"max_length": gettext_lazy("This is too long: shorten it.")}
_NO_HOUR = {"invalid": gettext_lazy("Write the time as HH:MM.")}
_UNSAID = {"required": gettext_lazy("Choose yes or no.")}


class ActForm(forms.Form):
    """A form among others on one page: its ids begin with its code, `key` marks one sending."""

    use_required_attribute = False

    def __init__(
        self,
        act: Act,
        data: Any = None,
        *,
        row: UUID | None = None,
        today: dt.date,
        said: Mapping[str, Any] | None = None,
    ) -> None:
        """`said`: what the record's line says, by which an act may propose what is written."""
        self.act, self.code = act, f"{act.subject.name}_{act.name}" + (f"_{row}" if row else "")
        super().__init__(
            data, auto_id=f"{self.code}_%s", label_suffix="", initial=_proposed(act, said, today)
        )
        for one in act.arguments:
            self.fields[one.name] = _field(one, today)
        if not act.of_row:
            hidden = forms.HiddenInput()
            self.fields["key"] = forms.UUIDField(widget=hidden, required=False, initial=uuid7)

    def given(self) -> dict[str, Any]:
        """Return what the act is told; what was left empty keeps its default."""
        told = {one.name: self.cleaned_data[one.name] for one in self.act.arguments}
        return {
            one.name: told[one.name]
            for one in self.act.arguments
            if one.required or told[one.name] not in (None, "")
        }

    def hide(self, name: str, value: str) -> None:
        """Say one argument beforehand: the form sends it and does not ask."""
        self.fields[name].widget, self.fields[name].initial = forms.HiddenInput(), value

    @property
    def key(self) -> UUID | None:
        """The mark of this sending; none where somebody sends the form without it."""
        found: UUID | None = self.cleaned_data.get("key")
        return found


def _proposed(act: Act, said: Mapping[str, Any] | None, today: dt.date) -> dict[str, str]:
    """Return argument → what is proposed, in the reader's language."""
    if said is None or not proposing.proposes_for(act.subject, act.name):
        return {}
    found = proposing.proposed(bank.playbook_of(today), act.subject, act.name, said)
    return {name: one if isinstance(one, str) else one.told(language()) for name, one in found.items()}


def _field(one: Argument, today: dt.date) -> forms.Field:
    """Return the field of one argument."""
    label, must = one.words.told(language()), one.required
    if one.codes:
        choices = [(code, words.told(language())) for code, words in one.codes.items()]
        select = forms.Select(attrs={"class": "form-select"})
        return forms.ChoiceField(label=label, required=must, choices=choices, widget=select)
    if one.kind is bool:
        return forms.TypedChoiceField(
            label=label,
            required=must,
            choices=[("", "—"), ("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
            coerce=lambda value: value == "yes",
            empty_value=None,
            error_messages=_UNSAID,
            widget=forms.Select(attrs={"class": "form-select"}),
        )
    if one.kind is Decimal:
        number = forms.NumberInput(
            attrs={"class": "form-control num", "step": "0.01", "inputmode": "decimal"}
        )
        return forms.DecimalField(label=label, required=must, max_digits=18, decimal_places=2, widget=number)
    if one.kind is int:
        whole = forms.NumberInput(attrs={"class": "form-control num", "inputmode": "numeric"})
        return forms.IntegerField(label=label, required=must, min_value=0, max_value=COUNTED, widget=whole)
    if one.kind in (dt.date, dt.time):
        return _when(one, label, today)
    area = forms.Textarea(attrs={"rows": 2, "class": "form-control"})
    return fields.Text(label=label, required=must, max_length=LONGEST, widget=area, error_messages=_TOO_LONG)


def _when(one: Argument, label: str, today: dt.date) -> forms.Field:
    """Return the field of a day or an hour."""
    must = one.required
    if one.kind is dt.time:
        hour = forms.TimeInput(attrs={"type": "time", "class": "form-control num"}, format="%H:%M")
        return forms.TimeField(label=label, required=must, widget=hour, error_messages=_NO_HOUR)
    day = forms.DateInput(attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d")
    return fields.Day(label=label, required=must, widget=day, initial=today if must else None)
