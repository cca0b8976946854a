"""SQL compiled once with marks in place of values, and sent again and again with the values at hand."""

import copy
import datetime as dt
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

_BASES = (0, 5_011, 9_757)
"""A shape is compiled of three sets of marks, other weekdays and months: what is worked out of one shows."""
_APART = 400
"""Days between two marks of days; a day less than half of it off is that mark and so many days."""
_FIRST = dt.date(1000, 1, 1)
_LAST = dt.date(1400, 1, 1)
_NUMBER = -2_000_000_000
_SHAPES = 128
"""Shapes of one read that are kept; another takes the place of the oldest."""
MANY = 2
"""Marks of a list that holds anything: it goes to the database as one array."""


class NotThatSqlError(AssertionError):
    """A compiled read sends something else than its queryset would: it works something out of a value."""


@dataclass(frozen=True)
class Slot:
    """A place in the SQL: a name's value, a day some days after it, a list of single values, a constant."""

    name: str = ""
    days: int = 0
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
        return value + dt.timedelta(days=self.days) if self.days else value


class Marks:
    """Stands for the values of one call, each told apart wherever it comes out."""

    def __init__(self, base: int) -> None:
        self._base, self._count = base, 0
        self._names: dict[Any, str] = {}
        self._loose: set[str] = set()

    def of(self, value: Any, name: str) -> Any:
        """Return what stands for a text, a day, a UUID or a list of texts; all else stands for itself."""
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
        return Slot(name=name) if name else Slot(constant=value)

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
        if isinstance(value, str) and value:
            return self._text()
        if isinstance(value, uuid.UUID):
            return uuid.UUID(int=self._next())
        if type(value) is dt.date:
            return _FIRST + dt.timedelta(days=_APART * self._next() + self._base % _APART)
        return value

    def _text(self) -> str:
        return f"\x00{self._base + self._next()}"

    def _next(self) -> int:
        self._count += 1
        return self._count


class _Query:
    """The query of a queryset compiled before: it hands out its compiler with the values of one call."""

    def __init__(self, query: Any, compiler: Any, sql: str, params: tuple[Any, ...]) -> None:
        self._query, self._compiler, self._made = query, compiler, (sql, params)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)

    def get_compiler(self, using: str | None = None, *_: Any, **__: Any) -> Any:
        """Return the compiler as it stood after compiling, on this thread's connection."""
        compiler = copy.copy(self._compiler)
        compiler.connection, compiler.as_sql = (
            connections[using or DEFAULT_DB_ALIAS],
            lambda *_, **__: self._made,
        )
        return compiler


@dataclass(frozen=True, kw_only=True)
class _Ready:
    """One shape of a read, compiled."""

    queryset: Any
    compiler: Any
    sql: str
    slots: tuple[Slot, ...]

    def rows(self, values: Mapping[str, Any]) -> list[Any]:
        """Send it with these values; return what the queryset would."""
        params = tuple(slot.filled(values) for slot in self.slots)
        query: Any = _Query(self.queryset.query, self.compiler, self.sql, params)
        found: Any = QuerySet(model=self.queryset.model, query=query)
        for name in ("_iterable_class", "_fields", "_prefetch_related_lookups"):
            setattr(found, name, getattr(self.queryset, name))
        return list(found)

    def agrees(self, queryset: Any, values: Mapping[str, Any]) -> bool:
        """Say whether it sends what this queryset, of the values themselves, would."""
        _, sql, params = _compiled(queryset)
        return sql == self.sql and [*map(_plain, params)] == [
            _plain(one.filled(values)) for one in self.slots
        ]


def _compiled(queryset: Any) -> tuple[Any, str, tuple[Any, ...]]:
    compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
    sql, params = compiler.as_sql()
    return compiler, sql, tuple(params)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


class Kept:
    """The shapes of one read, each compiled when it is first asked for."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._shapes: dict[Any, _Ready | None] = {}

    def rows(
        self,
        shape: Any,
        given: Mapping[str, Any],
        of_marks: "Callable[[Marks], QuerySet[Any, Any]]",
        of_values: "Callable[[], QuerySet[Any, Any]]",
    ) -> list[Any]:
        """Return the rows for these values; `of_marks` and `of_values` make the queryset of this call."""
        if shape not in self._shapes:
            if len(self._shapes) >= _SHAPES:
                self._shapes.pop(next(iter(self._shapes)), None)
            self._shapes[shape] = self._compiled(given, of_marks, of_values)
        ready = self._shapes[shape]
        if ready is None:
            return list(of_values())
        if settings.TILTH_COMPARE_READS and not ready.agrees(of_values(), given):
            raise NotThatSqlError(self._name)
        return ready.rows(given)

    def _compiled(
        self,
        given: Mapping[str, Any],
        of_marks: "Callable[[Marks], QuerySet[Any, Any]]",
        of_values: "Callable[[], QuerySet[Any, Any]]",
    ) -> _Ready | None:
        """Return it compiled for the shape of this call; where it cannot be None, in tests an error."""
        try:
            first, *others = (_ready(of_marks, Marks(base)) for base in _BASES)
            same = all((one.sql, one.slots) == (first.sql, first.slots) for one in others)
            if same and first.agrees(of_values(), given):
                return first
            why = "it sends something else" if same else "something is worked out of a value"
        except EmptyResultSet:
            return None  # nothing can match: nothing is sent
        except NotThatSqlError as error:
            why = str(error)
        if settings.TILTH_COMPARE_READS:
            raise NotThatSqlError(f"{self._name}: {why}")
        return None


def _ready(of_marks: "Callable[[Marks], QuerySet[Any, Any]]", marks: Marks) -> _Ready:
    queryset = of_marks(marks)
    compiler, sql, params = _compiled(queryset)
    return _Ready(queryset=queryset, compiler=compiler, sql=sql, slots=tuple(map(marks.slot, params)))


def kind(value: Any) -> Any:
    """Return the value itself where no mark stands for it, else its type and whether it holds anything."""
    marked = Marks(0).of(value, "") is not value
    return (type(value), bool(value)) if marked else (type(value), value if value is None else repr(value))
