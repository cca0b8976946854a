"""The signal of a product line that was given up: held on the night before, and closed before its time."""

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY, in_base, number
from tilth.engine.events.rows import whole
from tilth.engine.signals.rows import Found, evidence, signal
from tilth.engine.tonight import Tonight
from tilth.lake.layout import Area
from tilth.policy.playbook.signals import ProductCancelled

_KIND = "product_cancelled"
_KEY = ("customer_id", "holding_id")


def product_cancelled(tonight: Tonight) -> Found:
    """Return the categories of which a customer gave up the last holding since the night before (LIFE-07)."""
    rule = tonight.context.playbook.signals.of(ProductCancelled)
    ended = tonight.session.keep("holdings_given_up", _given_up(tonight, rule))
    lines = ended.group_by("customer_id", "category").aggregate(
        amount=ended.was.sum().cast(MONEY), closed_on=ended.closed_on.max(), holdings=ended.count()
    )
    lines = lines.filter((lines.amount > 0) & (lines.amount >= number(rule.amount)))
    lines = tonight.session.keep("lines_given_up", lines)
    each = ended.semi_join(lines, ["customer_id", "category"])
    return Found(
        signals=signal(
            lines,
            _KIND,
            due_on=lines.closed_on,
            subject=lines.category,
            amount=lines.amount,
            holdings=whole(lines.holdings),
        ),
        evidence=[
            evidence(
                each,
                _KIND,
                "holding",
                subject=each.category,
                source_id=each.holding_id,
                day=each.closed_on,
                amount=each.was,
            )
        ],
    )


def _given_up(tonight: Tonight, rule: ProductCancelled) -> ir.Table:
    """Return customer_id, holding_id, category, closed_on, was: what it was worth on P, at tonight's rates.

    What closed on its maturity or later is no line given up, nor is one of which something is open tonight.
    """
    held, day = tonight.holdings, tonight.context.day
    closed = (held.closed_on <= day) & (held.matures_on.isnull() | (held.matures_on > held.closed_on))
    rows = held.filter(closed & held.category.isin(sorted(rule.categories)))
    rows = rows.select(*_KEY, "category", "closed_on").semi_join(tonight.with_us, "customer_id")
    rows = rows.join(_before(tonight), _KEY)
    still = held.filter(held.is_open).select("customer_id", "category").distinct()
    return rows.anti_join(still, ["customer_id", "category"])


def _before(tonight: Tonight) -> ir.Table:
    """Return customer_id, holding_id, was: the holdings that were open on P; none on a first night."""
    context, night = tonight.context, tonight.context.previous
    fed = tonight.session.read(context.input(Area.FEED, "holdings", night or context.day))
    is_open = fed.closed_on.isnull() | (fed.closed_on > (night or context.day))
    was = in_base(fed.balance, fed.currency, tonight.rates, context.base_currency)
    rows = fed.mutate(was=was).filter(is_open & (fed.opened_on <= (night or context.day)))
    there = rows.was.notnull() & ibis.literal(night is not None)
    return rows.filter(there).select(*_KEY, "was")
