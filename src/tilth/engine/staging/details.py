"""What the profile tells tonight's rules: one row per customer of whom they may read something (PROF-33)."""

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.policy.conditions import Detail
from tilth.policy.playbook import Playbook
from tilth.policy.profile.share import OTHER_BANKS
from tilth.policy.segments import asked_of_profile
from tilth.policy.subjects.detail import DetailRules

TYPES = {"choice": "array<string>", "number": "int64", "days": "int64", "amount": MONEY}


def schema(playbook: Playbook) -> dict[str, str]:
    """Return the columns that tonight's conditions read of the profile, with their types."""
    return {one.column: TYPES[one.measure] for one in _ordered(playbook)}


def read(session: Session, context: Context) -> list[ir.Table]:
    """Return and keep customer_id, elsewhere (base currency) and what `schema` names; none asked: none."""
    banks, asked = _banks(context.playbook), _ordered(context.playbook)
    if not banks and not asked:
        return []
    rows = session.read(context.extract("details"))
    named = sorted({*banks, *(one.item for one in asked)})
    rows = rows.filter(rows["item"].isin(named))
    elsewhere = rows.amount.sum(where=rows["item"].isin(banks)) if banks else ibis.null(MONEY)
    columns = {one.column: _column(context, rows, one) for one in asked}
    found = rows.group_by("customer_id").aggregate(elsewhere=elsewhere.cast(MONEY), **columns)
    return [session.step("profiled", found)]


def _ordered(playbook: Playbook) -> list[Detail]:
    by_column = {one.column: one for one in asked_of_profile(playbook)}
    return [by_column[name] for name in sorted(by_column)]


def _banks(playbook: Playbook) -> list[str]:
    """Return the items whose amounts lie at other banks (PROF-12)."""
    items = playbook.of(DetailRules).items
    return [one.code for one in items if one.group == OTHER_BANKS and one.with_amount and one.rules]


def _column(context: Context, rows: ir.Table, asked: Detail) -> ir.Value:
    of_item = rows["item"] == asked.item
    if asked.measure == "number":
        return rows.number.max(where=of_item)
    if asked.measure == "days":
        return rows.day.max(where=of_item).delta(ibis.date(context.day), unit="day")
    if asked.measure == "amount":
        return rows.amount.sum(where=of_item).cast(MONEY)
    return ibis.cases((of_item.any(), rows["value"].collect(where=of_item)))
