"""The form at the door: name and password, and a pause for whoever tries too often."""

from typing import Any

from django import forms
from django.contrib.auth import forms as auth_forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from tilth.access import attempts, hashing
from tilth.access.attempts import Attempt, Wait
from tilth.web import fields

WAIT = "wait"
LONGEST = 200
"""Characters of a password; longer ones are refused before they are hashed."""


class SignIn(auth_forms.AuthenticationForm):
    """Name and password; nothing is compared while the name has to wait."""

    wait: Wait | None = None

    def __init__(self, *args: Any, address: str = "", cookie: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._address, self._cookie = address, cookie
        self.attempt = self._attempt()

    def _attempt(self) -> Attempt | None:
        """Return who tries, as the name will be read; None where nothing can be compared."""
        try:
            name = self.fields["username"].clean(self.data.get("username"))
        except ValidationError:
            return None
        return attempts.attempt(name, address=self._address, cookie=self._cookie)

    def clean(self) -> dict[str, Any]:
        """Refuse without looking at the password where the name has to wait, else compare: one at a time."""
        if self.attempt is None or not self.cleaned_data.get("password"):
            return self.cleaned_data
        self.wait = attempts.waits(self.attempt)
        if self.wait is not None:
            raise ValidationError("", code=WAIT)
        with hashing.GATE.alone(patient=bool(self.attempt.device)):
            return dict(super().clean())

    @property
    def failed(self) -> bool:
        """Whether name and password were compared in vain."""
        return self.has_error("__all__", "invalid_login") or self.has_error("__all__", "inactive")


class Password(forms.Form):
    """The present password, and the new one twice."""

    present = fields.Secret(
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Type your present password.")},
    )
    new = fields.Secret(
        max_length=LONGEST,
        error_messages={
            "required": gettext_lazy("Type the new password."),
            "max_length": gettext_lazy("Keep it under 200 characters."),
        },
    )
    again = fields.Secret(
        max_length=LONGEST,
        error_messages={"required": gettext_lazy("Type the new password once more.")},
    )

    def clean_again(self) -> str:
        """Refuse two new passwords that differ."""
        again = str(self.cleaned_data["again"])
        if again != self.cleaned_data.get("new", again):
            raise ValidationError(gettext_lazy("The two new passwords differ: type the same twice."))
        return again
