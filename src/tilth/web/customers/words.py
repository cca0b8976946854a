"""Conditions of the playbook in the words of the interface, for people who do not write rules."""

import datetime as dt
import functools
from collections.abc import Mapping
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
    Known,
    Literal,
    Match,
    Measured,
    Node,
    Not,
    Or,
    Says,
    Share,
)
from tilth.policy.playbook import Playbook
from tilth.policy.profile.items import Item
from tilth.policy.subjects.detail import DetailRules
from tilth.policy.words import Codes
from tilth.web import labels
from tilth.web.format import amounts
from tilth.web.format.languages import chinese, language
from tilth.web.reasons.chips import money

_SIGNS = {">=": "≥", "<=": "≤", "<>": "≠", "!=": "≠"}
_WORDS: Codes = {**codes.CUSTOMER_KINDS, **codes.TIERS, **codes.LIFECYCLES}


Items = Mapping[str, Item]
"""The vocabulary of the profile, by its codes."""


def vocabulary(playbook: Playbook) -> Items:
    """Return what conditions may name of the profile."""
    return {one.code: one for one in playbook.of(DetailRules).items}


def asked(text: str, items: Items) -> str:
    """Return a condition in words; one that does not read keeps the rule's text."""
    try:
        return say(conditions.parse(text), items)
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
def say(node: Node, _items: Items) -> str:
    """Return a node in words."""
    return conditions.render(node)


@say.register
def _column(node: Column, _items: Items) -> str:
    info = conditions.COLUMNS[node.name]
    return info.label_zh if chinese() else info.label_en


def _beside(node: Node, subject: Node, items: Items) -> str:
    """Return a threshold written like the column it is held against: a share as per cent, money as money."""
    if not isinstance(node, Literal) or isinstance(node.value, bool | str):
        return written(node.value, share=False) if isinstance(node, Literal) else say(node, items)
    name = conditions.render(subject)
    if "share" in name:
        return amounts.share(Decimal(str(node.value)), places=0)
    if isinstance(subject, Column | Measured) and subject.type is conditions.Type.MONEY:
        return money(Decimal(str(node.value)))
    return f"{node.value}"


@say.register
def _compare(node: Compare, items: Items) -> str:
    sign = _SIGNS.get(node.operator, node.operator)
    return f"{say(node.left, items)} {sign} {_beside(node.right, node.left, items)}"


@say.register
def _between(node: Between, items: Items) -> str:
    low, high = _beside(node.low, node.subject, items), _beside(node.high, node.subject, items)
    return _("{what} between {low} and {high}").format(what=say(node.subject, items), low=low, high=high)


@say.register
def _holds(node: Holds, _items: Items) -> str:
    return _("Holds {category}").format(category=labels.label("category", node.category))


def _named(code: str, items: Items) -> str:
    item = items.get(code)
    return item.words.told(language()) if item else code


@say.register
def _known(node: Known, items: Items) -> str:
    return _("{what} is known").format(what=_named(node.item, items))


@say.register
def _says(node: Says, items: Items) -> str:
    item = items.get(node.item)
    values = item.values if item else {}
    told = _(", ").join(values[one].told(language()) if one in values else one for one in node.words)
    return _("{what}: {value}").format(what=_named(node.item, items), value=told)


@say.register
def _measured(node: Measured, items: Items) -> str:
    what = _named(node.item, items)
    if node.of == "days":
        return _("days until {what}").format(what=what)
    return _("amount of {what}").format(what=what) if node.of == "amount" else what


@say.register
def _match(node: Match, items: Items) -> str:
    words = _(", ").join(node.words)
    return _("{what} contains {words}").format(what=say(node.subject, items), words=words)


@say.register
def _in(node: In, items: Items) -> str:
    words = _(", ").join(_beside(option, node.subject, items) for option in node.options)
    return _("{what} is one of {words}").format(what=say(node.subject, items), words=words)


@say.register
def _is_null(node: IsNull, items: Items) -> str:
    return _("{what} is unknown").format(what=say(node.subject, items))


@say.register
def _not(node: Not, items: Items) -> str:
    return _("not: {what}").format(what=say(node.part, items))


@say.register
def _and(node: And, items: Items) -> str:
    return _(" and ").join(
        f"({say(one, items)})" if isinstance(one, Or) else say(one, items) for one in node.parts
    )


@say.register
def _or(node: Or, items: Items) -> str:
    return _(" or ").join(
        f"({say(one, items)})" if isinstance(one, And) else say(one, items) for one in node.parts
    )


@say.register
def _balance(node: Balance, _items: Items) -> str:
    return _("balance of {category}").format(category=labels.label("category", node.category))


@say.register
def _share(node: Share, _items: Items) -> str:
    return _("share of {category}").format(category=labels.label("category", node.category))


@say.register
def _coalesce(node: Coalesce, items: Items) -> str:
    first, *others = node.options
    told = _(", else ").join(_beside(one, first, items) for one in others)
    return _("{what} (where unknown: {value})").format(what=say(first, items), value=told)


@say.register
def _arithmetic(node: Arithmetic, items: Items) -> str:
    return f"{say(node.left, items)} {node.sign} {say(node.right, items)}"


@say.register
def _literal(node: Literal, _items: Items) -> str:
    return written(node.value, share=False)
