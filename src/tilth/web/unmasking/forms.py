"""The forms that ask for values in clear, and why."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tilth.data.models.published.customer import ToldPoint
from tilth.domain.unmasking.operations import COLUMNS
from tilth.policy import codes
from tilth.web.desk.forms import CustomerForm, choices, text
from tilth.web.format.contact_points import contact_point


class Reasoned(CustomerForm):
    """Why somebody's data are opened or leave the house: the reason is kept in the audit."""

    why = forms.ChoiceField(
        label=gettext_lazy("Why"),
        choices=choices("unmask_reason", codes.UNMASK_REASONS),
        error_messages={"required": gettext_lazy("Say why you need it: the reason is kept in the audit.")},
    )
    more = text(gettext_lazy("In your own words"))

    def clean(self) -> dict[str, Any]:
        """Ask for words where the reason is none of the list."""
        given = super().clean() or {}
        if given.get("why") == "other" and not given.get("more", "").strip():
            self.add_error("more", _("Say it in your own words."))
        return given

    @property
    def reason(self) -> str:
        """The reason as the audit keeps it: a code, and the words."""
        why, more = self.cleaned_data["why"], self.cleaned_data["more"].strip()
        return f"{why}: {more}" if more else str(why)


class RevealForm(Reasoned):
    """Which values, and why: both are kept in the audit (C-22).

    A contact point is chosen by its number.
    """

    code = "reveal"
    columns = forms.MultipleChoiceField(
        label=gettext_lazy("Show in clear"),
        choices=choices("personal", COLUMNS),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose what you need to see.")},
    )

    def __init__(
        self, data: Any = None, *, points: Iterable[ToldPoint] = (), initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        told = [(str(one.id), f"{contact_point(one.kind, one.place)} {one.shown}") for one in points]
        field: Any = self.fields["columns"]
        field.choices = [*choices("personal", COLUMNS), *told]
