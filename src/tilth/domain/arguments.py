"""What an act is told: the signature of its body, read once, is form, endpoint and documentation."""

import datetime as dt
import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import CodeType, NoneType, UnionType
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
_DIGITS = 16
"""Digits before the point; a number with millions of them is not even compared."""
_KINDS = (str, bool, int, Decimal, dt.date, dt.time)
_OF_KINDS = "of str, bool, int, Decimal, date or time"
COUNTED = 1_000_000_000
"""A whole number is no larger than this: the column holds it."""


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
    """str, bool, int, Decimal, date or time."""
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
        """Return a value as it is stored, what may be left out as it is; Unclear, AuthenticationDataError."""
        if not self.required and (value is None or value == self.default):
            return value
        if self.codes and value not in self.codes:
            raise Unclear(
                _("{value} is none of the choices: take one of {choices}."),
                value=value,
                choices=", ".join(self.codes),
            )
        if self.kind is Decimal and not is_money(value):
            raise Unclear(_("Write an amount with at most two decimals."))
        if self.kind is int and not 0 <= value <= COUNTED:
            raise Unclear(_("Write a whole number from 0 to {most}."), most=f"{COUNTED:,}")
        if self.kind is dt.date and not dates.FIRST <= value <= dates.LAST:
            raise Unclear(_("{day} is no day with which can be reckoned."), day=value)
        if self.kind is dt.time:
            return value.replace(second=0, microsecond=0, tzinfo=None)
        return self._text(value) if self.free else value

    def _text(self, value: str) -> str:
        seen = visible(value).strip()
        if len(seen) > LONGEST:
            raise Unclear(_("This is too long: shorten it to {most} letters."), most=LONGEST)
        if self.required and not seen:
            raise Unclear(_("Say what it is: a few words are enough."))
        guards.free_text(seen)
        return seen


def is_money(value: Decimal) -> bool:
    """Say whether an amount can be stored: at most two decimals, and not beyond all reason."""
    exponent = value.as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -2 and value.adjusted() < _DIGITS


def read(body: Callable[..., Any], model: type[models.Model], *, skip: int) -> tuple[Argument, ...]:
    """Return the arguments of an act after the first `skip`; DeclarationError for one nobody can tell."""
    told: Any = body
    keywords, others = _named(told.__code__, skip)
    if others:
        raise DeclarationError(f"{body.__qualname__}: {others[0]} must be a keyword {_OF_KINDS}.")
    hints = told.__annotations__
    if any(isinstance(hint, str) for hint in hints.values()):
        hints = get_type_hints(body, include_extras=True)
    held, defaults = columns_of(model), told.__kwdefaults__ or {}
    return tuple(
        _argument(body.__qualname__, name, hints[name], defaults.get(name, inspect.Parameter.empty), held)
        for name in keywords
    )


def _named(code: CodeType, skip: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of keywords, and of whatever else is taken after the first `skip` by their place.

    Of the code itself: `inspect.signature` costs more than all the rest of an act at the start.
    """
    placed, keywords = code.co_argcount, code.co_argcount + code.co_kwonlyargcount
    more = (code.co_flags & inspect.CO_VARARGS > 0) + (code.co_flags & inspect.CO_VARKEYWORDS > 0)
    names = code.co_varnames
    return names[placed:keywords], (*names[skip:placed], *names[keywords : keywords + more])


def _argument(act: str, name: str, hint: Any, default: Any, held: Mapping[str, Said]) -> Argument:
    kind, *marks = get_args(hint) if get_origin(hint) is Annotated else (hint,)
    kind = _said(kind) if default is None else kind
    if kind not in _KINDS:
        raise DeclarationError(f"{act}: {name} must be a keyword {_OF_KINDS}.")
    words = next((mark for mark in marks if isinstance(mark, Words)), None)
    if words is None and name not in held:
        raise DeclarationError(f"{act}: {name} is no column: give it its words, Annotated[…, Words(…)].")
    return Argument(
        name=name,
        kind=kind,
        words=words or held[name].words,
        codes=next((mark.codes for mark in marks if isinstance(mark, OneOf)), {}),
        free=any(isinstance(mark, Text) for mark in marks),
        default=default,
    )


def _said(hint: Any) -> Any:
    """Return the kind of what may be left out: `date` of `date | None`."""
    kinds = [one for one in get_args(hint) if one is not NoneType]
    return kinds[0] if get_origin(hint) is UnionType and len(kinds) == 1 else hint


def checked(arguments: tuple[Argument, ...], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was given as it is stored; Unclear, AuthenticationDataError."""
    by_name = {one.name: one for one in arguments}
    return {name: by_name[name].checked(value) for name, value in given.items()}
