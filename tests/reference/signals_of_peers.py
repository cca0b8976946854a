"""The signal of a category that like customers hold, that suits, and of which one holds nothing."""

from collections.abc import Iterator
from typing import Any

from reference.customers import rows
from reference.history import History
from reference.inputs import Customer, Product
from reference.signal import Figure, Signal
from tilth.kernel.dates import years_over
from tilth.policy.playbook.signals import ProductGap
from tilth.policy.suitability import LEAST

Row = dict[str, Any]


def _peers(history: History, one: Row) -> list[Row]:
    """Return the living, open customers of the same kind, tier and segment."""
    found = []
    for customer in history.tonight.feed.customers:
        key = customer.customer_id
        row = rows(history)[key]
        closed = customer.closed_on is not None and customer.closed_on <= history.day
        alike = all(row[name] == one[name] for name in ("kind", "tier", "segment"))
        if alike and not closed and not history.is_deceased(key):
            found.append(row)
    return found


def _holds(history: History, key: str, category: str) -> bool:
    return any(history.category[one.product_id] == category for one in history.open_holdings(key))


def _grade(history: History, customer: Customer) -> int:
    """Return the highest grade that a valid assessment allows, 0 without one."""
    years = history.playbook.windows.risk_validity_years
    assessed, level = customer.risk_assessed_on, customer.risk_level
    if assessed is None or level is None or years_over(assessed, years) <= history.day:
        return 0
    return int(level[1])


def _takes(product: Product) -> int | None:
    if product.risk_level is None:
        return None if product.category in LEAST else 0
    grade = int(product.risk_level[1])
    return 0 if grade == 1 and product.category not in LEAST else grade


def _first_on_sale(history: History, category: str) -> tuple[int, str] | None:
    found = []
    for one in history.tonight.feed.products:
        takes = _takes(one)
        early = one.on_sale_from is not None and history.day < one.on_sale_from
        late = one.on_sale_to is not None and history.day > one.on_sale_to
        here = one.category == category and one.currency == history.base_currency
        if here and takes is not None and not early and not late:
            found.append((takes, one.product_id))
    return min(found, default=None)


def product_gap(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield at most one signal: the category that most like customers hold."""
    rule = history.playbook.signals.of(ProductGap)
    if one["segment"] is None or customer.rm_id is None or one["aum"] <= 0 or one["aum"] < rule.amount:
        return
    peers = [row["customer_id"] for row in _peers(history, one)]
    if len(peers) < rule.peers:
        return
    best: tuple[int, str, str] | None = None
    for category in rule.categories:
        first = _first_on_sale(history, category)
        holders = sum(_holds(history, key, category) for key in peers)
        if first is None or holders == 0 or holders < rule.share * len(peers):
            continue
        if _holds(history, customer.customer_id, category) or first[0] > _grade(history, customer):
            continue
        if best is None or holders > best[0]:
            best = (holders, category, first[1])
    if best is not None:
        holders, category, product_id = best
        yield Signal(
            "product_gap",
            category,
            amount=one["aum"],
            detail={"peers": len(peers), "share_bp": int(holders / len(peers) * 10_000 + 0.5)},
            evidence=(
                Figure("peers", f"{holders}/{len(peers)}", day=history.day),
                Figure("product", product_id, day=history.day),
            ),
        )
