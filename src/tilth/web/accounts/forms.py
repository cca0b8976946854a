"""The form at the door: name and password, and a pause for whoever tries too often."""

import datetime as dt
from typing import Any

from django import forms
from django.contrib.auth import forms as auth_forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from tilth.access import attempts

WAIT = "wait"
LONGEST = 200
"""Characters of a password; longer ones are refused before they are hashed."""


class SignIn(auth_forms.AuthenticationForm):
    """Name and password; nothing is compared while the name has to wait."""

    waits_until: dt.datetime | None = None

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._address = address

    def clean(self) -> dict[str, Any]:
        """Refuse without looking at the password where the name has to wait, else compare."""
        name = self.cleaned_data.get("username")
        if name and self.cleaned_data.get("password"):
            self.waits_until = attempts.waits_until(name, address=self._address)
            if self.waits_until is not None:
                raise ValidationError("", code=WAIT)
        return dict(super().clean())

    @property
    def failed(self) -> str:
        """The name that was tried in vain; empty where nothing was compared."""
        wrong = self.has_error("__all__", "invalid_login") or self.has_error("__all__", "inactive")
        return str(self.cleaned_data.get("username", "")) if wrong else ""


class Password(forms.Form):
    """The present password, and the new one twice."""

    present = forms.CharField(
        max_length=LONGEST,
        strip=False,
        error_messages={"required": gettext_lazy("Type your present password.")},
    )
    new = forms.CharField(
        max_length=LONGEST,
        strip=False,
        error_messages={
            "required": gettext_lazy("Type the new password."),
            "max_length": gettext_lazy("Keep it under 200 characters."),
        },
    )
    again = forms.CharField(
        max_length=LONGEST,
        strip=False,
        error_messages={"required": gettext_lazy("Type the new password once more.")},
    )

    def clean_again(self) -> str:
        """Refuse two new passwords that differ."""
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("new", again):
            raise ValidationError(gettext_lazy("The two new passwords differ: type the same twice."))
        return again
