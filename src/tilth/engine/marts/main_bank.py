"""Whether this bank is a customer's main bank, as columns (MAIN-05); pages ask `tilth.policy.main_bank`."""

import functools
import operator

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import ratio
from tilth.engine.marts.positions import holds
from tilth.policy.playbook.main_bank import MainBank


def coverage(rows: ir.Table, rules: MainBank) -> ir.Value:
    """Return the categories held ÷ those that a customer of the kind could hold; `rows` has kind and mask."""
    return ibis.cases(
        *((rows.kind == kind, _share(rows, rules.of(kind))) for kind in sorted(rules.categories))
    )


def _share(rows: ir.Table, categories: tuple[str, ...]) -> ir.Value:
    held = (holds(rows["mask"], code).ifelse(1, 0) for code in categories)
    return ratio(functools.reduce(operator.add, held), ibis.literal(len(categories)))


def passes(rows: ir.Table, rules: MainBank) -> ir.Value:
    """Return whether all three indicators reach their thresholds; empty while one is unknown."""
    found = (
        (rows.product_coverage, rules.coverage),
        (rows.asset_share, rules.asset_share),
        (rows.account_activity, rules.activity),
    )
    known = functools.reduce(operator.and_, (value.notnull() for value, _ in found))
    every = functools.reduce(operator.and_, (value >= float(least) for value, least in found))
    return ibis.cases((known, every))
