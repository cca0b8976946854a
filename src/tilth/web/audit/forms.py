"""What may be asked of the audit: which customers, which person, which kind of entry, and when."""

import datetime as dt
import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tilth.data.models import User
from tilth.domain import days
from tilth.domain.audit import queries
from tilth.web import fields
from tilth.web.audit import words

MONTH = dt.timedelta(days=30)
WEEK = dt.timedelta(days=6)
LONGEST = dt.timedelta(days=366)
_ONE_DAY = dt.timedelta(days=1)
_BETWEEN = re.compile(r"[\s,;，；、]+")


def begins(day: dt.date) -> dt.datetime:
    """Return the first moment of a day in the bank's zone."""
    return dt.datetime.combine(day, dt.time(), days.ZONE)


class Period(forms.Form):
    """From a day to a day, both included; the last 30 days unless said."""

    since = fields.Day(required=False)
    until = fields.Day(required=False)

    def __init__(self, *args: Any, today: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """Fill in the days that were left out; refuse a period that runs backwards or beyond a year."""
        found = self.cleaned_data
        until = found.get("until") or self.today
        since = found.get("since") or until - MONTH
        if since > until:
            raise ValidationError(_("The first day lies after the last: swap them."))
        if until - since > LONGEST:
            raise ValidationError(_("Ask for a year at most at once."))
        return {**found, "since": since, "until": until}

    @property
    def window(self) -> dict[str, dt.datetime]:
        """The first moment of the period and the first after it."""
        data = self.cleaned_data
        return {"since": begins(data["since"]), "until": begins(data["until"] + _ONE_DAY)}


class Customers(Period):
    """Which customers: numbers, pasted as they come."""

    customers = fields.Text(
        max_length=20_000, error_messages={"required": gettext_lazy("Give at least one customer number.")}
    )

    def clean_customers(self) -> list[str]:
        """Return the numbers, each once, in order; 200 at most."""
        found = list(dict.fromkeys(filter(None, _BETWEEN.split(self.cleaned_data["customers"]))))
        if not found:
            raise ValidationError(_("Give at least one customer number."))
        if len(found) > queries.MOST:
            told = _("%(number)s numbers are too many at once: give %(most)s at most.")
            raise ValidationError(told % {"number": len(found), "most": queries.MOST})
        return found


class Person(Period):
    """Whose doings: the name with which somebody signs in, or the staff number."""

    who = fields.Text(
        max_length=150, error_messages={"required": gettext_lazy("Say whose account you mean.")}
    )

    def clean_who(self) -> User:
        """Return the account; of a staff number with several, the one that is open, else the newest."""
        asked = self.cleaned_data["who"]
        found = User.objects.filter(username=asked).first()
        same = User.objects.filter(staff_id=asked).order_by("-is_active", "-pk")
        account = found or same.first()
        if account is None:
            raise ValidationError(_("There is no account of this name or staff number."))
        return account


class Newest(Period):
    """Which kind of entry, on which day; all kinds of the last seven days unless said."""

    action = forms.ChoiceField(
        required=False,
        choices=[("", gettext_lazy("All entries")), *words.ACTIONS.items()],
        error_messages={"invalid_choice": gettext_lazy("There is no such kind of entry.")},
    )
    day = fields.Day(required=False)

    def clean(self) -> dict[str, Any]:
        """Turn the day, or none, into a period."""
        day = self.cleaned_data.get("day")
        since, until = (day, day) if day else (self.today - WEEK, self.today)
        return {**self.cleaned_data, "since": since, "until": until}
