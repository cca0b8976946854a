"""The fields of every form that take a text, a day or an amount: nothing unseen, no day too far."""

import copy
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from tilth.kernel import dates, text

_UNCLEAR = gettext_lazy("Write the day as YYYY-MM-DD.")
_TOO_FAR = gettext_lazy("This day lies too far away: choose one between 1900 and 2199.")

_NO_AMOUNT = gettext_lazy("Write an amount with at most two decimals.")
_LARGEST = 2**63 - 1


def text_of(given: QueryDict, name: str) -> str:
    """Return what an address or a form says beside its fields, read as `Text` reads it; empty for nothing."""
    return text.visible(given.get(name) or "").strip()


def whole(written: str) -> int | None:
    """Return a whole number that a row can have; None for anything else."""
    if not (written.isascii() and written.isdigit()) or len(written) > len(str(_LARGEST)):
        return None
    return int(written) if int(written) <= _LARGEST else None


class Text(forms.CharField):
    """A text as people read it; one made of nothing but signs that nobody sees is empty."""

    def to_python(self, value: Any) -> str:
        """Return the text without them, and without blanks around it."""
        return super().to_python(text.visible(value) if isinstance(value, str) else value) or ""


class Choice(forms.ChoiceField):
    """One of a few codes; every form made of it shares the list, which never changes."""

    def __deepcopy__(self, memo: dict[int, Any]) -> "Choice":
        """Return a copy for one form; the words of the choices are not copied one by one."""
        made = copy.copy(self)
        memo[id(self)] = made
        made.widget = copy.copy(self.widget)
        made.widget.attrs = self.widget.attrs.copy()
        made.error_messages = self.error_messages.copy()
        made.validators = self.validators[:]
        return made


class Day(forms.DateField):
    """A day with which can be reckoned."""

    def __init__(self, *, error_messages: dict[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(error_messages={"invalid": _UNCLEAR, **(error_messages or {})}, **kwargs)
        self.validators += [
            MinValueValidator(dates.FIRST, message=_TOO_FAR),
            MaxValueValidator(dates.LAST, message=_TOO_FAR),
        ]


class Amount(forms.DecimalField):
    """An amount of money that may be left out: at most two decimals."""

    def __init__(self, **kwargs: Any) -> None:
        wrong = ("invalid", "min_value", "max_digits", "max_decimal_places", "max_whole_digits")
        messages = dict.fromkeys(wrong, _NO_AMOUNT)
        super().__init__(required=False, max_digits=18, decimal_places=2, error_messages=messages, **kwargs)


class Secret(forms.CharField):
    """A password, sign for sign as it was typed."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)
