"""Conditions as columns: the nodes of `tilth.policy.conditions` become one Ibis boolean expression.

The table needs the columns that `conditions.columns_of(node)` names (see `conditions.columns`). Amounts are
compared as exact decimals and shares as doubles, just as the plain reading does, so both always agree.
"""

import functools
import operator
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import ibis
from ibis.expr import datatypes as dt

from tilth.policy.conditions import (
    And,
    Arithmetic,
    Balance,
    Between,
    Coalesce,
    Column,
    Compare,
    Holds,
    In,
    IsNull,
    Known,
    Literal,
    Match,
    Measured,
    Node,
    Not,
    Or,
    Says,
    Share,
    Type,
    Width,
    category_column,
)
from tilth.policy.conditions.values import common_width

_OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}
_EXACT = (Type.INTEGER, Type.MONEY)


def compile(node: Node, table: Any) -> Any:  # noqa: A001 - what it does
    """Return the Ibis boolean expression of a condition over `table`; empty where the row does not say."""
    return _value(node, table)


@functools.singledispatch
def _value(node: Node, table: Any) -> Any:  # noqa: ARG001 - the cases below use it
    raise TypeError(f"{type(node).__name__} has no expression.")


def _decimal(width: Width) -> Any:
    return dt.Decimal(width.precision, width.scale)


def _shared(nodes: tuple[Node, ...]) -> Type:
    kinds = {node.type for node in nodes}
    return Type.RATIO if Type.RATIO in kinds else nodes[0].type


def _alike(nodes: tuple[Node, ...], table: Any) -> list[Any]:
    """Return parts in the one type in which they are compared: exact decimals of one width, or doubles."""
    kind = _shared(nodes)
    if kind in _EXACT:
        return [_exact(node, common_width(nodes), table) for node in nodes]
    return [_double(node, table) if kind == Type.RATIO else _value(node, table) for node in nodes]


def _exact(node: Node, width: Width, table: Any) -> Any:
    if isinstance(node, Literal):
        return ibis.literal(Decimal(node.value), type=_decimal(width))
    return _value(node, table).cast(_decimal(width))


def _double(node: Node, table: Any) -> Any:
    if isinstance(node, Literal):
        return ibis.literal(float(node.value), "float64")
    return _value(node, table)


@_value.register
def _(node: Column, table: Any) -> Any:
    column = table[node.name]
    if node.type in _EXACT:
        return column.cast(_decimal(node.width))
    return column.cast("float64") if node.type == Type.RATIO else column


@_value.register
def _(node: Literal, _table: Any) -> Any:
    if node.type in _EXACT:
        return ibis.literal(Decimal(node.value), type=_decimal(node.width))
    return ibis.literal(node.value)


@_value.register
def _(node: Balance, table: Any) -> Any:
    return table[category_column(node.category)].cast(_decimal(node.width))


@_value.register
def _(node: Share, table: Any) -> Any:
    part = _cents(table[category_column(node.category)])
    whole = _cents(table["aum"]) + _cents(table["elsewhere"]).fill_null(0.0)
    return part / whole.nullif(0)


def _cents(amount: Any) -> Any:
    """Return an amount in whole cents as a double: exact below 2^53 cents."""
    return (amount.cast(dt.Decimal(18, 2)) * 100).cast("int64").cast("float64")


@_value.register
def _(node: Arithmetic, table: Any) -> Any:
    if node.type not in _EXACT:
        return _OPERATORS[node.sign](*(_double(part, table) for part in node.parts))
    left, right = (_exact(part, width, table) for part, width in zip(node.parts, _widths(node), strict=True))
    return _OPERATORS[node.sign](left, right).cast(_decimal(node.width))


def _widths(node: Arithmetic) -> tuple[Width, Width]:
    """Return widths of both operands of which one holds the other, as Ibis wants them."""
    left, right = node.left.width, node.right.width
    if node.sign != "*":
        return left.joined(right), left.joined(right)
    precision = max(left.precision, right.precision)
    if left.scale >= right.scale:
        return Width(precision - left.scale, left.scale), right
    return left, Width(precision - right.scale, right.scale)


@_value.register
def _(node: Coalesce, table: Any) -> Any:
    return ibis.coalesce(*_alike(node.parts, table))


@_value.register
def _(node: Compare, table: Any) -> Any:
    return _OPERATORS[node.operator](*_alike(node.parts, table))


@_value.register
def _(node: Between, table: Any) -> Any:
    subject, low, high = _alike(node.parts, table)
    return (subject >= low) & (subject <= high)


@_value.register
def _(node: In, table: Any) -> Any:
    subject, *options = _alike(node.parts, table)
    return functools.reduce(operator.or_, [subject == option for option in options])


@_value.register
def _(node: IsNull, table: Any) -> Any:
    return _value(node.subject, table).isnull()


@_value.register
def _(node: Match, table: Any) -> Any:
    text = _value(node.subject, table)
    if node.where == "start":
        return text.startswith(node.words[0])
    if node.where == "end":
        return text.endswith(node.words[0])
    return functools.reduce(operator.or_, [text.contains(word) for word in node.words])


@_value.register
def _(node: Holds, table: Any) -> Any:
    return table["categories"].contains(node.category)


@_value.register
def _(node: Known, table: Any) -> Any:
    return table[node.column].notnull()


@_value.register
def _(node: Says, table: Any) -> Any:
    told = table[node.column]
    return functools.reduce(operator.or_, [told.contains(word) for word in node.words])


@_value.register
def _(node: Measured, table: Any) -> Any:
    return table[node.column].cast(_decimal(node.width))


@_value.register
def _(node: Not, table: Any) -> Any:
    return ~_value(node.part, table)


@_value.register
def _(node: And, table: Any) -> Any:
    return functools.reduce(operator.and_, [_value(part, table) for part in node.parts])


@_value.register
def _(node: Or, table: Any) -> Any:
    return functools.reduce(operator.or_, [_value(part, table) for part in node.parts])
