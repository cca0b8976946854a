"""What each customer holds tonight: one pass over the holdings, one row per customer with any."""

from collections.abc import Iterable
from functools import reduce
from operator import add, or_

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY, number, times
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.staging.products import Slot
from tilth.kernel.dates import add_months
from tilth.policy.vocabulary import (
    ASSET_CATEGORIES,
    CATEGORIES,
    DEPOSIT_CATEGORIES,
    LIABILITY_CATEGORIES,
)
from tilth.ports.schema import Kind


def holds(mask: ir.Value, category: str) -> ir.Value:
    """Say whether a mask of held categories has this one."""
    return ((mask // (1 << CATEGORIES.index(category))) % 2) == 1


def holds_any(mask: ir.Value, categories: Iterable[str]) -> ir.Value:
    """Say whether a mask of held categories has any of these."""
    return reduce(or_, (holds(mask, category) for category in sorted(categories)), ibis.literal(False))  # noqa: FBT003


def aggregate(
    session: Session, context: Context, holdings: ir.Table, slots: list[Slot], needed: Iterable[str]
) -> ir.Table:
    """Return per customer the sums, product_count, last investment and the mask of categories held.

    `needed` names the categories whose own sums (`cat_<category>`) the playbook's conditions read.
    """
    products = _by_product(context, holdings)
    sums = {
        "aum": _total(products, products.base, ASSET_CATEGORIES),
        "liabilities": _total(products, products.base, LIABILITY_CATEGORIES),
        "deposit_balance": _total(products, products.base, DEPOSIT_CATEGORIES),
        "time_deposits": _total(products, products.base, ("time_deposit",)),
        **{f"cat_{name}": _total(products, products.base, (name,)) for name in needed},
    }
    if _weighs(context):
        sums["weighted"] = _total(products, products.weighted, ASSET_CATEGORIES)
    held = products.open_count > 0
    words = _words(products, slots)
    rows = products.group_by("customer_id").aggregate(
        **sums,
        product_count=held.sum().cast("int64"),
        activity_count=products.open_count.sum(where=_among(products, context.playbook.activity_categories)),
        invested_on=products.opened_on.max(where=_among(products, context.playbook.investment_categories)),
        first_invested_on=products.first_on.min(
            where=_among(products, context.playbook.investment_categories)
        ),
        bought_year=products.bought.sum(where=_among(products, context.playbook.investment_categories)).cast(
            "int64"
        ),
        **{f"word_{number}": word.sum(where=held).cast("int64") for number, word in words.items()},
        **{f"ever_{number}": word.sum().cast("int64") for number, word in words.items()},
    )
    if not _weighs(context):
        rows = rows.mutate(weighted=rows.aum)
    rows = rows.mutate(mask=_mask(rows, slots, "word"), ever=_mask(rows, slots, "ever"))
    packed = (f"{what}_{number}" for what in ("word", "ever") for number in words)
    return session.keep("positions", rows.mutate(former_mask=rows.ever - rows["mask"]).drop("ever", *packed))


def category_lists(session: Session, positions: ir.Table) -> ir.Table:
    """Return the sorted list of categories of every mask that occurs."""
    both = positions.select("mask").union(positions.select(mask="former_mask"))
    masks = sorted(row["mask"] for row in session.fetch(both.distinct()))
    lists = [sorted(name for place, name in enumerate(CATEGORIES) if mask >> place & 1) for mask in masks]
    return session.small("category_lists", mask=(Kind.INTEGER, masks), categories=(Kind.TEXTS, lists))


def _by_product(context: Context, holdings: ir.Table) -> ir.Table:
    weighted = {}
    if _weighs(context):
        weights = context.playbook.tiers.weights
        weight = ibis.cases(
            *(
                (holdings.category == name, number(weights[name], "decimal(20,8)"))
                for name in sorted(weights)
            ),
            else_=number(0, "decimal(20,8)"),
        )
        weighted["weighted"] = times(holdings.base, weight).round(2).sum(where=holdings.is_open)
    return holdings.group_by("customer_id", "product_no", "category_no").aggregate(
        open_count=holdings.is_open.sum().cast("int64"),
        base=holdings.base.sum(where=holdings.is_open).cast(MONEY),
        opened_on=holdings.opened_on.max(),
        first_on=holdings.opened_on.min(),
        bought=(holdings.opened_on > add_months(context.day, -12)).sum().cast("int64"),
        **{name: value.cast(MONEY) for name, value in weighted.items()},
    )


def _weighs(context: Context) -> bool:
    return any(weight != 1 for weight in context.playbook.tiers.weights.values())


def _among(rows: ir.Table, categories: Iterable[str]) -> ir.Value:
    return rows.category_no.isin(sorted(CATEGORIES.index(name) for name in categories))


def _total(rows: ir.Table, amount: ir.Value, categories: Iterable[str]) -> ir.Value:
    return amount.sum(where=_among(rows, categories)).fill_null(number(0)).cast(MONEY)


def _words(rows: ir.Table, slots: list[Slot]) -> dict[int, ir.Value]:
    """Return per word the value that one product adds: summing counts the products of each category."""
    numbers = sorted({slot.word for slot in slots})
    return {
        word: ibis.cases(
            *(
                (rows.category_no == CATEGORIES.index(slot.category), ibis.literal(1 << slot.shift, "int64"))
                for slot in slots
                if slot.word == word
            ),
            else_=ibis.literal(0, "int64"),
        )
        for word in numbers
    }


def _mask(rows: ir.Table, slots: list[Slot], counted: str) -> ir.Value:
    bits = [
        (((rows[f"{counted}_{slot.word}"].fill_null(0) // (1 << slot.shift)) % (1 << slot.bits)) > 0).ifelse(
            ibis.literal(1 << CATEGORIES.index(slot.category), "int64"), ibis.literal(0, "int64")
        )
        for slot in slots
    ]
    return reduce(add, bits).cast("int64")
