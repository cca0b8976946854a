"""Marts `signals` and `signal_evidence`: all families, their stable numbers, and what became of each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY, number, times
from tilth.engine.events.rows import COLUMNS
from tilth.engine.marts.events import numbered
from tilth.engine.signals import (
    cancelled,
    contacts,
    deals,
    family,
    fed_days,
    flows,
    hidden,
    left,
    money,
    payments,
    peers,
    shelf,
)
from tilth.engine.signals.rows import NAMED, Found
from tilth.engine.tonight import Tonight
from tilth.policy.vocabulary import SIGNAL_KINDS, STANDING_SIGNALS
from tilth.ports.schema import Kind

FAMILIES: dict[str, Callable[[Tonight], Found]] = {
    "idle_cash": money.idle_cash,
    "rate_gap": shelf.rate_gap,
    "concentration": money.concentration,
    "near_lower_tier": money.near_lower_tier,
    "never_contacted": contacts.never_contacted,
    "new_money": flows.new_money,
    "balance_sliding": flows.balance_sliding,
    "silent_valuable": contacts.silent_valuable,
    "hidden_wealth": hidden.hidden_wealth,
    "product_gap": peers.product_gap,
    "deposit_left": left.deposit_left,
    "product_cancelled": cancelled.product_cancelled,
    "other_bank_outflow": payments.other_bank_outflow,
    "salary_started": payments.salary_started,
    "salary_stopped": payments.salary_stopped,
    "salary_grew": payments.salary_grew,
    "child_turns_18": family.child_turns_18,
    "spouse_birthday": family.spouse_birthday,
    "child_birthday": family.child_birthday,
    "household_moved": family.household_moved,
    "premium_due": fed_days.premium_due,
    "card_expiring": fed_days.card_expiring,
    "certificate_expiring": fed_days.certificate_expiring,
    "wedding_anniversary": fed_days.wedding_anniversary,
    "need_due": deals.need_due,
    "deal_stale": deals.deal_stale,
    "deal_day_near": deals.deal_day_near,
}
_EVIDENCE = ("event_id", "business_date", "customer_id", "source", "source_id", "day", "amount")


@dataclass(frozen=True, kw_only=True)
class Told:
    """Tonight's signals with their numbers, and their evidence."""

    signals: ir.Table
    evidence: ir.Table


def collect(tonight: Tonight) -> Told:
    """Return and keep what tonight tells; a state bears the day of the night that told it first."""
    found = [FAMILIES[kind.code](tonight) for kind in tonight.context.playbook.signals.told]
    told = [one.signals for one in found] or [_none(tonight, COLUMNS)]
    rows = reduce(lambda one, other: one.union(other), told)
    rows = tonight.session.keep("signals_told", numbered(tonight.context, _dated(tonight, rows)))
    figures = [table for one in found for table in one.evidence]
    if not figures:
        return Told(signals=rows, evidence=_none(tonight, _EVIDENCE))
    figures_of = reduce(lambda one, other: one.union(other), figures)
    both = figures_of.join(rows.select(*NAMED, "event_id", "business_date", "due_on"), NAMED)
    both = both.filter(both.of_day.isnull() | (both.of_day == both.due_on))
    return Told(signals=rows, evidence=both.select(*_EVIDENCE))


def _none(tonight: Tonight, columns: tuple[str, ...]) -> ir.Table:
    """Return no row: the bank has switched every kind off."""
    kinds = {"due_on": Kind.DATE, "day": Kind.DATE, "business_date": Kind.DATE, "amount": Kind.MONEY}
    parts: dict[str, tuple[Kind, list[str]]] = {name: (kinds.get(name, Kind.TEXT), []) for name in columns}
    return tonight.session.small(f"no_{columns[0]}", **parts)


def _dated(tonight: Tonight, rows: ir.Table) -> ir.Table:
    """Return signals with their day: a state's is that of its reason on P while that has not lapsed."""
    context = tonight.context
    day = ibis.date(context.day)
    path = context.before("reasons")
    if path is None:
        return rows.mutate(due_on=rows.due_on.fill_null(day))
    known = tonight.session.read(path)
    known = known.filter(known.kind.isin(STANDING_SIGNALS) & (known.lapses_on >= context.list_day))
    known = known.group_by(*NAMED).aggregate(known_on=known.due_on.max())
    known = known.rename({f"known_{name}": name for name in NAMED})
    both = rows.left_join(known, [rows[name] == known[f"known_{name}"] for name in NAMED])
    return both.mutate(due_on=ibis.coalesce(both.due_on, both.known_on, day)).select(*COLUMNS)


def finish(tonight: Tonight, told: Told, reasons: ir.Table) -> ir.Table:
    """Return and keep the mart: the reasons that are signals and have not lapsed, with what is at stake."""
    kinds = tonight.context.playbook.signals.kinds
    rows = reasons.filter(reasons.kind.isin(SIGNAL_KINDS) & (reasons.state != "lapsed"))
    tonight_s = told.signals.select(told_id="event_id")
    rows = rows.left_join(tonight_s, rows.event_id == tonight_s.told_id)
    share = ibis.cases(
        *((rows.kind == kind.code, number(kind.stake_share, "decimal(20,8)")) for kind in kinds)
    )
    rows = rows.mutate(
        money=times(rows.amount, share).round(2).cast(MONEY),
        purpose=ibis.cases(*((rows.kind == kind.code, kind.purpose) for kind in kinds)),
        stands=rows.told_id.notnull(),
    )
    return tonight.session.keep("signals", rows.drop("told_id"))


def evidence(tonight: Tonight, told: Told, signals: ir.Table) -> ir.Table:
    """Return the evidence of tonight's signals, and of those of before that still ask for a contact."""
    rows = told.evidence.semi_join(signals, "event_id")
    path = tonight.context.before("signal_evidence")
    if path is None:
        return rows
    before = tonight.session.read(path).select(*_EVIDENCE)
    return rows.union(before.semi_join(signals.filter(~signals.stands), "event_id"))
