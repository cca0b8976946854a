"""Signals of needs and opportunities that people recorded: a day comes near, a stage lasts (NEED-10)."""

import math
from decimal import Decimal

import ibis
import ibis.expr.types as ir

from tilth.engine.events.rows import text, whole
from tilth.engine.signals.rows import Found, evidence, signal
from tilth.engine.tonight import Tonight
from tilth.policy.playbook.signals import DealDayNear, DealStale, NeedDue
from tilth.policy.subjects.opportunity import MOVES
from tilth.ports.schema import Kind


def need_due(tonight: Tonight) -> Found:
    """Return the open needs whose day comes or has passed, with the amount of what answers them."""
    context = tonight.context
    last = ibis.date(context.ahead(context.playbook.signals.of(NeedDue).days))
    rows = tonight.session.read(context.extract("needs"))
    rows = rows.filter(rows.due_on <= last).semi_join(tonight.with_us, "customer_id")
    deals = tonight.session.read(context.extract("opportunities"))
    deals = deals.select(deal_id=deals.opportunity_id, of=deals.customer_id, amount=deals.amount)
    same = [rows.opportunity_id == deals.deal_id, rows.customer_id == deals.of]
    rows = tonight.session.keep("needs_due", rows.left_join(deals, same).drop("deal_id", "of"))
    return Found(
        signals=signal(
            rows,
            "need_due",
            subject=rows.need_id,
            amount=rows.amount,
            day=text(rows.due_on),
            nature=text(rows.nature),
            need=text(rows.kind),
            phase=text(rows.phase),
            priority=whole(rows.priority),
        ),
        evidence=[
            evidence(
                rows,
                "need_due",
                "need",
                subject=rows.need_id,
                source_id=rows.need_id,
                day=rows.due_on,
                amount=rows.amount,
            )
        ],
    )


def deal_stale(tonight: Tonight) -> Found:
    """Return the open opportunities that have stood in their stage for longer than it usually takes."""
    day = ibis.date(tonight.context.day)
    rows = _open(tonight).join(_limits(tonight), "stage")
    stood = day.delta(rows.stage_on, unit="day").cast("int64")
    rows = tonight.session.keep("deals_stale", rows.filter(stood > rows.allowed))
    return _found(rows, "deal_stale", rows.stage_on, since=text(rows.stage_on), usual=whole(rows.usual))


def deal_day_near(tonight: Tonight) -> Found:
    """Return the open opportunities that are expected to close within some days."""
    context = tonight.context
    last = context.ahead(context.playbook.signals.of(DealDayNear).days)
    rows = _open(tonight)
    rows = rows.filter(rows.expected_on.between(ibis.date(context.day), ibis.date(last)))
    rows = tonight.session.keep("deals_near", rows)
    return _found(rows, "deal_day_near", rows.expected_on, day=text(rows.expected_on))


def _open(tonight: Tonight) -> ir.Table:
    rows = tonight.session.read(tonight.context.extract("opportunities"))
    return rows.semi_join(tonight.with_us, "customer_id")


def _found(rows: ir.Table, kind: str, on: ir.Value, **detail: ir.Value) -> Found:
    return Found(
        signals=signal(
            rows,
            kind,
            subject=rows.opportunity_id,
            amount=rows.amount,
            category=text(rows.category),
            stage=text(rows.stage),
            **detail,
        ),
        evidence=[
            evidence(
                rows,
                kind,
                "opportunity",
                subject=rows.opportunity_id,
                source_id=rows.opportunity_id,
                day=on,
                amount=rows.amount,
            )
        ],
    )


def _limits(tonight: Tonight) -> ir.Table:
    """Return stage, allowed (days that are not too long), usual (the median it is held against, or null)."""
    rule = tonight.context.playbook.signals.of(DealStale)
    past = tonight.session.fetch(tonight.session.read(tonight.context.extract("stage_stays")))
    usual = {one["stage"]: int(one["days"]) for one in past if one["stays"] >= rule.stays}
    return tonight.session.small(
        "stage_limits",
        stage=(Kind.TEXT, list(MOVES)),
        allowed=(Kind.INTEGER, [allowed(usual.get(stage), rule) for stage in MOVES]),
        usual=(Kind.INTEGER, [usual.get(stage) for stage in MOVES]),
    )


def allowed(usual: int | None, rule: DealStale) -> int:
    """Return for how many days one may stand in a stage before it is told: whole days."""
    return rule.fixed_days if usual is None else math.floor(Decimal(usual) * rule.factor)
