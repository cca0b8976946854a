"""The values of a condition: columns, constants, sums; frozen, typed, refusing to exist without sense.

`at` is the character of the text a node comes from (1 = first, 0 = none); it does not count for equality.
"""

from dataclasses import dataclass, field, fields
from decimal import Decimal
from typing import Literal as OneOf

from tilth.policy.conditions.columns import COLUMNS, HELD, PROTECTED, SHARED
from tilth.policy.conditions.types import (
    EXACT,
    MAX_EXACT_DIGITS,
    MAX_RATIO_DIGITS,
    NUMERIC,
    WIDTHS,
    ConditionError,
    Type,
    Width,
)

Sign = OneOf["+", "-", "*"]


@dataclass(frozen=True, kw_only=True)
class Node:
    """Any part of a condition."""

    at: int = field(default=0, compare=False)

    @property
    def type(self) -> Type:
        """What the node's value is."""
        return Type.BOOLEAN

    @property
    def width(self) -> Width:
        """Digits of a number."""
        return WIDTHS[self.type]

    @property
    def parts(self) -> tuple["Node", ...]:
        """The nodes directly below, in reading order."""
        found: list[Node] = []
        for entry in fields(self):
            part = getattr(self, entry.name)
            found += [
                node for node in (part if isinstance(part, tuple) else (part,)) if isinstance(node, Node)
            ]
        return tuple(found)

    def _refuse(self, sentence: str) -> ConditionError:
        return ConditionError(sentence, at=self.at)


@dataclass(frozen=True)
class Column(Node):
    """A column of the allow-list."""

    name: str

    def __post_init__(self) -> None:
        if self.name in PROTECTED:
            raise self._refuse(
                f"{self.name} is a protected attribute and can not be named in a rule (TRAP-17)."
            )
        if self.name not in COLUMNS:
            raise self._refuse(f"there is no column {self.name}; use one of {', '.join(COLUMNS)}.")

    @property
    def type(self) -> Type:
        """As documented in `columns`."""
        return COLUMNS[self.name].type


@dataclass(frozen=True)
class Literal(Node):
    """A constant: text, whole number, decimal, true or false."""

    value: str | int | Decimal | bool

    def __post_init__(self) -> None:
        if isinstance(self.value, str) and (len(self.value) > 100 or not self.value.isprintable()):
            raise self._refuse("a text has at most 100 printable characters; shorten it.")
        if self.type in NUMERIC and (self.width.precision > 15 or self.width.scale > 8):
            raise self._refuse(f"{self.value} has more than 15 digits or 8 decimals; round it.")

    @property
    def type(self) -> Type:
        """By the way it is written."""
        if isinstance(self.value, bool):
            return Type.BOOLEAN
        if isinstance(self.value, str):
            return Type.TEXT
        return Type.INTEGER if isinstance(self.value, int) else Type.MONEY

    @property
    def width(self) -> Width:
        """The digits that are written."""
        if not isinstance(self.value, (int, Decimal)) or isinstance(self.value, bool):
            return super().width
        _, digits, exponent = Decimal(self.value).as_tuple()
        scale = max(0, -int(exponent))
        return Width(max(1, len(digits) + int(exponent)), scale)


@dataclass(frozen=True)
class Balance(Node):
    """The base-currency open balance of one category: `balance('fund')`."""

    category: str

    def __post_init__(self) -> None:
        if self.category not in HELD:
            raise self._refuse(f"{self.category!r} is no category; use one of {', '.join(HELD)}.")

    @property
    def type(self) -> Type:
        """An amount."""
        return Type.MONEY


@dataclass(frozen=True)
class Share(Node):
    """A category's part of the assets, empty where there are none: `share('fx_deposit')`."""

    category: str

    def __post_init__(self) -> None:
        if self.category not in SHARED:
            raise self._refuse(f"{self.category!r} is no asset category; use one of {', '.join(SHARED)}.")

    @property
    def type(self) -> Type:
        """A ratio."""
        return Type.RATIO


def number_type(nodes: tuple[Node, ...]) -> Type | None:
    """Return the common type of numbers, None where they do not mix: ratios mix with constants only."""
    types = {node.type for node in nodes}
    if not types <= NUMERIC:
        return None
    if Type.RATIO not in types:
        return Type.INTEGER if types == {Type.INTEGER} else Type.MONEY
    rest = (node for node in nodes if node.type != Type.RATIO)
    return Type.RATIO if all(isinstance(node, Literal) for node in rest) else None


def common_type(nodes: tuple[Node, ...], fault: str, at: int) -> Type:
    """Return the type that all nodes share; ConditionError saying `fault` where there is none."""
    types = {node.type for node in nodes}
    found = number_type(nodes)
    if found is None and len(types) == 1:
        found = types.pop()
    if found is None:
        words = " and ".join(sorted(types))
        hint = (
            "; a share goes with constants only, take balance('…') for amounts" if Type.RATIO in types else ""
        )
        raise ConditionError(f"{fault} {words}{hint}.", at=at)
    return found


def common_width(nodes: tuple[Node, ...]) -> Width:
    """Return the width that holds every node."""
    width = nodes[0].width
    for node in nodes[1:]:
        width = width.joined(node.width)
    return width


def check_width(node: Node, width: Width, kind: Type) -> None:
    """Raise ConditionError where a number could outgrow what engines compute exactly."""
    limit = MAX_EXACT_DIGITS if kind in EXACT else MAX_RATIO_DIGITS
    if width.precision > limit:
        raise ConditionError(
            f"the numbers may grow to {width.precision} digits, more than {limit}; multiply less.", at=node.at
        )


@dataclass(frozen=True)
class Arithmetic(Node):
    """A sum, difference or product."""

    sign: Sign
    left: Node
    right: Node

    def __post_init__(self) -> None:
        for part in self.parts:
            if part.type not in NUMERIC:
                raise self._refuse(f"{self.sign} needs numbers, not {part.type}.")
        common_type(self.parts, f"{self.sign} does not mix", self.at)
        check_width(self, self.width, self.type)

    @property
    def type(self) -> Type:
        """What the parts have in common."""
        return common_type(self.parts, "", self.at)

    @property
    def width(self) -> Width:
        """The digits that the result may need."""
        left, right = self.left.width, self.right.width
        if self.sign == "*":
            return Width(left.whole + right.whole, left.scale + right.scale)
        joined = left.joined(right)
        return Width(joined.whole + 1, joined.scale)


@dataclass(frozen=True)
class Coalesce(Node):
    """The first value that is not empty: `coalesce(age, 0)`."""

    options: tuple[Node, ...]

    def __post_init__(self) -> None:
        if len(self.options) < 2:
            raise self._refuse("coalesce takes at least two values.")
        kind = common_type(self.options, "coalesce does not mix", self.at)
        if kind in NUMERIC:
            check_width(self, self.width, kind)

    @property
    def type(self) -> Type:
        """What the parts have in common."""
        return common_type(self.options, "", self.at)

    @property
    def width(self) -> Width:
        """The digits of the widest option."""
        return common_width(self.options)
