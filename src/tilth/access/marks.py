"""Marks in place of the values of a query, and the places of the finished SQL at which they come out."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

_APART = 400
"""Days between two marks of days; a day less than half of it off is that mark and so many days."""
_FIRST = dt.date(1000, 1, 1)
_LAST = dt.date(1400, 1, 1)
_MOMENT = dt.datetime(1500, 1, 1, tzinfo=dt.UTC)
_NUMBER = -2_000_000_000
_NOTHING = ("", "")
_LIKE = frozenset("\\%_")
MANY = 2
"""Marks of a list that holds anything: it goes to the database as one array."""


class Number(int):
    """A number that one call brings, not one that the rule is made of: a mark stands for it."""


class NotThatSqlError(AssertionError):
    """A compiled read sends something else than its queryset would: it works something out of a value."""


@dataclass(frozen=True)
class Slot:
    """A place in the SQL: a value (a day: some days after; a text: signs around), a list, a constant."""

    name: str = ""
    days: int = 0
    around: tuple[str, str] = ("", "")
    parts: tuple[str, ...] = ()
    constant: Any = None

    def filled(self, values: Mapping[str, Any]) -> Any:
        """Return what goes there for these values."""
        if self.parts:
            return [values[part] for part in self.parts]
        if not self.name:
            return self.constant
        value = values[self.name]
        if isinstance(value, list | tuple):
            return list(value)
        if self.around != _NOTHING:
            return value.join(self.around)
        if isinstance(value, Number):
            return int(value)
        return value + dt.timedelta(days=self.days) if self.days else value

    def fits(self, values: Mapping[str, Any]) -> bool:
        """Say whether it is filled as Django would: a sign that LIKE reads as another is escaped there."""
        return self.around == _NOTHING or _LIKE.isdisjoint(values[self.name])


class Marks:
    """Stands for the values of one call, each told apart wherever it comes out."""

    def __init__(self, base: int) -> None:
        self._base, self._count = base, 0
        self._names: dict[Any, str] = {}
        self._loose: set[str] = set()

    def of(self, value: Any, name: str) -> Any:
        """Return what stands for a text, a day, a moment, an amount, a `Number`, a UUID or a list of texts.

        All else stands for itself.
        """
        mark = self._of(value)
        if mark is not value:
            self._names[tuple(mark) if isinstance(mark, list) else mark] = name
        return mark

    def number(self, name: str) -> int:
        """Return what stands for a number: an actor's, a generation's."""
        mark = _NUMBER + self._base + self._next()
        self._names[mark] = name
        return mark

    def slot(self, value: Any) -> Slot:
        """Return what a value in the finished SQL stands for; NotThatSqlError for a part of a list."""
        if isinstance(value, list | tuple):
            return self._list(tuple(value))
        if value in self._loose:
            raise NotThatSqlError("a list goes to the database as one array: use __among")
        if type(value) is dt.date and _FIRST <= value < _LAST:
            return self._near(value)
        name = self._names.get(value, "")
        return Slot(name=name) if name else self._within(value)

    def _within(self, value: Any) -> Slot:
        """Return what a text of which a mark is a part stands for, as in LIKE '%text%'; else a constant."""
        for mark, name in self._names.items():
            if isinstance(value, str) and isinstance(mark, str) and mark in value:
                before, _, after = value.partition(mark)
                return Slot(name=name, around=(before, after))
        return Slot(constant=value)

    def _list(self, value: tuple[Any, ...]) -> Slot:
        if value in self._names:
            return Slot(name=self._names[value])
        if not self._loose.isdisjoint(value):
            raise NotThatSqlError("part of a list")
        if value and all(one in self._names for one in value):
            return Slot(parts=tuple(self._names[one] for one in value))
        return Slot(constant=list(value))

    def _near(self, value: dt.date) -> Slot:
        near = min((one for one in self._names if type(one) is dt.date), key=lambda one: abs(value - one))
        return Slot(name=self._names[near], days=(value - near).days)

    def _of(self, value: Any) -> Any:
        if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            made = [self._text() for _ in range(MANY)]
            self._loose.update(made)
            return made
        return self._text() if isinstance(value, str) and value else self._counted(value)

    def _counted(self, value: Any) -> Any:
        if isinstance(value, uuid.UUID):
            return uuid.UUID(int=self._next())
        if isinstance(value, dt.datetime):
            return _MOMENT + dt.timedelta(days=self._base + self._next())
        if isinstance(value, Number) or (isinstance(value, Decimal) and value):
            return type(value)(_NUMBER + self._base + self._next())
        if type(value) is dt.date:
            return _FIRST + dt.timedelta(days=_APART * self._next() + self._base % _APART)
        return value

    def _text(self) -> str:
        # In capitals it is another text, and none is part of another.
        return f"\x00aZ{self._base + self._next()}\x01"

    def _next(self) -> int:
        self._count += 1
        return self._count


def kind(value: Any) -> Any:
    """Return the value itself where no mark stands for it, else its type and whether it holds anything."""
    marked = Marks(0).of(value, "") is not value
    return (type(value), bool(value)) if marked else (type(value), value if value is None else repr(value))
