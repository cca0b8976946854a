"""Segments of the active scheme: the playbook's conditions compiled over the columns that they may name."""

import ibis
import ibis.expr.operations as ops
import ibis.expr.types as ir

from tilth.engine import conditions
from tilth.engine.amounts import MONEY, cents
from tilth.engine.context import Context
from tilth.engine.staging import details
from tilth.kernel.lunar import birthday_keys
from tilth.policy.conditions import parse
from tilth.policy.playbook import Playbook
from tilth.policy.vocabulary import CATEGORIES

SCHEMA = {
    "kind": "string",
    "age": "int64",
    "occupation": "string",
    "industry": "string",
    "employer": "string",
    "annual_income": MONEY,
    "risk_level": "string",
    "company_size": "string",
    "aum": MONEY,
    "liabilities": MONEY,
    "elsewhere": MONEY,
    "deposit_balance": MONEY,
    "time_deposit_share": "float64",
    "main_bank": "boolean",
    "product_count": "int64",
    "familiar": "boolean",
    "tier": "string",
    "lifecycle": "string",
    "opened_days": "int64",
    "inflow_30": MONEY,
    "outflow_30": MONEY,
    "categories": "array<string>",
    **{f"cat_{name}": MONEY for name in CATEGORIES},
}
"""What a condition may read beside the profile, and its types (`tilth.policy.conditions.columns`)."""


def categories_read(playbook: Playbook) -> tuple[str, ...]:
    """Return the categories whose own sums the active conditions and traits read: only those are summed."""
    rows = ibis.table({**SCHEMA, **details.schema(playbook)}, name="customers")
    asked = [one.condition for one in playbook.prototypes.stated(playbook.segments.active)]
    read = [conditions.compile(condition, rows) for condition in asked if condition is not None]
    named = {node.name for one in (assigned(playbook, rows), *read) for node in one.op().find(ops.Field)}
    return tuple(name for name in CATEGORIES if f"cat_{name}" in named)


def wealth(rows: ir.Table) -> ir.Value:
    """Return the money that shares are shares of, in cents: here and, as far as told, elsewhere (PROF-12)."""
    return cents(rows.aum) + cents(rows.elsewhere).fill_null(0)


def spans(context: Context, rows: ir.Table) -> dict[str, ir.Value]:
    """Return the columns that only conditions read: age in years and opened_days."""
    return {
        "age": _age(context, rows.birth_date),
        "opened_days": ibis.date(context.day).delta(rows.opened_on, unit="day"),
    }


def assigned(playbook: Playbook, rows: ir.Table) -> ir.Value:
    """Return the first segment of the active scheme whose condition is true; empty where none is."""
    segments = playbook.segments.scheme.segments
    return ibis.cases(*((conditions.compile(parse(one.when), rows), one.code) for one in segments))


def _age(context: Context, birth: ir.Value) -> ir.Value:
    """Return whole years on D; a birthday of 29 Feb is 28 Feb in common years."""
    day = context.day
    month, number = max(birthday_keys(day, "solar"))
    of_birth = birth.month().cast("int64") * 100 + birth.day().cast("int64")
    had_birthday = (of_birth <= month * 100 + number).ifelse(0, 1)
    return (ibis.literal(day.year, "int64") - birth.year().cast("int64") - had_birthday).cast("int64")
