"""The form for what a customer agreed to."""

from django import forms
from django.utils.translation import gettext_lazy

from tilth.domain.cadences.operations import LONGEST, RULES
from tilth.web.desk.forms import CustomerForm

_SAY = gettext_lazy("Say how many days, 1 to 365; 0 leaves it to the rules.")


class CadenceForm(CustomerForm):
    """The days between contacts; 0 leaves them to segment and tier again."""

    code = "cadence"
    days = forms.IntegerField(
        label=gettext_lazy("Days between contacts, as agreed (0: as the rules say)"),
        min_value=RULES,
        max_value=LONGEST,
        error_messages={"required": _SAY, "invalid": _SAY, "min_value": _SAY, "max_value": _SAY},
        widget=forms.NumberInput(attrs={"class": "form-control num", "inputmode": "numeric"}),
    )
