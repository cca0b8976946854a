"""What an act is told: the signature of its body, read once, is form, endpoint and documentation."""

import datetime as dt
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from django.db import models

from tilth.data.records import Said, columns_of
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.kernel import dates
from tilth.kernel.sentences import marked as _
from tilth.kernel.text import visible
from tilth.policy.subjects.kit import DeclarationError
from tilth.policy.words import Codes, Words

LONGEST = 2000
"""Letters of a note."""
_MOST = Decimal(10) ** 16
_KINDS = (str, bool, Decimal, dt.date)


class Text:
    """Marks free text: it may hold no password, and no sign that nobody sees."""


@dataclass(frozen=True)
class OneOf:
    """Marks a code: one of these."""

    codes: Codes


Note = Annotated[str, Text()]


@dataclass(frozen=True, kw_only=True)
class Argument:
    """One thing that an act is told."""

    name: str
    kind: type
    """str, bool, Decimal or date."""
    words: Words
    codes: Codes
    free: bool
    default: Any
    """`inspect.Parameter.empty`: it must be said."""

    @property
    def required(self) -> bool:
        """Say whether it must be said."""
        return self.default is inspect.Parameter.empty

    def checked(self, value: Any) -> Any:
        """Return a value as it is stored; Unclear, AuthenticationDataError."""
        if value is None and not self.required:
            return None
        if self.codes and value not in self.codes:
            raise Unclear(
                _("{value} is none of the choices: take one of {choices}."),
                value=value,
                choices=", ".join(self.codes),
            )
        if self.kind is Decimal and not _money(value):
            raise Unclear(_("Write an amount with at most two decimals."))
        if self.kind is dt.date and not dates.FIRST <= value <= dates.LAST:
            raise Unclear(_("{day} is no day with which can be reckoned."), day=value)
        return self._text(value) if self.free else value

    def _text(self, value: str) -> str:
        seen = visible(value).strip()
        if len(seen) > LONGEST:
            raise Unclear(_("This is too long: shorten it to {most} letters."), most=LONGEST)
        if self.required and not seen:
            raise Unclear(_("Say what it is: a few words are enough."))
        guards.free_text(seen)
        return seen


def _money(value: Decimal) -> bool:
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -2 and abs(value) < _MOST


def read(body: Callable[..., Any], model: type[models.Model], *, skip: int) -> tuple[Argument, ...]:
    """Return the arguments of an act after the first `skip`; DeclarationError for one nobody can tell."""
    hints = get_type_hints(body, include_extras=True)
    held = columns_of(model)
    parameters = list(inspect.signature(body).parameters.values())[skip:]
    return tuple(_argument(body.__qualname__, one, hints[one.name], held) for one in parameters)


def _argument(act: str, one: inspect.Parameter, hint: Any, held: Mapping[str, Said]) -> Argument:
    kind, *marks = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    kind = _said(kind) if one.default is None else kind
    if one.kind is not inspect.Parameter.KEYWORD_ONLY or kind not in _KINDS:
        raise DeclarationError(f"{act}: {one.name} must be a keyword of str, bool, Decimal or date.")
    words = next((mark for mark in marks if isinstance(mark, Words)), None)
    if words is None and one.name not in held:
        raise DeclarationError(f"{act}: {one.name} is no column: give it its words, Annotated[…, Words(…)].")
    return Argument(
        name=one.name,
        kind=kind,
        words=words or held[one.name].words,
        codes=next((mark.codes for mark in marks if isinstance(mark, OneOf)), {}),
        free=any(isinstance(mark, Text) for mark in marks),
        default=one.default,
    )


def _said(hint: Any) -> Any:
    """Return the kind of what may be left out: `date` of `date | None`."""
    kinds = [one for one in get_args(hint) if one is not NoneType]
    return kinds[0] if get_origin(hint) is UnionType and len(kinds) == 1 else hint


def checked(arguments: tuple[Argument, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was given as it is stored; Unclear, AuthenticationDataError."""
    by_name = {one.name: one for one in arguments}
    return {name: by_name[name].checked(value) for name, value in given.items()}
