"""The SQL of expressions, remembered: the same expression on another day is the same statement with its days.

Most of a small night's time is Ibis writing SQL, and from night to night it writes nearly the same. What a
statement is remembered by is its whole expression as numbers, all days taken out: nodes in the order in which
they are met, each with its type and arguments. Days are numbered by value, so that two that were equal when a
statement was written must be equal when it is used again. A statement with a day that its expression does not
name, or makes of numbers, is not remembered.
"""

import datetime as dt
import re
from array import array
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis.common.collections import FrozenDict
from ibis.common.graph import Node
from ibis.expr.operations import DatabaseTable, DateFromYMD

_WRITTEN = re.compile(r"""'(?:[^']|'')*'|"[^"]*"|MAKE_DATE\((\d+), (\d+), (\d+)\)""")
"""A day in a statement; what stands in quotes is a text or a name, whatever it says."""
_OPEN, _CLOSE, _NODE, _DAY, _VALUE = range(5)

_Template = tuple[str | int, ...]
"""Parts of a statement: text, and numbers of days."""


@dataclass(kw_only=True)
class Result:
    """What is the same whenever a form is written: the tables it reads, and once known its columns."""

    tables: tuple[str, ...]
    schema: ibis.Schema | None = None


@dataclass(frozen=True, kw_only=True)
class Statement:
    """The SQL of an expression, and what is known of its result."""

    text: str
    result: Result


@dataclass(frozen=True, kw_only=True)
class _Known:
    template: _Template
    result: Result


class Statements:
    """What expressions were compiled to, by their form; `most` of them, then it begins anew."""

    def __init__(self, most: int = 10_000) -> None:
        self._most = most
        self._known: dict[bytes, _Known] = {}
        self._atoms: dict[tuple[type, Any], int] = {}

    def sql(self, rows: ir.Table, write: Callable[[ir.Table], str]) -> Statement:
        """Return the SQL of `rows`: what `write` makes of it, or made of its like on another day."""
        form = _Form(self._atoms, rows.op())
        known = self._known.get(form.digest)
        if known is None:
            return self._learn(form, write(rows))
        days = [f"MAKE_DATE({day.year}, {day.month}, {day.day})" for day in form.days]
        text = "".join(part if isinstance(part, str) else days[part] for part in known.template)
        return Statement(text=text, result=known.result)

    def _learn(self, form: "_Form", text: str) -> Statement:
        template, result = form.template(text), Result(tables=form.tables)
        if template is not None and len(self._known) < self._most:
            self._known[form.digest] = _Known(template=template, result=result)
        elif template is not None:
            self._known.clear()
            self._atoms.clear()
        return Statement(text=text, result=result)


class _Form:
    """What tells an expression from every other but for its days, which are numbered in `days`."""

    def __init__(self, atoms: dict[tuple[type, Any], int], root: Node) -> None:
        self.days: dict[dt.date, int] = {}
        self._atoms = atoms
        self._places: dict[Node, int] = {root: 0}
        self._nodes = [root]
        self._numbers: list[int] = []
        for node in self._nodes:  # which grows as they are met
            self._put_value(type(node))
            for name, argument in zip(node.__argnames__, node.__args__, strict=True):
                if name != "source":  # the open engine
                    self._put(argument)
        numbers = array("L", self._numbers)
        self.digest = blake2b(numbers.tobytes(), digest_size=20).digest()

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables that the expression reads."""
        return tuple(node.name for node in self._nodes if isinstance(node, DatabaseTable))

    def template(self, text: str) -> _Template | None:
        """Divide a statement at its days; None where one is not the expression's, or is made of numbers."""
        if any(isinstance(node, DateFromYMD) for node in self._nodes):
            return None
        parts: list[str | int] = []
        end = 0
        for found in _WRITTEN.finditer(text):
            if found[1]:
                number = self.days.get(dt.date(*map(int, found.groups())))
                if number is None:
                    return None
                parts += (text[end : found.start()], number)
                end = found.end()
        return (*parts, text[end:])

    def _put(self, argument: Any) -> None:
        if isinstance(argument, Node):
            if argument not in self._places:
                self._places[argument] = len(self._nodes)
                self._nodes.append(argument)
            self._numbers += (_NODE, self._places[argument])
        elif isinstance(argument, tuple):
            self._put_all(argument)
        elif isinstance(argument, FrozenDict):
            self._put_all(part for pair in argument.items() for part in pair)
        elif type(argument) is dt.date:
            self._numbers += (_DAY, self.days.setdefault(argument, len(self.days)))
        else:
            self._put_value(argument)

    def _put_all(self, arguments: Iterable[Any]) -> None:
        self._numbers.append(_OPEN)
        for argument in arguments:
            self._put(argument)
        self._numbers.append(_CLOSE)

    def _put_value(self, value: Any) -> None:
        """Add what is no node; its type is part of it, for 1 equals 1.0 and True."""
        self._numbers += (_VALUE, self._atoms.setdefault((type(value), value), len(self._atoms)))
