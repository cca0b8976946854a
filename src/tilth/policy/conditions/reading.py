"""The plain reading of a condition over one row: true, false, or None where the row does not say."""

import functools
import operator
from collections.abc import Callable, Mapping
from decimal import Context, Decimal
from typing import Any

from tilth.policy.conditions.columns import CATEGORY_PREFIX, category_column
from tilth.policy.conditions.details import Detail, Known, Measured, Says
from tilth.policy.conditions.predicates import And, Between, Compare, Holds, In, IsNull, Match, Not, Or
from tilth.policy.conditions.types import EXACT, Type
from tilth.policy.conditions.values import Arithmetic, Balance, Coalesce, Column, Literal, Node, Share

_EXACT = Context(prec=80)
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_SIGN: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
}
_SIGN_EXACT: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "+": _EXACT.add,
    "-": _EXACT.subtract,
    "*": _EXACT.multiply,
}

Row = Mapping[str, Any]


def evaluate(node: Node, row: Row) -> bool | None:
    """Return whether the row meets the condition; None where it is unknown; KeyError without a column.

    Only of the profile a row may lack columns: what it does not name is not known.
    """
    found = value(node, row)
    return None if found is None else bool(found)


@functools.singledispatch
def value(node: Node, row: Row) -> Any:
    """Return a node's value over a row; None where the row does not say."""
    raise TypeError(f"{type(node).__name__} has no reading over {len(row)} columns.")


def columns_of(node: Node) -> frozenset[str]:
    """Return the columns of a row that the condition reads."""
    own: tuple[str, ...] = ()
    if isinstance(node, Column):
        own = (node.name,)
    elif isinstance(node, Holds):
        own = ("categories",)
    elif isinstance(node, Balance | Share):
        own = (category_column(node.category), *(("aum", "elsewhere") if isinstance(node, Share) else ()))
    elif isinstance(node, Detail):
        own = (node.column,)
    return frozenset(own).union(*(columns_of(part) for part in node.parts))


def _number(found: Any, kind: Type) -> Any:
    """Return a number in the type of its surroundings: doubles among ratios, exact decimals elsewhere."""
    if found is None:
        return None
    return Decimal(found) if kind in EXACT else float(found)


@value.register
def _(node: Column, row: Row) -> Any:
    found = row[node.name]
    return _number(found, node.type) if node.type in (*EXACT, Type.RATIO) else found


@value.register
def _(node: Literal, _row: Row) -> Any:
    return Decimal(node.value) if node.type in EXACT else node.value


@value.register
def _(node: Balance, row: Row) -> Any:
    return _number(row[CATEGORY_PREFIX + node.category], Type.MONEY)


@value.register
def _(node: Share, row: Row) -> Any:
    part, whole = row[category_column(node.category)], row["aum"]
    if part is None or whole is None:
        return None
    cents = int(Decimal(whole) * 100) + int(Decimal(row["elsewhere"] or 0) * 100)
    return int(Decimal(part) * 100) / cents if cents else None


@value.register
def _(node: Arithmetic, row: Row) -> Any:
    left, right = (_in(part, node.type, row) for part in node.parts)
    if left is None or right is None:
        return None
    return (_SIGN_EXACT if node.type in EXACT else _SIGN)[node.sign](left, right)


@value.register
def _(node: Coalesce, row: Row) -> Any:
    return next((found for part in node.parts if (found := _in(part, node.type, row)) is not None), None)


def _in(node: Node, kind: Type, row: Row) -> Any:
    """Return a part's value in the type that its neighbours share."""
    found = value(node, row)
    return _number(found, kind) if kind in (*EXACT, Type.RATIO) else found


def _shared(nodes: tuple[Node, ...]) -> Type:
    kinds = {node.type for node in nodes}
    return Type.RATIO if Type.RATIO in kinds else nodes[0].type


@value.register
def _(node: Compare, row: Row) -> bool | None:
    kind = _shared(node.parts)
    left, right = (_in(part, kind, row) for part in node.parts)
    return None if left is None or right is None else _COMPARE[node.operator](left, right)


@value.register
def _(node: Between, row: Row) -> bool | None:
    kind = _shared(node.parts)
    subject, low, high = (_in(part, kind, row) for part in node.parts)
    above = None if subject is None or low is None else subject >= low
    below = None if subject is None or high is None else subject <= high
    return _all((above, below))


@value.register
def _(node: In, row: Row) -> bool | None:
    kind = _shared(node.parts)
    subject = _in(node.subject, kind, row)
    return None if subject is None else subject in [_in(option, kind, row) for option in node.options]


@value.register
def _(node: IsNull, row: Row) -> bool:
    return value(node.subject, row) is None


@value.register
def _(node: Match, row: Row) -> bool | None:
    text = value(node.subject, row)
    if text is None:
        return None
    if node.where == "start":
        return bool(text.startswith(node.words[0]))
    if node.where == "end":
        return bool(text.endswith(node.words[0]))
    return any(word in text for word in node.words)


@value.register
def _(node: Holds, row: Row) -> bool | None:
    held = row["categories"]
    return None if held is None else node.category in held


@value.register
def _(node: Known, row: Row) -> bool:
    return row.get(node.column) is not None


@value.register
def _(node: Says, row: Row) -> bool | None:
    told = row.get(node.column)
    return None if told is None else any(word in told for word in node.words)


@value.register
def _(node: Measured, row: Row) -> Any:
    return _number(row.get(node.column), node.type)


@value.register
def _(node: Not, row: Row) -> bool | None:
    found = value(node.part, row)
    return None if found is None else not found


@value.register
def _(node: And, row: Row) -> bool | None:
    return _all(tuple(value(part, row) for part in node.parts))


@value.register
def _(node: Or, row: Row) -> bool | None:
    opposite = _all(tuple(_opposite(value(part, row)) for part in node.parts))
    return _opposite(opposite)


def _opposite(found: bool | None) -> bool | None:  # noqa: FBT001 - a truth value is what this is about
    return None if found is None else not found


def _all(found: tuple[bool | None, ...]) -> bool | None:
    """Return SQL's AND: false beats empty, empty beats true."""
    if False in found:
        return False
    return None if None in found else True
