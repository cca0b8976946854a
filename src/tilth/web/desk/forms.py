"""What the forms around one customer share: short, each error beside its field."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tilth.web import fields, labels

SHORT, LONG = 64, 500


choices = labels.choices


def decided(label: Any, kind: str, codes: Iterable[str]) -> forms.ChoiceField:
    """Return a field for a code that somebody has to choose: what has effects is never proposed."""
    messages = {"required": gettext_lazy("Choose a reason.")}
    return forms.ChoiceField(label=label, choices=_unchosen(kind, codes), error_messages=messages)


def _unchosen(kind: str, codes: Iterable[str]) -> list[tuple[str, Any]]:
    return [("", "—"), *choices(kind, codes)]


def day(label: Any, *, required: bool = False, missing: Any = None) -> fields.Day:
    """Return a field for a day."""
    messages = {"required": missing} if missing else {}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return fields.Day(label=label, required=required, widget=widget, error_messages=messages)


def text(label: Any, *, most: int = LONG, required: bool = False, missing: Any = None) -> fields.Text:
    """Return a field for words."""
    messages = {"max_length": gettext_lazy("This is too long: shorten it.")}
    if missing:
        messages["required"] = missing
    return fields.Text(label=label, required=required, max_length=most, error_messages=messages)


class CustomerForm(forms.Form):
    """A form among others on one page: its ids begin with its code."""

    code: ClassVar[str] = ""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        super().__init__(data, auto_id=f"{self.code}_%s", initial=initial, label_suffix="")
        self._dressed()

    def _dressed(self) -> None:
        """Let every field look as the house's do; again after fields were added."""
        for field in self.fields.values():
            if isinstance(field.widget, forms.Select):
                field.widget.attrs.setdefault("class", "form-select")
            elif not isinstance(field.widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
                field.widget.attrs.setdefault("class", "form-control")


class Spanned(CustomerForm):
    """A form with a first and a last day."""

    def clean(self) -> dict[str, Any]:
        """Refuse an end before the start."""
        given = super().clean() or {}
        start, end = given.get("starts_on"), given.get("ends_on")
        if start and end and end < start:
            self.add_error("ends_on", _("It cannot end before it starts."))
        return given


def span(today: dt.date) -> dict[str, dt.date]:
    """Return what a new period begins with."""
    return {"starts_on": today}
