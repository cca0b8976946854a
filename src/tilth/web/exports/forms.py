"""The form that asks for what is recorded about one customer."""

from django import forms
from django.utils.translation import gettext_lazy

from tilth.web.unmasking.forms import Reasoned


class ExportForm(Reasoned):
    """For whom the file is, and why (PIPL 45)."""

    code = "export"
    own = forms.ChoiceField(
        label=gettext_lazy("For whom"),
        choices=[
            ("no", gettext_lazy("For somebody else: masked")),
            ("yes", gettext_lazy("For the customer: a copy in clear")),
            ("card", gettext_lazy("A card (vCard): name and how to reach, in clear")),
        ],
    )

    @property
    def is_own(self) -> bool:
        """Whether the customer asked for a copy of the own data."""
        return str(self.cleaned_data["own"]) == "yes"

    @property
    def is_card(self) -> bool:
        """Whether a vCard is asked for."""
        return str(self.cleaned_data["own"]) == "card"
