"""SQL compiled once with marks in place of values, and sent again and again with the values at hand."""

import copy
import functools
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import QuerySet

from tilth.access import ahead, prepared
from tilth.access.marks import Marks, NotThatSqlError, Slot

_BASES = (0, 5_011, 9_757)
"""A shape is compiled of three sets of marks, other weekdays and months: what is worked out of one shows."""
_SHAPES = 128
"""Shapes of one read that are kept; another takes the place of the oldest."""

_MISSING: Any = object()


class _Query:
    """The query of a queryset compiled before: it hands out its compiler with the values of one call."""

    def __init__(self, ready: "Ready", params: tuple[Any, ...], found: list[ahead.Row] | None = None) -> None:
        self._query, self._ready, self._made = ready.queryset.query, ready, (ready.sql, params)
        self._found = found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)

    def get_compiler(self, using: str | None = None, *_: Any, **__: Any) -> Any:
        """Return the compiler as it stood after compiling, on this thread's connection."""
        compiler = copy.copy(self._ready.compiler)
        compiler.connection = prepared.on(connections[using or DEFAULT_DB_ALIAS])
        compiler.as_sql = lambda *_, **__: self._made
        compiler.get_converters = lambda *_: self._ready.converters
        if self._found is not None:
            compiler.execute_sql = lambda *_, **__: [self._found]
        return compiler


@dataclass(frozen=True, kw_only=True)
class Ready:
    """One shape of a read, compiled."""

    queryset: Any
    compiler: Any
    sql: str
    slots: tuple[Slot, ...]

    @functools.cached_property
    def converters(self) -> dict[int, Any]:
        """Return what turns values of the database into those of the columns, by place."""
        found: dict[int, Any] = self.compiler.get_converters([one for one, *_ in self.compiler.select])
        return found

    def fits(self, values: Mapping[str, Any]) -> bool:
        """Say whether these values can be put in as they are."""
        return all(slot.fits(values) for slot in self.slots)

    @functools.cached_property
    def columns(self) -> ahead.Columns | None:
        """Return how its rows travel with those of other reads; None where they cannot."""
        held = connections[DEFAULT_DB_ALIAS]
        return ahead.columns([one.output_field.db_type(held) for one, *_ in self.compiler.select])

    def params(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return the values in the order of the statement."""
        return tuple(slot.filled(values) for slot in self.slots)

    def rows(self, values: Mapping[str, Any]) -> list[Any]:
        """Send it with these values; return what the queryset would."""
        return self.made(self.params(values))

    def made(self, params: tuple[Any, ...], found: list[ahead.Row] | None = None) -> list[Any]:
        """Return what the queryset would, of rows that were `found` or else are sent for."""
        query: Any = _Query(self, params, found)
        rows: Any = QuerySet(model=self.queryset.model, query=query)
        for name in ("_iterable_class", "_fields", "_prefetch_related_lookups"):
            setattr(rows, name, getattr(self.queryset, name))
        return list(rows)

    def agrees(self, of_values: "Callable[[], QuerySet[Any, Any]]", values: Mapping[str, Any]) -> bool:
        """Say whether it sends what the queryset of the values themselves would."""
        _, sql, params = _compiled(of_values())
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
        self._shapes: dict[Any, Ready | None] = {}

    def ready(
        self,
        shape: Any,
        given: Mapping[str, Any],
        of_marks: "Callable[[Marks], QuerySet[Any, Any]]",
        of_values: "Callable[[], QuerySet[Any, Any]]",
    ) -> Ready | None:
        """Return the shape of this call, compiled; None where the queryset itself must be sent."""
        ready: Ready | None = self._shapes.get(shape, _MISSING)
        if ready is _MISSING:
            ready = self._shapes[shape] = self._compiled(given, of_marks, of_values)
            if len(self._shapes) > _SHAPES:
                self._shapes.pop(next(iter(self._shapes), None), None)
        if ready is None or not ready.fits(given):
            return None
        if settings.TILTH_COMPARE_READS and not ready.agrees(of_values, given):
            raise NotThatSqlError(self._name)
        return ready

    def _compiled(
        self,
        given: Mapping[str, Any],
        of_marks: "Callable[[Marks], QuerySet[Any, Any]]",
        of_values: "Callable[[], QuerySet[Any, Any]]",
    ) -> Ready | None:
        """Return it compiled for the shape of this call; where it cannot be None, in tests an error."""
        try:
            first, *others = (_ready(of_marks, Marks(base)) for base in _BASES)
            same = all((one.sql, one.slots) == (first.sql, first.slots) for one in others)
            if same and first.agrees(of_values, given):
                return first
            why = "it sends something else" if same else "something is worked out of a value"
        except EmptyResultSet:
            return None  # nothing can match: nothing is sent
        except NotThatSqlError as error:
            why = str(error)
        if settings.TILTH_COMPARE_READS:
            raise NotThatSqlError(f"{self._name}: {why}")
        return None


def _ready(of_marks: "Callable[[Marks], QuerySet[Any, Any]]", marks: Marks) -> Ready:
    queryset = of_marks(marks)
    compiler, sql, params = _compiled(queryset)
    return Ready(queryset=queryset, compiler=compiler, sql=sql, slots=tuple(map(marks.slot, params)))
