"""A condition in words: its canonical text, and for one row what was asked, what it has, and the answer."""

import functools
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from tilth.policy.conditions.details import Detail, Known, Measured, Says
from tilth.policy.conditions.predicates import And, Between, Compare, Holds, In, IsNull, Match, Not, Or
from tilth.policy.conditions.reading import evaluate, value
from tilth.policy.conditions.types import Type
from tilth.policy.conditions.values import Arithmetic, Balance, Coalesce, Column, Literal, Node, Share


class Finding(NamedTuple):
    """One line of an explanation: the asked text, its threshold, the row's value, true, false or None."""

    text: str
    threshold: str
    actual: Any
    result: bool | None


def explain(node: Node, row: Mapping[str, Any]) -> list[Finding]:
    """Return one finding per elementary condition, in reading order."""
    if isinstance(node, And | Or):
        return [finding for part in node.parts for finding in explain(part, row)]
    subject, threshold = _asked(node.part if isinstance(node, Not) else node)
    actual = value(subject, row) if subject else None
    if isinstance(subject, Holds):
        actual = row["categories"]
    if isinstance(subject, Known | Says):
        actual = row.get(subject.column)
    if actual is not None and subject is not None and subject.type == Type.INTEGER:
        actual = int(actual)
    return [Finding(render(node), threshold, actual, evaluate(node, row))]


def _asked(node: Node) -> tuple[Node | None, str]:
    """Return what an elementary condition looks at, and the threshold it holds it against."""
    subject: Node | None = node.parts[0] if node.parts else node
    threshold = ", ".join(render(part) for part in node.parts[1:])
    match node:
        case Between(low=low, high=high):
            threshold = f"{render(low)} and {render(high)}"
        case Match(words=words):
            threshold = ", ".join(_quoted(word) for word in words)
        case IsNull():
            threshold = "null"
        case Holds(category=category):
            threshold = category
        case Says(words=words):
            threshold = ", ".join(_quoted(word) for word in words)
        case Column() | Known():
            threshold = "true"
        case And() | Or() | Not():
            subject, threshold = None, ""
    return subject, threshold


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _inner(node: Node) -> str:
    """Return a part's text, in brackets unless it can be nothing else."""
    plain = isinstance(node, Column | Literal | Balance | Share | Coalesce | Holds | Detail) or (
        isinstance(node, Match) and node.where == "anywhere"
    )
    return render(node) if plain else f"({render(node)})"


@functools.singledispatch
def render(node: Node) -> str:
    """Return the canonical text of a node; parsing it gives the node again."""
    raise TypeError(f"{type(node).__name__} has no text.")


@render.register
def _(node: Column) -> str:
    return node.name


@render.register
def _(node: Literal) -> str:
    if isinstance(node.value, bool):
        return str(node.value).lower()
    if isinstance(node.value, Decimal):
        return f"{node.value:f}"
    return _quoted(node.value) if isinstance(node.value, str) else str(node.value)


@render.register
def _(node: Balance) -> str:
    return f"balance({_quoted(node.category)})"


@render.register
def _(node: Share) -> str:
    return f"share({_quoted(node.category)})"


@render.register
def _(node: Holds) -> str:
    return f"holds({_quoted(node.category)})"


@render.register
def _(node: Known) -> str:
    return f"detail_known({_quoted(node.item)})"


@render.register
def _(node: Says) -> str:
    return f"detail({', '.join(_quoted(text) for text in (node.item, *node.words))})"


@render.register
def _(node: Measured) -> str:
    return f"detail_{node.of}({_quoted(node.item)})"


@render.register
def _(node: Arithmetic) -> str:
    return f"{_inner(node.left)} {node.sign} {_inner(node.right)}"


@render.register
def _(node: Coalesce) -> str:
    return f"coalesce({', '.join(render(part) for part in node.parts)})"


@render.register
def _(node: Compare) -> str:
    return f"{_inner(node.left)} {node.operator} {_inner(node.right)}"


@render.register
def _(node: Between) -> str:
    return f"{_inner(node.subject)} between {_inner(node.low)} and {_inner(node.high)}"


@render.register
def _(node: In) -> str:
    return f"{_inner(node.subject)} in ({', '.join(render(option) for option in node.options)})"


@render.register
def _(node: IsNull) -> str:
    return f"{_inner(node.subject)} is null"


@render.register
def _(node: Match) -> str:
    if node.where == "anywhere":
        return f"contains({render(node.subject)}, {', '.join(_quoted(word) for word in node.words)})"
    word = node.words[0]
    return f"{_inner(node.subject)} like {_quoted(word + '%' if node.where == 'start' else '%' + word)}"


@render.register
def _(node: Not) -> str:
    return f"not {_inner(node.part)}"


@render.register
def _(node: And) -> str:
    return " and ".join(_inner(part) for part in node.parts)


@render.register
def _(node: Or) -> str:
    return " or ".join(_inner(part) for part in node.parts)
