"""A condition taken apart into its shape and its values, so that a compiled read can take both."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q

Shape = tuple[Any, ...]
"""`(lookup, name of its value)`, or `(AND or OR, whether negated, shapes)`."""


def apart(condition: Q) -> tuple[Shape, dict[str, Any]]:
    """Return what a condition asks, and with what: the shape and name → value."""
    values: dict[str, Any] = {}

    def taken(part: Any) -> Shape:
        if isinstance(part, Q):
            return (part.connector, part.negated, tuple(map(taken, part.children)))
        lookup, value = part
        name = f"value_{len(values)}"
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
