"""The form at the door: name and password, and a pause for whoever tries too often."""

import datetime as dt
from typing import Any

from django.contrib.auth import forms as auth_forms
from django.core.exceptions import ValidationError

from tilth.access import attempts

WAIT = "wait"


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
