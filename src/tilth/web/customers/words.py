"""Conditions of the playbook in the words of the interface, for people who do not write rules."""

import datetime as dt
import functools
from decimal import Decimal

from django.utils.translation import gettext as _

from tilth.policy import codes, conditions
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
    Literal,
    Match,
    Node,
    Not,
    Or,
    Share,
)
from tilth.policy.words import Codes
from tilth.web import labels
from tilth.web.format import amounts
from tilth.web.format.languages import chinese, language
from tilth.web.reasons.chips import money

_SIGNS = {">=": "≥", "<=": "≤", "<>": "≠", "!=": "≠"}
_WORDS: Codes = {**codes.CUSTOMER_KINDS, **codes.TIERS, **codes.LIFECYCLES}


def asked(text: str) -> str:
    """Return a condition in words; one that does not read keeps the rule's text."""
    try:
        return say(conditions.parse(text))
    except conditions.ConditionError:
        return text


def written(value: object, *, share: bool) -> str:
    """Return a value as people write it: amounts, shares, yes and no; None is unknown."""
    if value is None:
        return _("unknown")
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, float) or (isinstance(value, Decimal) and share):
        return amounts.share(Decimal(str(value)))
    if isinstance(value, Decimal):
        return money(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    word = _WORDS.get(str(value))
    return str(value) if word is None else word.told(language())


@functools.singledispatch
def say(node: Node) -> str:
    """Return a node in words."""
    return conditions.render(node)


@say.register
def _column(node: Column) -> str:
    info = conditions.COLUMNS[node.name]
    return info.label_zh if chinese() else info.label_en


def _beside(node: Node, subject: Node) -> str:
    """Return a threshold written like the column it is held against: a share as per cent, money as money."""
    if not isinstance(node, Literal) or isinstance(node.value, bool | str):
        return written(node.value, share=False) if isinstance(node, Literal) else say(node)
    name = conditions.render(subject)
    if "share" in name:
        return amounts.share(Decimal(str(node.value)), places=0)
    if isinstance(subject, Column) and conditions.COLUMNS[subject.name].type is conditions.Type.MONEY:
        return money(Decimal(str(node.value)))
    return f"{node.value}"


@say.register
def _compare(node: Compare) -> str:
    sign = _SIGNS.get(node.operator, node.operator)
    return f"{say(node.left)} {sign} {_beside(node.right, node.left)}"


@say.register
def _between(node: Between) -> str:
    low, high = _beside(node.low, node.subject), _beside(node.high, node.subject)
    return _("{what} between {low} and {high}").format(what=say(node.subject), low=low, high=high)


@say.register
def _holds(node: Holds) -> str:
    return _("Holds {category}").format(category=labels.label("category", node.category))


@say.register
def _match(node: Match) -> str:
    words = _(", ").join(node.words)
    return _("{what} contains {words}").format(what=say(node.subject), words=words)


@say.register
def _in(node: In) -> str:
    words = _(", ").join(_beside(option, node.subject) for option in node.options)
    return _("{what} is one of {words}").format(what=say(node.subject), words=words)


@say.register
def _is_null(node: IsNull) -> str:
    return _("{what} is unknown").format(what=say(node.subject))


@say.register
def _not(node: Not) -> str:
    return _("not: {what}").format(what=say(node.part))


@say.register
def _and(node: And) -> str:
    return _(" and ").join(f"({say(one)})" if isinstance(one, Or) else say(one) for one in node.parts)


@say.register
def _or(node: Or) -> str:
    return _(" or ").join(f"({say(one)})" if isinstance(one, And) else say(one) for one in node.parts)


@say.register
def _balance(node: Balance) -> str:
    return _("balance of {category}").format(category=labels.label("category", node.category))


@say.register
def _share(node: Share) -> str:
    return _("share of {category}").format(category=labels.label("category", node.category))


@say.register
def _coalesce(node: Coalesce) -> str:
    first, *others = node.options
    told = _(", else ").join(_beside(one, first) for one in others)
    return _("{what} (where unknown: {value})").format(what=say(first), value=told)


@say.register
def _arithmetic(node: Arithmetic) -> str:
    return f"{say(node.left)} {node.sign} {say(node.right)}"


@say.register
def _literal(node: Literal) -> str:
    return written(node.value, share=False)
