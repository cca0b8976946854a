"""Hot reads whose SQL is compiled once: each request puts its own values in (ADR 0013).

A read is a function of an actor, a generation and values that returns a queryset. The first call of a shape
(how much its actor sees, which values are there) calls it with marks in place of every text, day and list,
and keeps the SQL with the places at which marks came out. Every later call of that shape sends that SQL with
the values at hand, and the rows come out as the queryset's own. Where a read works something out of a mark,
SQL and values are not what they would be: the first call compares both and keeps none that differs; under
`TILTH_COMPARE_READS`, in all tests, later calls do too, and fail: once in a test for the same values.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Concatenate, Generic, ParamSpec, TypeVar

from django.db.models import Q

from tilth.access import ahead, scopes, shapes
from tilth.access.ahead import Asked, Statement
from tilth.access.compiled import Kept, Ready
from tilth.access.marks import MANY, Marks, kind
from tilth.access.scopes import Scope
from tilth.data.models import Generation, User

if TYPE_CHECKING:
    from django.db.models import QuerySet

P = ParamSpec("P")
R = TypeVar("R")
_PARTS = {"managers": "manager", "branches": "branch", "customers": "customer"}
"""What a scope holds several of → the name of one of them."""
_BORDERS = ("branch_first", "branch_last")
"""Where the branches in sight begin and end in the tree's numbers."""


class Scoped(Generic[P, R]):
    """A read of an actor, a generation and keywords: called it brings rows, `asked` it waits for others."""

    def __init__(self, build: "Callable[Concatenate[User, Generation, P], QuerySet[Any, R]]") -> None:
        self._build, self._kept = build, Kept(f"{build.__module__}.{build.__name__}")
        functools.update_wrapper(self, build)

    def __call__(self, actor: User, generation: Generation, /, *args: P.args, **values: P.kwargs) -> list[R]:
        """Return the rows for these values, in one statement or from that of `ahead.together`."""
        held = ahead.taken((self, actor.pk, generation.pk, args, values))
        if held is not None:
            return held
        ready, given = self._ready(actor, generation, args, values)
        return list(self._build(actor, generation, *args, **values)) if ready is None else ready.rows(given)

    def asked(self, actor: User, generation: Generation, /, *args: P.args, **values: P.kwargs) -> Asked[R]:
        """Return the call with these values, to be sent with others."""
        call = (self, actor.pk, generation.pk, args, values)
        return Asked(call, lambda: _statement(*self._ready(actor, generation, args, values)))

    def _ready(
        self, actor: User, generation: Generation, args: tuple[Any, ...], values: dict[str, Any]
    ) -> tuple[Ready | None, dict[str, Any]]:
        """Return the compiled shape of a call, and its values; None where the queryset must be sent."""
        scope = scopes.of(actor, generation)
        build: Any = self._build
        if args or not scope.sees_customers or not _plain(values):
            return None, {}
        rules, single = _apart(values)

        def of_marks(marks: Marks) -> "QuerySet[Any, R]":
            marked = {name: marks.of(value, name) for name, value in single.items()}
            meant: Any = {name: marked[name] for name in values if name not in rules}
            meant |= {name: shapes.whole(shape, marked) for name, shape in rules.items()}
            somebody, some = _somebody(marks, actor, generation, scope)
            found: QuerySet[Any, R] = build(somebody, some, **meant)
            return found

        shape = (*sorted(rules.items()), *_shape(actor, generation, scope, single))
        given = _given(actor, generation, scope, single)
        of_values = functools.partial(build, actor, generation, **values)
        return self._kept.ready(shape, given, of_marks, of_values), given


class Plain(Generic[P, R]):
    """A read of keywords alone, about nobody's customers: numbers are marked too."""

    def __init__(self, build: "Callable[P, QuerySet[Any, R]]") -> None:
        self._build, self._kept = build, Kept(f"{build.__module__}.{build.__name__}")
        functools.update_wrapper(self, build)

    def __call__(self, *args: P.args, **values: P.kwargs) -> list[R]:
        """Return the rows for these values, in one statement or from that of `ahead.together`."""
        held = ahead.taken((self, args, values))
        if held is not None:
            return held
        ready = self._ready(args, values)
        return list(self._build(*args, **values)) if ready is None else ready.rows(values)

    def asked(self, *args: P.args, **values: P.kwargs) -> Asked[R]:
        """Return the call with these values, to be sent with others."""
        return Asked((self, args, values), lambda: _statement(self._ready(args, values), values))

    def _ready(self, args: tuple[Any, ...], values: dict[str, Any]) -> Ready | None:
        build: Any = self._build
        if args:
            return None

        def of_marks(marks: Marks) -> "QuerySet[Any, R]":
            meant: Any = {name: _meant(marks, value, name) for name, value in values.items()}
            found: QuerySet[Any, R] = build(**meant)
            return found

        shape = tuple((name, _is_number(value) or kind(value)) for name, value in sorted(values.items()))
        return self._kept.ready(shape, values, of_marks, functools.partial(build, **values))


def scoped(build: "Callable[Concatenate[User, Generation, P], QuerySet[Any, R]]") -> Scoped[P, R]:
    """Make a read of a function of actor, generation and keywords that returns a queryset: it returns rows.

    Days may be moved by whole days, lists of texts go in by `__among`; whatever else is worked out of a value
    (a list joined to another, the Monday of a week) is a value of its own. Each tuple, truth value and number
    that is no `Number` has its own SQL: few of them may come. A condition (`Q`) that the row alone answers is
    taken apart into its shape and its values; with any other the queryset is made anew.
    """
    return Scoped(build)


def plain(build: "Callable[P, QuerySet[Any, R]]") -> Plain[P, R]:
    """Make a read of a function of keywords alone, about nobody's customers: numbers are marked too."""
    return Plain(build)


def _statement(ready: Ready | None, values: Mapping[str, Any]) -> Statement[Any] | None:
    columns = None if ready is None else ready.columns
    if ready is None or columns is None:
        return None
    params = ready.params(values)
    made = functools.partial(ready.made, params)
    return Statement(sql=ready.sql, params=params, columns=columns, made=made)


def _plain(values: Mapping[str, Any]) -> bool:
    return all(shapes.plain(value) for value in values.values() if isinstance(value, Q))


def _apart(values: Mapping[str, Any]) -> tuple[dict[str, shapes.Shape], dict[str, Any]]:
    """Return the shapes of the conditions among values, and all other values with those in the conditions."""
    rules: dict[str, shapes.Shape] = {}
    single: dict[str, Any] = {}
    for name, value in values.items():
        if isinstance(value, Q):
            rules[name], parts = shapes.apart(value, name)
            single |= parts
        else:
            single[name] = value
    return rules, single


def _meant(marks: Marks, value: Any, name: str) -> Any:
    return marks.number(name) if _is_number(value) else marks.of(value, name)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _given(actor: User, generation: Generation, scope: Scope, values: Mapping[str, Any]) -> dict[str, Any]:
    given = {
        **values,
        "actor": actor.pk,
        "actor.staff_id": actor.staff_id,
        "generation": generation.pk,
        "generation.business_date": generation.business_date,
    }
    given |= {f"scope.{one}": getattr(scope, one) for one in _BORDERS}
    for several, one in _PARTS.items():
        found = getattr(scope, several)
        given |= {f"scope.{several}": found, f"scope.{one}": found[0] if found else None}
    return given


def _shape(actor: User, generation: Generation, scope: Scope, values: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return what the SQL may depend on: how much is in sight, and of each value what no mark stands for."""
    sight = (scope.kind, scope.role, scope.bank_wide, scope.sees_restricted, scope.reads_audit)
    sizes = tuple(min(len(getattr(scope, several)), MANY) for several in _PARTS)
    same = (
        scope.branch_first == scope.branch_last,
        scope.staff_id in scope.managers,
        bool(actor.staff_id),
        scope.staff_id == (actor.staff_id or ""),
    )
    kinds = ((name, kind(value)) for name, value in sorted(values.items()))
    return (*sight, *sizes, *same, actor.role, generation.state, *kinds)


def _somebody(marks: Marks, actor: User, generation: Generation, scope: Scope) -> tuple[User, Generation]:
    """Return an actor and a generation of marks, who see as much as these."""
    staff = marks.of(actor.staff_id, "actor.staff_id")
    somebody = User(id=marks.number("actor"), staff_id=staff, role=actor.role, is_active=True)
    some = Generation(
        id=marks.number("generation"),
        business_date=marks.of(generation.business_date, "generation.business_date"),
        state=generation.state,
    )
    known = {actor.staff_id: staff}
    parts: dict[str, Any] = {
        several: _part(marks, getattr(scope, several), several, known if several == "managers" else {})
        for several in _PARTS
    }
    first, last = _BORDERS
    parts[first] = marks.number(f"scope.{first}")
    parts[last] = parts[first] if scope.branch_first == scope.branch_last else marks.number(f"scope.{last}")
    own = replace(
        scope, user=somebody.pk, generation=some.pk, staff_id=known.get(scope.staff_id, ""), **parts
    )
    scopes.remember(somebody, own)
    return somebody, some


def _part(  # a manager may be the actor; a branch or a customer is another thing, though it be called alike
    marks: Marks, values: tuple[str, ...], several: str, known: Mapping[str | None, str]
) -> tuple[str, ...]:
    if len(values) == 1:
        return (known.get(values[0]) or marks.of(values[0], f"scope.{_PARTS[several]}"),)
    return tuple(marks.of(list(values), f"scope.{several}"))
