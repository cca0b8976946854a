"""From text to nodes: sqlglot reads the SQL, an allow-list translates it, everything else is refused."""

import functools
from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar, cast

import sqlglot
from sqlglot import exp
from sqlglot.dialects.dialect import Dialect
from sqlglot.errors import ParseError, TokenError
from sqlglot.parser import Parser as SqlParser
from sqlglot.tokens import Tokenizer as SqlTokenizer

from tilth.policy.conditions.details import Known, Measured, Says
from tilth.policy.conditions.predicates import (
    And,
    Between,
    Compare,
    Holds,
    In,
    IsNull,
    Match,
    Not,
    Operator,
    Or,
)
from tilth.policy.conditions.types import MAX_DEPTH, MAX_NODES, MAX_TEXT, NUMERIC, ConditionError, Type
from tilth.policy.conditions.values import Arithmetic, Balance, Coalesce, Column, Literal, Node, Share, Sign


class ConditionSql(Dialect):
    """The default SQL grammar without statements and function library: a function is a name and arguments."""

    class Tokenizer(SqlTokenizer):
        """Know no command, whose rest would not be read at all."""

        COMMANDS: ClassVar[set[Any]] = set()

    class Parser(SqlParser):
        """Know no function by heart, so that none is rewritten into something else."""

        FUNCTIONS: ClassVar[dict[str, Any]] = {}
        FUNCTION_PARSERS: ClassVar[dict[str, Any]] = {}
        STATEMENT_PARSERS: ClassVar[dict[Any, Any]] = {}


@functools.lru_cache(maxsize=1000)
def parse(text: str) -> Node:
    """Return the condition that `text` says; ConditionError (one sentence, with the character) otherwise."""
    node = _Translator().condition(_sql(text))
    _check_size(node)
    return node


def _sql(text: str) -> exp.Expression:
    """Return sqlglot's reading of the text, never executed."""
    if len(text) > MAX_TEXT:
        raise ConditionError(
            f"the condition has {len(text)} characters; {MAX_TEXT} are allowed.", at=MAX_TEXT
        )
    try:
        found = sqlglot.parse(text, dialect=ConditionSql)
    except ParseError as error:
        raise _unreadable(text, error) from None
    except (TokenError, RecursionError):
        raise ConditionError(
            "the condition can not be read to its end; close every quote and bracket, nest less.",
            at=text.rfind("'") + 1 or len(text),
        ) from None
    if len(found) != 1 or found[0] is None:
        raise ConditionError(
            "exactly one condition is needed; write it without a semicolon.", at=text.find(";") + 1 or 1
        )
    return cast("exp.Expression", found[0])


def _unreadable(text: str, error: ParseError) -> ConditionError:
    first = error.errors[0] if error.errors else {}
    word = str(first.get("highlight") or "")
    at = len(str(first.get("start_context") or "")) + 1
    if not word or not text[at - 1 :].startswith(word):
        at, word = max(1, len(text)), "its end"
    return ConditionError(
        f"the condition can not be read at {word}; something is missing or too much there.", at=at
    )


def _check_size(node: Node) -> None:
    """Raise ConditionError where a condition is too large or too deep to be reviewed by people."""
    count, level, depth = 0, [node], 0
    while level:
        count, depth = count + len(level), depth + 1
        level = [part for above in level for part in above.parts]
    if count > MAX_NODES:
        raise ConditionError(f"the condition has {count} parts; {MAX_NODES} are allowed.", at=1)
    if depth > MAX_DEPTH:
        raise ConditionError(f"the condition is {depth} levels deep; {MAX_DEPTH} are allowed.", at=1)


_COMPARISONS: dict[type[exp.Expression], Operator] = {
    exp.EQ: "=",
    exp.NEQ: "<>",
    exp.LT: "<",
    exp.LTE: "<=",
    exp.GT: ">",
    exp.GTE: ">=",
}
_SIGNS: dict[type[exp.Expression], Sign] = {exp.Add: "+", exp.Sub: "-", exp.Mul: "*"}
_ARGUMENTS: dict[type[exp.Expression], frozenset[str]] = {
    exp.Column: frozenset({"this"}),
    exp.In: frozenset({"this", "expressions"}),
    exp.Between: frozenset({"this", "low", "high"}),
    exp.Like: frozenset({"this", "expression", "negate"}),
    exp.Anonymous: frozenset({"this", "expressions"}),
}


class _Translator:
    """Translates one text; remembers where it is, for constants whose place sqlglot does not keep."""

    def __init__(self) -> None:
        self._here = 1

    def condition(self, sql: exp.Expression) -> Node:
        """Return the node of an expression that must be true or false."""
        node = self.node(sql)
        if node.type != Type.BOOLEAN:
            raise ConditionError(
                f"a condition is true or false, not a value of type {node.type}.", at=node.at
            )
        return node

    def node(self, sql: exp.Expression) -> Node:
        """Return the node of any expression of the language."""
        kind = type(sql)
        if extra := self._extra(sql):
            raise ConditionError(f"{extra} is not part of the condition language.", at=self.at(sql))
        if kind in _COMPARISONS:
            return Compare(
                _COMPARISONS[kind], self.node(sql.this), self.node(sql.expression), at=self.at(sql)
            )
        if kind in _SIGNS:
            return Arithmetic(_SIGNS[kind], self.node(sql.this), self.node(sql.expression), at=self.at(sql))
        if kind in _FORMS:
            return _FORMS[kind](self, sql)
        raise ConditionError(f"{_word(sql)} is not part of the condition language.", at=self.at(sql))

    def at(self, sql: exp.Expression) -> int:
        """Return the first character of an expression, from 1; where there is none, the last one known."""
        starts = [part.meta["start"] for part in sql.walk() if "start" in part.meta]
        self._here = min(starts) + 1 if starts else self._here
        return self._here

    def _extra(self, sql: exp.Expression) -> str | None:
        """Return an argument that the language does not have, such as a table before a column."""
        allowed = _ARGUMENTS.get(type(sql))
        if allowed is None:
            return None
        return next((name.upper() for name, value in sql.args.items() if value and name not in allowed), None)

    def column(self, sql: exp.Expression) -> Node:
        """Return a column of the allow-list."""
        return Column(sql.name.lower(), at=self.at(sql))

    def literal(self, sql: exp.Expression) -> Node:
        """Return a constant with its exact type."""
        if isinstance(sql, exp.Boolean):
            return Literal(bool(sql.this), at=self.at(sql))
        text = str(sql.this)
        if sql.args.get("is_string"):
            return Literal(text, at=self.at(sql))
        whole, _, fraction = text.partition(".")
        if not (whole + fraction).isascii() or not (whole + fraction).isdigit():
            raise ConditionError(f"{text} is no plain number; write it like 100000 or 0.8.", at=self.at(sql))
        return Literal(Decimal(text) if "." in text else int(text), at=self.at(sql))

    def negative(self, sql: exp.Expression) -> Node:
        """Return the negative of a constant; of anything else, 0 minus it."""
        part = self.node(sql.this)
        if isinstance(part, Literal) and part.type in NUMERIC:
            return Literal(-cast("Decimal", part.value), at=part.at)
        return Arithmetic("-", Literal(0, at=part.at), part, at=part.at)

    def joined(self, sql: exp.Expression) -> Node:
        """Return AND or OR with all its conditions side by side."""
        kind = type(sql)
        found: list[Node] = []
        while type(sql) is kind:
            found.append(self.condition(sql.expression))
            sql = sql.this
        found.append(self.condition(sql))
        conditions = tuple(reversed(found))
        return (And if kind is exp.And else Or)(conditions, at=conditions[0].at)

    def inverted(self, sql: exp.Expression) -> Node:
        """Return NOT."""
        return Not(self.condition(sql.this), at=self.at(sql))

    def is_null(self, sql: exp.Expression) -> Node:
        """Return IS NULL; nothing else may follow IS."""
        if not isinstance(sql.expression, exp.Null):
            raise ConditionError("only NULL or NOT NULL may follow IS.", at=self.at(sql))
        return IsNull(self.node(sql.this), at=self.at(sql))

    def between(self, sql: exp.Expression) -> Node:
        """Return BETWEEN."""
        low, high = self.node(sql.args["low"]), self.node(sql.args["high"])
        return Between(self.node(sql.this), low, high, at=self.at(sql))

    def within(self, sql: exp.Expression) -> Node:
        """Return IN with constants."""
        options = [self.node(option) for option in sql.expressions]
        for option in options:
            if not isinstance(option, Literal):
                raise ConditionError("IN takes constants only.", at=option.at)
        return In(self.node(sql.this), tuple(cast("list[Literal]", options)), at=self.at(sql))

    def like(self, sql: exp.Expression) -> Node:
        """Return LIKE: a text with % at its ends and no other wildcard."""
        pattern = self._text(sql.expression, "LIKE")
        word = pattern.removeprefix("%").removesuffix("%")
        if any(sign in word for sign in "%_\\"):
            raise ConditionError(
                "LIKE knows % at the ends only; use contains(…) for other searches.",
                at=self.at(sql.expression),
            )
        subject = self.node(sql.this)
        ends = (pattern.startswith("%"), pattern.endswith("%"))
        found = _like(subject, word, ends, self.at(sql))
        return Not(found, at=found.at) if sql.args.get("negate") else found

    def function(self, sql: exp.Expression) -> Node:
        """Return a call of one of the functions."""
        name = str(sql.this).lower()
        if name in _DETAILS:
            return self._of_detail(sql, name)
        if name in ("holds", "share", "balance"):
            return self._of_category(sql, name)
        if name == "contains":
            return self._contains(sql)
        if name == "coalesce":
            return Coalesce(tuple(self.node(part) for part in sql.expressions), at=self.at(sql))
        raise ConditionError(
            f"{name}() is no function of the condition language; there are holds, share, balance, contains, "
            f"coalesce, {', '.join(_DETAILS)}.",
            at=self.at(sql),
        )

    def _of_category(self, sql: exp.Expression, name: str) -> Node:
        if len(sql.expressions) != 1:
            raise ConditionError(f"{name} takes one category in quotes.", at=self.at(sql))
        category = self._text(sql.expressions[0], name)
        kinds: dict[str, Callable[..., Node]] = {"holds": Holds, "share": Share, "balance": Balance}
        return kinds[name](category, at=self.at(sql))

    def _of_detail(self, sql: exp.Expression, name: str) -> Node:
        words = [self._text(part, name) for part in sql.expressions]
        if not words or (name != "detail" and len(words) != 1):
            raise ConditionError(f"{name} takes an item of the profile in quotes.", at=self.at(sql))
        return _DETAILS[name](words, self.at(sql))

    def _contains(self, sql: exp.Expression) -> Node:
        if len(sql.expressions) < 2:
            raise ConditionError("contains takes a column and at least one text.", at=self.at(sql))
        words = tuple(self._text(part, "contains") for part in sql.expressions[1:])
        return Match(self.node(sql.expressions[0]), words, at=self.at(sql))

    def _text(self, sql: exp.Expression, user: str) -> str:
        node = self.node(sql)
        if not isinstance(node, Literal) or not isinstance(node.value, str):
            raise ConditionError(f"{user} takes a text in single quotes here.", at=self.at(sql))
        return node.value

    def null(self, sql: exp.Expression) -> Node:
        """Refuse NULL as a value."""
        raise ConditionError("nothing equals NULL; write IS NULL or IS NOT NULL.", at=self.at(sql))

    def bracket(self, sql: exp.Expression) -> Node:
        """Return what stands in brackets."""
        return self.node(sql.this)


_DETAILS: dict[str, Callable[[list[str], int], Node]] = {
    "detail": lambda words, at: Says(words[0], tuple(words[1:]), at=at),
    "detail_known": lambda words, at: Known(words[0], at=at),
    "detail_number": lambda words, at: Measured(words[0], "number", at=at),
    "detail_days": lambda words, at: Measured(words[0], "days", at=at),
    "detail_amount": lambda words, at: Measured(words[0], "amount", at=at),
}


def _like(subject: Node, word: str, ends: tuple[bool, bool], at: int) -> Node:
    if ends == (True, True):
        return Match(subject, (word,), at=at)
    if ends == (False, False):
        return Compare("=", subject, Literal(word, at=at), at=at)
    return Match(subject, (word,), "end" if ends[0] else "start", at=at)


def _word(sql: exp.Expression) -> str:
    """Return a readable name of a form that the language does not have."""
    return "/" if isinstance(sql, exp.Div) else type(sql).__name__.upper()


_FORMS: dict[type[exp.Expression], Callable[[_Translator, exp.Expression], Node]] = {
    exp.Column: _Translator.column,
    exp.Literal: _Translator.literal,
    exp.Boolean: _Translator.literal,
    exp.Null: _Translator.null,
    exp.Neg: _Translator.negative,
    exp.And: _Translator.joined,
    exp.Or: _Translator.joined,
    exp.Not: _Translator.inverted,
    exp.Is: _Translator.is_null,
    exp.Between: _Translator.between,
    exp.In: _Translator.within,
    exp.Like: _Translator.like,
    exp.Anonymous: _Translator.function,
    exp.Paren: _Translator.bracket,
}
