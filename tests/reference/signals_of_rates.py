"""The signal of a better rate on sale."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from reference.history import History
from reference.inputs import Customer, Holding, Product
from reference.signal import Figure, Signal
from tilth.policy.playbook.signals import RateGap

Row = dict[str, Any]


def rate_gap(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield one signal per holding that earns less than the best like product on sale tonight."""
    del one
    rule = history.playbook.signals.of(RateGap)
    products = {product.product_id: product for product in history.tonight.feed.products}
    for held in history.open_holdings(customer.customer_id):
        own, balance = products[held.product_id], history.base(held.balance, held.currency)
        if own.category not in rule.categories or held.rate is None or balance <= 0 or balance < rule.amount:
            continue
        best = _best(history, own, held)
        if best is None or best.expected_return is None or best.expected_return - held.rate < rule.gap:
            continue
        yield Signal(
            "rate_gap",
            held.holding_id,
            amount=balance,
            detail={
                "product_id": own.product_id,
                "rate": f"{held.rate:.8f}",
                "shelf_product_id": best.product_id,
                "shelf_rate": f"{best.expected_return:.8f}",
            },
            evidence=(
                Figure("holding", held.holding_id, day=history.day, amount=balance),
                Figure("product", best.product_id, day=history.day),
            ),
        )


def _best(history: History, own: Product, held: Holding) -> Product | None:
    found = [one for one in history.tonight.feed.products if _fits(history, own, one, held.balance)]
    return min(found, key=lambda one: (-(one.expected_return or 0), one.product_id), default=None)


def _fits(history: History, own: Product, one: Product, balance: Decimal) -> bool:
    sold_from, sold_to = one.on_sale_from, one.on_sale_to
    return (
        one.expected_return is not None
        and (one.category, one.currency) == (own.category, own.currency)
        and not (sold_from and history.day < sold_from)
        and not (sold_to and history.day > sold_to)
        and balance >= (one.min_amount or 0)
        and (one.term_days is None or (own.term_days is not None and one.term_days <= own.term_days))
        and int((one.risk_level or "R1")[1]) <= int((own.risk_level or "R1")[1])
    )
