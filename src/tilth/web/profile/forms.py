"""The form of one item of the profile: its value, what belongs to it, from which source."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tilth.domain.arguments import LONGEST
from tilth.kernel.ids import uuid7
from tilth.policy.profile.items import Item
from tilth.policy.profile.values import MOST
from tilth.policy.subjects.detail import SOURCES
from tilth.policy.words import Codes
from tilth.web import fields
from tilth.web.desk.forms import CustomerForm, day
from tilth.web.format.languages import language

_TOO_LONG = {"max_length": gettext_lazy("This is too long: shorten it.")}
_NUMBER = gettext_lazy("Write a whole number.")


class DetailForm(CustomerForm):
    """What is known of an item; left empty where something stood, it says that this is no longer so.

    - `value`: a code of the item's choices, yes or no, a whole number, a day as YYYY-MM-DD, or words.
    - `amount`, `day`: where the item takes them. `source`: a code. `valid_until`: a day.
    - `instead`: the number of what stood there when the page was made; `key` marks one sending.
    """

    def __init__(self, item: Item, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        self.item = item
        vars(self)["code"] = f"detail_{item.code}"  # its ids begin with the item's own
        super().__init__(data, initial=initial)
        self.fields["value"] = _value(item)
        if item.with_amount:
            self.fields["amount"] = _amount()
        if item.with_day:
            self.fields["day"] = day(gettext_lazy("When"))
        self.fields["source"] = _choice(gettext_lazy("Source"), SOURCES)
        self.fields["valid_until"] = day(gettext_lazy("Holds until"))
        self.fields["instead"] = forms.UUIDField(required=False, widget=forms.HiddenInput())
        self.fields["key"] = forms.UUIDField(required=False, widget=forms.HiddenInput(), initial=uuid7)
        self._dressed()
        if data is None:
            self.fields["value"].widget.attrs["autofocus"] = True

    @property
    def told(self) -> dict[str, Any]:
        """What the act is told; what was left empty is not."""
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        given.pop("key", None)
        if "instead" in given:
            given["instead"] = str(given["instead"])
        return given


def _value(item: Item) -> forms.Field:
    """Return the field of an item's value; the page shows the item's word beside it."""
    if item.values:
        return _choice(item.words.told(language()), item.values, empty=True)
    if item.type == "number":
        number = forms.NumberInput(attrs={"class": "form-control num", "inputmode": "numeric"})
        return forms.IntegerField(
            label=item.words.told(language()),
            required=False,
            min_value=0,
            max_value=MOST,
            widget=number,
            error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _NUMBER),
        )
    if item.type == "day":
        return day(item.words.told(language()))
    box = forms.Textarea(attrs={"rows": 2, "class": "form-control"})
    label = item.words.told(language())
    return fields.Text(label=label, required=False, max_length=LONGEST, widget=box, error_messages=_TOO_LONG)


def _choice(label: Any, known: Codes, *, empty: bool = False) -> forms.ChoiceField:
    choices = [(code, words.told(language())) for code, words in known.items()]
    select = forms.Select(attrs={"class": "form-select"})
    if empty:
        return forms.ChoiceField(label=label, required=False, choices=[("", "—"), *choices], widget=select)
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=select)


def _amount() -> fields.Amount:
    number = forms.NumberInput(attrs={"class": "form-control num", "step": "0.01", "inputmode": "decimal"})
    return fields.Amount(label=gettext_lazy("Amount, as estimated"), widget=number)
