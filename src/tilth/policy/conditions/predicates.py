"""The predicates of a condition: comparisons, searches, and what joins them; each is true, false or empty."""

from dataclasses import dataclass
from typing import Literal as OneOf

from tilth.policy.conditions.columns import COLUMNS, HELD
from tilth.policy.conditions.types import NUMERIC, ConditionError, Type
from tilth.policy.conditions.values import (
    Column,
    Literal,
    Node,
    check_width,
    common_type,
    common_width,
)

Operator = OneOf["=", "<>", "<", "<=", ">", ">="]


@dataclass(frozen=True)
class Compare(Node):
    """A comparison; texts and truth values only for equality, but for columns whose words have an order."""

    operator: Operator
    left: Node
    right: Node

    def __post_init__(self) -> None:
        kind = common_type(self.parts, f"{self.operator} does not compare", self.at)
        if kind in NUMERIC:
            check_width(self, common_width(self.parts), kind)
        elif self.operator not in ("=", "<>") and not _is_ordered(self.left):
            raise self._refuse(f"{self.operator} needs numbers, not {kind}; list the values with IN.")
        check_words(self.left, self.right)
        check_words(self.right, self.left)


def _is_ordered(node: Node) -> bool:
    return isinstance(node, Column) and COLUMNS[node.name].ordered


def check_words(subject: Node, constant: Node) -> None:
    """Raise ConditionError where a column of a closed list is compared with a word outside it."""
    if not isinstance(subject, Column) or not isinstance(constant, Literal):
        return
    words = COLUMNS[subject.name].values
    if words and constant.value not in words:
        raise ConditionError(
            f"{subject.name} is never {constant.value!r}; use one of {', '.join(words)}.", at=constant.at
        )


@dataclass(frozen=True)
class Between(Node):
    """A number within two bounds, both included."""

    subject: Node
    low: Node
    high: Node

    def __post_init__(self) -> None:
        kind = common_type(self.parts, "BETWEEN does not mix", self.at)
        if kind not in NUMERIC:
            raise self._refuse(f"BETWEEN needs numbers, not {kind}.")
        check_width(self, common_width(self.parts), kind)


@dataclass(frozen=True)
class In(Node):
    """One of several constants."""

    subject: Node
    options: tuple[Literal, ...]

    def __post_init__(self) -> None:
        if not self.options:
            raise self._refuse("IN needs at least one value.")
        kind = common_type(self.parts, "IN does not mix", self.at)
        if kind in NUMERIC:
            check_width(self, common_width(self.parts), kind)
        for option in self.options:
            check_words(self.subject, option)


@dataclass(frozen=True)
class IsNull(Node):
    """Whether a value is empty; never itself empty."""

    subject: Node


@dataclass(frozen=True)
class Match(Node):
    """Whether a text contains, begins with or ends with any of some words, case and all."""

    subject: Node
    words: tuple[str, ...]
    where: OneOf["anywhere", "start", "end"] = "anywhere"

    def __post_init__(self) -> None:
        if self.subject.type != Type.TEXT:
            raise self._refuse(f"a text is needed, not {self.subject.type}.")
        if not self.words or not all(self.words):
            raise self._refuse("an empty text is in every text; give at least one character.")
        if self.where != "anywhere" and len(self.words) != 1:
            raise self._refuse("LIKE takes one text.")
        for word in self.words:
            Literal(word, at=self.at)


@dataclass(frozen=True)
class Holds(Node):
    """Whether there is an open holding of a category: `holds('fund')`."""

    category: str

    def __post_init__(self) -> None:
        if self.category not in HELD:
            raise self._refuse(f"{self.category!r} is no category; use one of {', '.join(HELD)}.")


@dataclass(frozen=True)
class Not(Node):
    """The opposite; empty stays empty."""

    part: Node

    def __post_init__(self) -> None:
        _need_conditions(self)


@dataclass(frozen=True)
class And(Node):
    """All of several conditions."""

    conditions: tuple[Node, ...]

    def __post_init__(self) -> None:
        _need_conditions(self)


@dataclass(frozen=True)
class Or(Node):
    """Any of several conditions."""

    conditions: tuple[Node, ...]

    def __post_init__(self) -> None:
        _need_conditions(self)


def _need_conditions(node: Node) -> None:
    for part in node.parts:
        if part.type != Type.BOOLEAN:
            raise ConditionError(
                f"{type(node).__name__.upper()} joins conditions, not a value of type {part.type}.",
                at=part.at,
            )
    if not isinstance(node, Not) and len(node.parts) < 2:
        raise ConditionError(f"{type(node).__name__.upper()} joins at least two conditions.", at=node.at)
