"""What a condition asks of the profile: whether an item is known, what it says, its number, day and amount.

A bank's own vocabulary says which items there are and which of them rules may read; `fits` holds a condition
against it. A row has a column for what is asked of an item (`detail_column`), empty where nothing is known.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal as OneOf
from typing import Protocol

from tilth.policy.conditions.types import ConditionError, Type
from tilth.policy.conditions.values import Literal, Node

Measure = OneOf["choice", "number", "days", "amount"]
"""The values as text; the largest number; days from D to the latest day; the sum of the amounts."""


def detail_column(measure: Measure, item: str) -> str:
    """Return the column that says this of an item: texts, a whole number, days or an amount."""
    return f"detail_{measure}_{item}"


@dataclass(frozen=True)
class Detail(Node):
    """Anything that is asked of one item of the profile."""

    item: str

    @property
    def measure(self) -> Measure:
        """What of it is asked."""
        return "choice"

    @property
    def column(self) -> str:
        """Where a row says it."""
        return detail_column(self.measure, self.item)


@dataclass(frozen=True)
class Known(Detail):
    """Whether anything is known of an item: `detail_known('profession')`; never empty."""


@dataclass(frozen=True)
class Says(Detail):
    """Whether an item has one of these values, empty where unknown: `detail('life_stage', 'retired')`."""

    words: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.words:
            raise self._refuse("detail takes an item and at least one of its values.")
        for word in self.words:
            Literal(word, at=self.at)


@dataclass(frozen=True)
class Measured(Detail):
    """A figure of an item, empty where it is unknown: `detail_number('other_managers')`."""

    of: Measure

    @property
    def measure(self) -> Measure:
        """What of it is asked."""
        return self.of

    @property
    def type(self) -> Type:
        """An amount, or a whole number."""
        return Type.MONEY if self.of == "amount" else Type.INTEGER


class Asked(Protocol):
    """What a condition has to know of an item of the vocabulary; `tilth.policy.profile.items.Item` is one."""

    @property
    def type(self) -> str:
        """What a value of it is."""
        ...

    @property
    def rules(self) -> bool:
        """Rules may read it."""
        ...

    @property
    def with_amount(self) -> bool:
        """It takes an amount."""
        ...

    @property
    def with_day(self) -> bool:
        """It takes a day."""
        ...

    @property
    def values(self) -> Mapping[str, object]:
        """The values to choose from."""
        ...


_HAS: Mapping[str, Callable[[Asked], bool]] = {
    "choice": lambda _: True,
    "number": lambda item: item.type == "number",
    "days": lambda item: item.type == "day" or item.with_day,
    "amount": lambda item: item.with_amount,
}


def details_of(node: Node) -> frozenset[Detail]:
    """Return what a condition asks of the profile."""
    own = {node} if isinstance(node, Detail) else set[Detail]()
    return frozenset(own).union(*(details_of(part) for part in node.parts))


def fits(node: Node, items: Mapping[str, Asked]) -> None:
    """Raise ConditionError where a condition asks what is not there, or what rules may not read."""
    for asked in sorted(details_of(node), key=lambda one: one.at):
        item = items.get(asked.item)
        if item is None or not item.rules:
            readable = ", ".join(code for code, one in items.items() if one.rules) or "(none)"
            raise ConditionError(
                f"{asked.item!r} is no item of the profile that rules may read; use one of {readable}.",
                at=asked.at,
            )
        if not _HAS[asked.measure](item):
            raise ConditionError(f"{asked.item} has no {asked.measure}.", at=asked.at)
        if isinstance(asked, Says):
            _says(asked, item)


def _says(asked: Says, item: Asked) -> None:
    if item.type in ("number", "day"):
        raise ConditionError(f"{asked.item} is a {item.type}; compare it as one.", at=asked.at)
    for word in asked.words:
        if word not in item.values:
            raise ConditionError(
                f"{asked.item} is never {word!r}; use one of {', '.join(item.values)}.", at=asked.at
            )
