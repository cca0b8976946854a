"""The forms that name somebody of the staff: who takes part, who takes the customer over."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from tilth.domain.staff.colleagues import MOST, Colleague
from tilth.policy import codes
from tilth.web import fields
from tilth.web.desk.forms import SHORT, CustomerForm, Spanned, choices, day, text


def staff(label: Any, offered: str) -> fields.Text:
    """Return a field for a staff number, which the datalist `offered` completes."""
    field = text(label, most=SHORT, required=True, missing=gettext_lazy("Say who: choose somebody."))
    field.widget.attrs = {"class": "form-control num", "list": offered, "autocomplete": "off"}
    return field


class Naming(forms.Form):
    """A form that names somebody of the staff: chosen by name where all fit into a list, else typed."""

    named: ClassVar[str] = "staff_id"

    def offer(self, people: Sequence[Colleague], told: Callable[[Colleague], str]) -> None:
        """Offer these people by name, with what is `told` beside the number; too many are typed."""
        if 0 < len(people) < MOST:
            choices = [
                ("", "—"),
                *((one.staff_id, f"{one.name} · {one.staff_id} · {told(one)}") for one in people),
            ]
            self.fields[self.named].widget = forms.Select(attrs={"class": "form-select"}, choices=choices)


class InviteForm(Naming, Spanned):
    """Somebody besides the owner takes part, until a day (ROLE-03, ROLE-09)."""

    code = "invite"
    staff_id = staff(gettext_lazy("Who"), "colleagues")
    purpose = forms.ChoiceField(
        label=gettext_lazy("Purpose"), choices=choices("participation", codes.PARTICIPATIONS)
    )
    reason = text(
        gettext_lazy("Reason"), required=True, missing=gettext_lazy("Say what the colleague is to do.")
    )
    starts_on = day(gettext_lazy("From"), required=True, missing=gettext_lazy("Say from when."))
    ends_on = day(
        gettext_lazy("Until"),
        required=True,
        missing=gettext_lazy("Say until when: there is no participation without an end."),
    )


class TransferForm(Naming, CustomerForm):
    """The customer goes to another manager (ROLE-12)."""

    code = "move"
    named = "to_staff_id"
    to_staff_id = staff(gettext_lazy("New manager"), "managers")
    cause = forms.ChoiceField(
        label=gettext_lazy("Reason"), choices=choices("transfer_cause", codes.HAND_OVER_CAUSES)
    )
    note = text(gettext_lazy("Note"))
