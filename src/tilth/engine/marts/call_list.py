"""Mart `call_list`: whom each manager calls on the list day, in order, and why (LIST-02…08)."""

import ibis
import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.policy.playbook import CallList
from tilth.policy.vocabulary import PROMISE, TOP_AUM

FAR = ibis.literal("9999-12-31").cast("date")
GOALS = {True: "maintain_and_introduce", False: "segment_and_invite"}
FIRST = 2
"""Steps below this one, promises and dates, come before the sides are looked at."""


def quotas(rule: CallList) -> tuple[int, int]:
    """Return the familiar and the unfamiliar places of a list: N × a ÷ (a + b), half rounded up (LIST-04)."""
    parts = rule.familiar_parts + rule.unfamiliar_parts
    familiar = (2 * rule.size * rule.familiar_parts + parts) // (2 * parts)
    return familiar, rule.size - familiar


def choose(session: Session, context: Context, free: ir.Table, name: str) -> ir.Table:
    """Return and keep the chosen customers with rank and deviation, of those who can be called.

    Promises first, then dates, both whichever side; the rest brings the sides as near to their quotas as what
    is left allows, a short side being filled from the other.
    """
    size = context.playbook.call_list.size
    in_front = ibis.window(group_by=[free.rm_id, free.step < FIRST], order_by=_front_order(free))
    within_side = ibis.window(
        group_by=[free.rm_id, free.step < FIRST, free.familiar], order_by=_side_order(free)
    )
    places = (free.step < FIRST).ifelse(ibis.row_number().over(in_front), ibis.row_number().over(within_side))
    placed = free.mutate(place=places)
    # No step and no side gives more than the list has room for, so the counts join only a short table.
    placed = session.keep(f"{name}_placed", placed.filter(placed.place < size))
    rows = attach(placed, _room(session, context, placed, name), key="rm_id")
    room = ibis.cases((rows.step < FIRST, size), (rows.familiar, rows.familiar_room), else_=rows.other_room)
    rows = session.step(f"{name}_roomed", rows.filter(rows.place < room))
    return session.keep(name, rows.mutate(rank=ibis.row_number().over(_rank_order(rows)) + 1))


def _room(session: Session, context: Context, placed: ir.Table, name: str) -> ir.Table:
    """Return per manager how many of each side fill the list, and the names missing from each quota."""
    rule = context.playbook.call_list
    quota, other_quota = quotas(rule)
    front = placed.step < FIRST
    counts = placed.group_by("rm_id").aggregate(
        front=front.sum(),
        front_familiar=(front & placed.familiar).sum(),
        familiar_left=(~front & placed.familiar).sum(),
        other_left=(~front & ~placed.familiar).sum(),
    )
    counts = session.step(f"{name}_counts", counts)
    left = rule.size - counts.front
    wanted = ibis.least(ibis.greatest(quota - counts.front_familiar, 0), left)
    rows = session.step(f"{name}_wanted", counts.mutate(wanted=wanted, other_wanted=left - wanted))
    familiar_room = rows.wanted + ibis.greatest(rows.other_wanted - rows.other_left, 0)
    other_room = rows.other_wanted + ibis.greatest(rows.wanted - rows.familiar_left, 0)
    familiar = rows.front_familiar + ibis.least(familiar_room, rows.familiar_left)
    other = rows.front - rows.front_familiar + ibis.least(other_room, rows.other_left)
    return rows.select(
        "rm_id",
        familiar_room=familiar_room,
        other_room=other_room,
        familiar_short=ibis.greatest(quota - familiar, 0),
        other_short=ibis.greatest(other_quota - other, 0),
    )


def _front_order(rows: ir.Table) -> list[ir.Value]:
    """Promises by their moment, then the nearest date; on one day a deposit before a birthday (LIST-05)."""
    return [
        rows.step,
        rows.promise_at.fill_null(0),
        rows.dated_on.fill_null(FAR),
        rows.deposit_on.fill_null(FAR),
        rows.customer_id,
    ]


def _side_order(rows: ir.Table) -> list[ir.Value]:
    """Who is due before who is not; then the side's own rule (LIST-06, LIST-07)."""
    return [
        rows.waits,
        rows.familiar.ifelse(rows.segment_priority.fill_null(1_000), 0),
        rows.familiar.ifelse(rows.overdue_days, 0).desc(),
        rows.aum.desc(),
        rows.customer_id,
    ]


def _rank_order(rows: ir.Table) -> ir.Value:
    """Those in front, then the unfamiliar, then the familiar, each in the order in which they were taken."""
    part = ibis.cases((rows.step < FIRST, 0), (~rows.familiar, 1), else_=2)
    return ibis.window(group_by=rows.rm_id, order_by=[part, rows.place])


def finish(session: Session, context: Context, chosen: ir.Table, reasons: ir.Table) -> ir.Table:
    """Return the mart: ranks 1…N, reasons, goal."""
    rows = attach(chosen, _urgent(context, chosen, reasons))
    urgency = context.playbook.call_list.urgency
    promised = (rows.step == 0).ifelse(1, 0)
    top = (rows.step < FIRST).ifelse(0, 1 << (len(urgency) + 1))
    mask = (rows.urgent.fill_null(0) + promised + top).cast("int64")
    rows = session.keep("ranked", rows.mutate(reason_mask=mask))
    rows = attach(rows, _reason_lists(session, context, rows), key="reason_mask")
    return rows.mutate(
        business_date=ibis.literal(context.day),
        side=rows.familiar.ifelse("familiar", "unfamiliar"),
        goal=rows.familiar.ifelse(GOALS[True], GOALS[False]),
        deviation=rows.familiar.ifelse(rows.familiar_short, rows.other_short),
    )


def _urgent(context: Context, chosen: ir.Table, reasons: ir.Table) -> ir.Table:
    """Return per chosen customer the kinds that speak for a call as a mask; `promise` has the lowest bit."""
    urgency = context.playbook.call_list.urgency
    bits = ibis.cases(*((reasons.kind == kind, 2 << place) for place, kind in enumerate(urgency)))
    mine = reasons.semi_join(chosen, "customer_id").select("customer_id", bit=bits.cast("int64")).distinct()
    return mine.group_by("customer_id").aggregate(urgent=mine.bit.sum())


def _reason_lists(session: Session, context: Context, rows: ir.Table) -> ir.Table:
    """Return the reasons of every mask that occurs, most urgent first, `top_aum` last."""
    words = (PROMISE, *context.playbook.call_list.urgency, TOP_AUM)
    masks = sorted(row["reason_mask"] for row in session.fetch(rows.select("reason_mask").distinct()))
    lists = [[word for place, word in enumerate(words) if mask >> place & 1] for mask in masks]
    return session.small("reasons", reason_mask=("BIGINT", masks), reasons=("VARCHAR[]", lists))
