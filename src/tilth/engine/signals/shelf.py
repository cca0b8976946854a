"""The signal of a better rate: what is on sale today, as a ladder by amount for every product held."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import zip_longest
from typing import Any

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import number
from tilth.engine.events.rows import text
from tilth.engine.signals.rows import Found, evidence, signal
from tilth.engine.tonight import Tonight
from tilth.policy.playbook.signals import RateGap
from tilth.ports.schema import Kind

Product = dict[str, Any]
Step = tuple[str, Decimal, Decimal | None, str, Decimal]
"""Product held, from which balance, below which (None = no end), the best on sale there, its rate."""
_READ = ("product_id", "category", "currency", "risk_level", "expected_return", "term_days", "min_amount")
RATE = "decimal(12,8)"


def rate_gap(tonight: Tonight) -> Found:
    """Return the holdings that earn less than a like product on sale today, by at least the gap."""
    context, rule = tonight.context, tonight.context.playbook.signals.of(RateGap)
    held, people = tonight.holdings, tonight.with_us
    large = (held.base >= number(rule.amount)) & (held.base > 0)
    held = held.filter(held.category.isin(sorted(rule.categories)) & held.is_open & large)
    held = held.filter(held.rate.notnull()).semi_join(people, "customer_id")
    rows = held.join(_ladder(tonight, rule), "product_id")
    fits = (rows.balance >= rows.from_amount) & (rows.to_amount.isnull() | (rows.balance < rows.to_amount))
    short = (rows.shelf_rate - rows.rate) >= number(rule.gap, RATE)
    rows = rows.filter(fits & short)
    rows = tonight.session.keep(
        "rate_gaps",
        rows.select("customer_id", "holding_id", "product_id", "base", "rate", "shelf_id", "shelf_rate"),
    )
    day = ibis.date(context.day)
    return Found(
        signals=signal(
            rows,
            "rate_gap",
            subject=rows.holding_id,
            amount=rows.base,
            product_id=text(rows.product_id),
            rate=text(rows.rate.cast(RATE)),
            shelf_product_id=text(rows.shelf_id),
            shelf_rate=text(rows.shelf_rate.cast(RATE)),
        ),
        evidence=[
            evidence(
                rows,
                "rate_gap",
                "holding",
                subject=rows.holding_id,
                source_id=rows.holding_id,
                day=day,
                amount=rows.base,
            ),
            evidence(rows, "rate_gap", "product", subject=rows.holding_id, source_id=rows.shelf_id, day=day),
        ],
    )


def _ladder(tonight: Tonight, rule: RateGap) -> ir.Table:
    context, session = tonight.context, tonight.session
    fed = session.read(context.feed("products"))
    fed = fed.filter(fed.category.isin(sorted(rule.categories)))
    products = session.fetch(fed.select(*_READ, "on_sale_from", "on_sale_to").order_by("product_id"))
    steps = list(ladder(products, context.day))
    return session.small(
        "shelf",
        product_id=(Kind.TEXT, [step[0] for step in steps]),
        from_amount=(Kind.MONEY, [step[1] for step in steps]),
        to_amount=(Kind.MONEY, [step[2] for step in steps]),
        shelf_id=(Kind.TEXT, [step[3] for step in steps]),
        shelf_rate=(Kind.RATE, [step[4] for step in steps]),
    )


def ladder(products: Sequence[Product], day: dt.date) -> Iterator[Step]:
    """Yield for every product the best like one on sale on `day`, by the balance from which it is sold."""
    on_sale = [one for one in products if one["expected_return"] is not None and sold(one, day)]
    for own in products:
        like = [one for one in on_sale if _is_like(own, one)]
        bounds = sorted({one["min_amount"] or Decimal(0) for one in like})
        for bound, until in zip_longest(bounds, bounds[1:]):
            offered = [one for one in like if (one["min_amount"] or Decimal(0)) <= bound]
            best = min(offered, key=lambda one: (-one["expected_return"], one["product_id"]))
            yield own["product_id"], bound, until, best["product_id"], best["expected_return"]


def sold(one: Product, day: dt.date) -> bool:
    """Say whether a product of the feed is on sale on a day."""
    first, last = one["on_sale_from"], one["on_sale_to"]
    return (first is None or first <= day) and (last is None or day <= last)


def _is_like(own: Product, other: Product) -> bool:
    """Say whether a product may stand beside another: no longer bound, and of no greater risk."""
    if (own["category"], own["currency"]) != (other["category"], other["currency"]):
        return False
    own_term, term = own["term_days"], other["term_days"]
    if term is not None and (own_term is None or own_term < term):
        return False
    return (other["risk_level"] or "R1") <= (own["risk_level"] or "R1")
