"""Mart `call_list`: whom each manager calls tomorrow, in order, and why (LIST-02…08)."""

import ibis
import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.policy.playbook import CallList

FAR = ibis.literal("9999-12-31").cast("date")
GOALS = {True: "maintain_and_introduce", False: "segment_and_invite"}


def quotas(rule: CallList) -> tuple[int, int]:
    """Return the familiar and the unfamiliar places of a list: N × a ÷ (a + b), half rounded up (LIST-04)."""
    parts = rule.familiar_parts + rule.unfamiliar_parts
    familiar = (2 * rule.size * rule.familiar_parts + parts) // (2 * parts)
    return familiar, rule.size - familiar


def choose(session: Session, context: Context, owned: ir.Table) -> ir.Table:
    """Return and keep the chosen customers with side, place within the side, and the side's candidates."""
    free = owned.filter(owned.cause.isnull())
    sides = free.group_by("rm_id").aggregate(familiar_count=free.familiar.sum(), total=free.count())
    sides = sides.mutate(unfamiliar_count=sides.total - sides.familiar_count)
    ranked = free.mutate(place=ibis.row_number().over(_side_order(free)))
    familiar, unfamiliar = quotas(context.playbook.call_list)
    # A side never gives more than the list has room for, so the counts join only a short table.
    ranked = ranked.filter(ranked.place < familiar + unfamiliar)
    rows = attach(ranked, sides, key="rm_id")
    short = {
        True: _missing(rows.unfamiliar_count, unfamiliar),
        False: _missing(rows.familiar_count, familiar),
    }
    room = rows.familiar.ifelse(familiar + short[True], unfamiliar + short[False])
    deviation = rows.familiar.ifelse(short[False], short[True])
    return session.keep("chosen", rows.filter(rows.place < room).mutate(deviation=deviation))


def _missing(count: ir.Value, quota: int) -> ir.Value:
    return ibis.greatest(ibis.literal(quota) - count, 0)


def _side_order(rows: ir.Table) -> ir.Value:
    """Order within a side: maturing deposit, birthday, then by the side's own rule (LIST-05…07)."""
    own_priority = rows.familiar.ifelse(rows.segment_priority.fill_null(1_000), 0)
    own_overdue = rows.familiar.ifelse(rows.overdue_days, 0)
    return ibis.window(
        group_by=[rows.rm_id, rows.familiar],
        order_by=[
            rows.deposit_on.fill_null(FAR),
            rows.birthday_on.fill_null(FAR),
            own_priority,
            own_overdue.desc(),
            rows.aum.desc(),
            rows.customer_id,
        ],
    )


def finish(session: Session, context: Context, chosen: ir.Table, events: ir.Table) -> ir.Table:
    """Return the mart: ranks 1…N, reasons, goal."""
    dated = ibis.least(chosen.deposit_on.fill_null(FAR), chosen.birthday_on.fill_null(FAR))
    rows = session.step("dated", chosen.mutate(dated=dated))
    has_date = rows.dated < FAR
    order = ibis.window(
        group_by=rows.rm_id,
        order_by=[
            ibis.cases((has_date, 0), (~rows.familiar, 1), else_=2),
            rows.dated,
            has_date.ifelse(0, rows.place),
            rows.customer_id,
        ],
    )
    rows = rows.mutate(rank=ibis.row_number().over(order) + 1)
    rows = attach(rows, _urgent(context, chosen, events))
    top = (rows.dated < FAR).ifelse(0, 1 << len(context.playbook.call_list.urgency))
    rows = session.keep("ranked", rows.mutate(reason_mask=(rows.urgent.fill_null(0) + top).cast("int64")))
    rows = attach(rows, _reason_lists(session, context, rows), key="reason_mask")
    return rows.mutate(
        business_date=ibis.literal(context.day),
        side=rows.familiar.ifelse("familiar", "unfamiliar"),
        goal=rows.familiar.ifelse(GOALS[True], GOALS[False]),
    )


def _urgent(context: Context, chosen: ir.Table, events: ir.Table) -> ir.Table:
    """Return per chosen customer tonight's event kinds as a mask, the most urgent kind in the lowest bit."""
    urgency = context.playbook.call_list.urgency
    bits = ibis.cases(*((events.kind == kind, 1 << place) for place, kind in enumerate(urgency)))
    mine = events.semi_join(chosen, "customer_id").select("customer_id", bit=bits.cast("int64")).distinct()
    return mine.group_by("customer_id").aggregate(urgent=mine.bit.sum())


def _reason_lists(session: Session, context: Context, rows: ir.Table) -> ir.Table:
    """Return the reasons of every mask that occurs, most urgent first, `top_aum` last."""
    words = (*context.playbook.call_list.urgency, "top_aum")
    masks = sorted(row["reason_mask"] for row in session.fetch(rows.select("reason_mask").distinct()))
    lists = [[word for place, word in enumerate(words) if mask >> place & 1] for mask in masks]
    return session.small("reasons", reason_mask=("BIGINT", masks), reasons=("VARCHAR[]", lists))
