"""The form that sets a legal hold from the page: the act's own, and the number of a customer."""

import datetime as dt
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tilth.domain import holds
from tilth.web import fields
from tilth.web.act_form import ActForm

_LONGEST = 64


class HoldForm(ActForm):
    """A legal hold on one customer by number."""

    def __init__(self, data: Any = None, *, today: dt.date) -> None:
        super().__init__(holds.placing(), data, today=today)
        number = fields.Text(label=gettext_lazy("Customer number"), max_length=_LONGEST)
        number.widget.attrs |= {"class": "form-control num", "autocapitalize": "none"}
        self.fields = {"customer": number, **self.fields}

    def unknown(self) -> None:
        """Say that no customer has this number."""
        self.add_error("customer", _("No customer has this number, and none who left had it."))
