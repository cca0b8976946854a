"""Hot reads whose SQL is compiled once: each request puts its own values in (ADR 0013).

A read is a function of an actor, a generation and values that returns a queryset. The first call of a shape
(how much its actor sees, which values are there) calls it with marks in place of every text, day and list,
and keeps the SQL with the places at which marks came out. Every later call of that shape sends that SQL with
the values at hand, and the rows come out as the queryset's own. Where a read works something out of a mark,
SQL and values are not what they would be: the first call compares both and keeps none that differs; under
`TILTH_COMPARE_READS`, in all tests, every call does, and fails.
"""

import functools
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from django.db.models import Q

from tilth.access import scopes, shapes
from tilth.access.compiled import Kept
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


def scoped(
    build: "Callable[Concatenate[User, Generation, P], QuerySet[Any, R]]",
) -> "Callable[Concatenate[User, Generation, P], list[R]]":
    """Make a read of a function of actor, generation and keywords that returns a queryset: it returns rows.

    Days may be moved by whole days, lists of texts go in by `__among`; whatever else is worked out of a value
    (a list joined to another, the Monday of a week) is a value of its own. Each tuple, truth value and number
    that is no `Number` has its own SQL: few of them may come. A condition (`Q`) that the row alone answers is
    taken apart into its shape and its values; with any other the queryset is made anew.
    """
    kept = Kept(f"{build.__module__}.{build.__name__}")

    def call(actor: User, generation: Generation, /, *args: P.args, **values: P.kwargs) -> list[R]:
        scope = scopes.of(actor, generation)

        def of_values() -> "QuerySet[Any, R]":
            return build(actor, generation, *args, **values)

        if args or not scope.sees_customers or not _plain(values):
            return list(of_values())
        rules, single = _apart(values)

        def of_marks(marks: Marks) -> "QuerySet[Any, R]":
            marked = {name: marks.of(value, name) for name, value in single.items()}
            meant: Any = {name: marked[name] for name in values if name not in rules}
            meant |= {name: shapes.whole(shape, marked) for name, shape in rules.items()}
            somebody, some = _somebody(marks, actor, generation, scope)
            return build(somebody, some, *args, **meant)

        shape = (*sorted(rules.items()), *_shape(actor, generation, scope, single))
        return kept.rows(shape, _given(actor, generation, scope, single), of_marks, of_values)

    functools.update_wrapper(call, build)
    return call


def plain(build: "Callable[P, QuerySet[Any, R]]") -> "Callable[P, list[R]]":
    """Make a read of a function of keywords alone, about nobody's customers: numbers are marked too."""
    kept = Kept(f"{build.__module__}.{build.__name__}")

    def call(*args: P.args, **values: P.kwargs) -> list[R]:
        if args:
            return list(build(*args, **values))

        def of_marks(marks: Marks) -> "QuerySet[Any, R]":
            meant: Any = {name: _meant(marks, value, name) for name, value in values.items()}
            return build(*args, **meant)

        shape = tuple((name, _is_number(value) or kind(value)) for name, value in sorted(values.items()))
        return kept.rows(shape, values, of_marks, lambda: build(*args, **values))

    functools.update_wrapper(call, build)
    return call


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
