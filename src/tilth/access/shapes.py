"""A condition taken apart into its shape and its values, so that a compiled read can take both."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

Shape = tuple[Any, ...]
"""`(lookup, name of its value)`, or `(AND or OR, whether negated, shapes)`."""


def plain(condition: Q) -> bool:
    """Say whether a condition asks the row alone and can be taken apart.

    No other table, nothing worked out, no list that goes to the database value by value.
    """
    return all(plain(part) if isinstance(part, Q) else _plain(part) for part in condition.children)


def _plain(part: Any) -> bool:
    if not isinstance(part, tuple) or hasattr(part[1], "resolve_expression"):
        return False
    return part[0].endswith("__among") or not isinstance(part[1], list | tuple | set)


def apart(condition: Q, named: str) -> tuple[Shape, dict[str, Any]]:
    """Return what a plain condition asks, and with what: the shape, and name → value, names under `named`."""
    values: dict[str, Any] = {}

    def taken(part: Any) -> Shape:
        if isinstance(part, Q):
            return (part.connector, part.negated, tuple(map(taken, part.children)))
        lookup, value = part
        name = f"{named}.{len(values)}"
        values[name] = value
        return (lookup, name)

    return taken(condition), values


def whole(shape: Shape, values: Mapping[str, Any]) -> Q:
    """Return the condition of a shape with these values."""
    if len(shape) == 2:
        lookup, name = shape
        return Q(**{lookup: values[name]})
    connector, negated, parts = shape
    return Q(*(whole(part, values) for part in parts), _connector=connector, _negated=negated)
