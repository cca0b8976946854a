"""The SQL of expressions, remembered: the same expression on another day is the same statement with its days.

Most of a small night's time is Ibis writing SQL, and from night to night it writes nearly the same. What a
statement is remembered by is its whole expression as tokens, all days taken out: nodes in the order in which
they are met, each with its type and arguments. Days are numbered by value, so that two that were equal when a
statement was written must be equal when it is used again. A statement with a day that its expression does not
name, or makes of numbers, is not remembered. The form of an expression is the same in every process, so what
one has written may be kept in a file for the next (`tilth.engine.remembered`).
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b
from typing import Any

import ibis.expr.types as ir
from ibis.common.collections import FrozenDict
from ibis.common.graph import Node
from ibis.common.temporal import IntervalUnit
from ibis.expr.datatypes import DataType
from ibis.expr.operations import DatabaseTable, DateFromYMD
from ibis.expr.operations.relations import Namespace
from ibis.expr.schema import Schema

_WRITTEN = re.compile(r"""'(?:[^']|'')*'|"[^"]*"|MAKE_DATE\((\d+), (\d+), (\d+)\)""")
"""A day in a statement; what stands in quotes is a text or a name, whatever it says."""
_PLAIN = (str, int, float, Decimal, type(None), DataType, IntervalUnit, Namespace)
"""Values that are told whole by their `repr`, the same in every process."""

Template = tuple[str | int, ...]
"""Parts of a statement: text, and numbers of days."""
Columns = tuple[tuple[str, str, str], ...]
"""Columns as DuckDB describes them: name, type, and YES where it may be empty."""


@dataclass(kw_only=True)
class Result:
    """What is the same whenever a form is written: the tables it reads, and once known its columns."""

    tables: tuple[str, ...]
    columns: Columns | None = None


@dataclass(frozen=True, kw_only=True)
class Statement:
    """The SQL of an expression, and what is known of its result."""

    text: str
    result: Result


@dataclass(frozen=True, kw_only=True)
class Known:
    """What is remembered of a form: the parts of its statement, and what is known of its result."""

    template: Template
    result: Result


class Statements:
    """What expressions were compiled to, by their form; `most` of them, then it begins anew."""

    def __init__(self, most: int = 10_000) -> None:
        self.most = most
        self.known: dict[str, Known] = {}
        self._atoms: dict[tuple[type, Any], bytes | None] = {}

    def sql(self, rows: ir.Table, write: Callable[[ir.Table], str]) -> Statement:
        """Return the SQL of `rows`: what `write` makes of it, or made of its like on another day."""
        form = _Form(self._atoms, rows.op())
        known = self.known.get(form.digest)
        if known is None:
            return self._learn(form, write(rows))
        days = [f"MAKE_DATE({day.year}, {day.month}, {day.day})" for day in form.days]
        text = "".join(part if isinstance(part, str) else days[part] for part in known.template)
        return Statement(text=text, result=known.result)

    def _learn(self, form: "_Form", text: str) -> Statement:
        template, result = form.template(text), Result(tables=form.tables)
        if template is not None and len(self.known) < self.most:
            self.known[form.digest] = Known(template=template, result=result)
        elif template is not None:
            self.known.clear()
            self._atoms.clear()
        return Statement(text=text, result=result)


class _Form:
    """What tells an expression from every other but for its days, which are numbered in `days`."""

    def __init__(self, atoms: dict[tuple[type, Any], bytes | None], root: Node) -> None:
        self.days: dict[dt.date, int] = {}
        self._atoms = atoms
        self._places: dict[Node, int] = {root: 0}
        self._nodes = [root]
        self._parts: list[bytes] = []
        self._whole = True
        for node in self._nodes:  # which grows as they are met
            self._put_value(type(node))
            for name, argument in zip(node.__argnames__, node.__args__, strict=True):
                if name != "source":  # the open engine
                    self._put(argument)
        self.digest = blake2b(b"".join(self._parts), digest_size=20).hexdigest()

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables that the expression reads."""
        return tuple(node.name for node in self._nodes if isinstance(node, DatabaseTable))

    def template(self, text: str) -> Template | None:
        """Divide a statement at its days; None where one is not the expression's, or is made of numbers."""
        if not self._whole or any(isinstance(node, DateFromYMD) for node in self._nodes):
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
            self._parts.append(b"N%d " % self._places[argument])
        elif isinstance(argument, tuple):
            self._put_all(argument)
        elif isinstance(argument, FrozenDict):
            self._put_all(part for pair in argument.items() for part in pair)
        elif type(argument) is dt.date:
            self._parts.append(b"D%d " % self.days.setdefault(argument, len(self.days)))
        else:
            self._put_value(argument)

    def _put_all(self, arguments: Iterable[Any]) -> None:
        self._parts.append(b"(")
        for argument in arguments:
            self._put(argument)
        self._parts.append(b")")

    def _put_value(self, value: Any) -> None:
        """Add what is no node; its type is part of it, for 1 equals 1.0 and True."""
        key = (type(value), value)
        if key not in self._atoms:
            text = _told(value)
            self._atoms[key] = None if text is None else blake2b(text.encode(), digest_size=12).digest()
        part = self._atoms[key]
        if part is None:
            self._parts.append(b"?")  # in no form that is remembered: such a statement is written anew
            self._whole = False
        else:
            self._parts += (b"V", part)


def _told(value: Any) -> str | None:
    """Return all that tells a value from others, in every process alike; None for what cannot be told."""
    if isinstance(value, type):
        return f"type {value.__module__}.{value.__qualname__}"
    if isinstance(value, Schema):
        return f"schema {list(value.items())!r}"
    if isinstance(value, frozenset):
        parts = [_told(part) for part in value]
        return None if None in parts else f"set {sorted(map(str, parts))!r}"
    kind = type(value)
    return f"{kind.__module__}.{kind.__qualname__} {value!r}" if isinstance(value, _PLAIN) else None
