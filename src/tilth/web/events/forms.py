"""Why an open reason is closed: one of four, with a few words where one likes."""

from django import forms
from django.utils.translation import gettext_lazy

from tilth.policy import codes
from tilth.web import fields, labels

NOTE_LENGTH = 200
KEY_LENGTH = 64


class CloseForm(forms.Form):
    """The reason of a closure; `key` is the form's own: sent twice, it is stored once."""

    key = fields.Text(max_length=KEY_LENGTH, widget=forms.HiddenInput)
    reason = forms.ChoiceField(
        choices=labels.choices("closing", codes.CLOSING_REASONS),
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
