"""Mart `call_list`: whom each manager calls on the list day, in order, and why (LIST-02…08)."""

import ibis
import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.policy.playbook import CallList
from tilth.policy.vocabulary import PROMISE, TOP_AUM
from tilth.ports.schema import Kind

FAR = ibis.literal("9999-12-31").cast("date")
GOALS = {True: "maintain_and_introduce", False: "segment_and_invite"}
FAR_PLACE = 1 << 30
FIRST = 2
"""Steps below this one, promises and dates, come before the sides are looked at."""
FRONT, WEEK, BOOK = 0, 1, 2
"""The stages in which a list is filled: promises and dates, the week's names, the rest of the book."""


def quotas(rule: CallList, places: int) -> tuple[int, int]:
    """Return the familiar and the unfamiliar places of a list: N × a ÷ (a + b), half rounded up (LIST-04)."""
    parts = rule.familiar_parts + rule.unfamiliar_parts
    familiar = (2 * places * rule.familiar_parts + parts) // (2 * parts)
    return familiar, places - familiar


def choose(session: Session, context: Context, free: ir.Table, name: str) -> ir.Table:
    """Return and keep the chosen customers with rank and what is short, of those who can be called.

    Promises first, then dates, both whichever side; then the week's names bring the sides as near to their
    quotas as what is left allows, a short side being filled from the other; then the rest of the book does.
    """
    size = context.places
    # No stage and no side gives more than the list has room for, so all that follows reads a short table.
    placed = session.step(f"{name}_all_placed", _placed(context, free))
    placed = session.keep(f"{name}_placed", placed.filter(placed.place < size))
    rows = attach(placed, _room(session, context, placed, name), key="rm_id")
    room = ibis.cases(
        (rows.stage == FRONT, size),
        *(
            case
            for stage in (WEEK, BOOK)
            for case in (
                ((rows.stage == stage) & rows.familiar, rows[f"familiar_room_{stage}"]),
                (rows.stage == stage, rows[f"other_room_{stage}"]),
            )
        ),
    )
    rows = session.step(f"{name}_roomed", rows.filter(rows.place < room))
    return session.keep(name, rows.mutate(rank=ibis.row_number().over(_rank_order(context, rows)) + 1))


def _placed(context: Context, free: ir.Table) -> ir.Table:
    """Return candidates with their place in stage and side, and no more: whatever is sorted along is dear."""
    front, others = free.filter(free.stage == FRONT), free.filter(free.stage != FRONT)
    by_side = [others.rm_id, others.stage, others.familiar]
    windows = (
        (front, ibis.window(group_by=front.rm_id, order_by=_front_order(front))),
        (others, ibis.window(group_by=by_side, order_by=side_order(context, others))),
    )
    ranked_by = ("points",) if context.playbook.by_value else ()
    needed = ("customer_id", "rm_id", "stage", "familiar", *ranked_by)
    one, two = (rows.select(*needed, place=ibis.row_number().over(window)) for rows, window in windows)
    return one.union(two)


def _room(session: Session, context: Context, placed: ir.Table, name: str) -> ir.Table:
    """Return per manager how many of each side fill the list, and the names missing from each quota."""
    quota, other_quota = quotas(context.playbook.call_list, context.places)
    stage, familiar = placed.stage, placed.familiar
    rows = placed.group_by("rm_id").aggregate(
        familiar=((stage == FRONT) & familiar).sum(),
        other=((stage == FRONT) & ~familiar).sum(),
        **{f"familiar_left_{each}": ((stage == each) & familiar).sum() for each in (WEEK, BOOK)},
        **{f"other_left_{each}": ((stage == each) & ~familiar).sum() for each in (WEEK, BOOK)},
    )
    for each in (WEEK, BOOK):
        rows = _filled(session, context, rows, f"{name}_{each}", each)
    return rows.select(
        "rm_id",
        *(f"{side}_room_{each}" for side in ("familiar", "other") for each in (WEEK, BOOK)),
        familiar_short=ibis.greatest(quota - rows.familiar, 0),
        other_short=ibis.greatest(other_quota - rows.other, 0),
    )


def _filled(session: Session, context: Context, rows: ir.Table, name: str, stage: int) -> ir.Table:
    """Return the managers with the places that a stage gives to each side, and the names taken so far."""
    quota, _ = quotas(context.playbook.call_list, context.places)
    rows = session.step(f"{name}_begun", rows)
    left = context.places - rows.familiar - rows.other
    wanted = ibis.least(ibis.greatest(quota - rows.familiar, 0), left)
    rows = session.step(f"{name}_wanted", rows.mutate(wanted=wanted, other_wanted=left - wanted))
    familiar_left, other_left = rows[f"familiar_left_{stage}"], rows[f"other_left_{stage}"]
    familiar_room = rows.wanted + ibis.greatest(rows.other_wanted - other_left, 0)
    other_room = rows.other_wanted + ibis.greatest(rows.wanted - familiar_left, 0)
    return rows.mutate(
        familiar=rows.familiar + ibis.least(familiar_room, familiar_left),
        other=rows.other + ibis.least(other_room, other_left),
        **{f"familiar_room_{stage}": familiar_room, f"other_room_{stage}": other_room},
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


def side_order(context: Context, rows: ir.Table) -> list[ir.Value]:
    """Who is due before who is not; then the side's own rule (LIST-06, LIST-07).

    In the order of value who is to be served in each tier comes next (TRAP-18), then who has a place among
    those meant for new or for existing customers (PLAN-12), then who has most points.
    """
    if context.playbook.by_value:
        return [rows.waits, rows.served, rows.beyond, rows.points.desc(), rows.customer_id]
    return [
        rows.waits,
        rows.familiar.ifelse(rows.segment_priority.fill_null(1_000), 0),
        rows.familiar.ifelse(rows.overdue_days, 0).desc(),
        rows.aum.desc(),
        rows.customer_id,
    ]


def _rank_order(context: Context, rows: ir.Table) -> ir.Value:
    """Those in front, then the unfamiliar, then the familiar, each in the order in which they were taken.

    In the order of value those who are not in front stand by their points, whichever side.
    """
    if context.playbook.by_value:
        front = rows.stage == FRONT
        order = [front.ifelse(rows.place, FAR_PLACE), front.ifelse(0, rows.points).desc(), rows.customer_id]
        return ibis.window(group_by=rows.rm_id, order_by=order)
    part = ibis.cases((rows.stage == FRONT, 0), (~rows.familiar, 1), else_=2)
    return ibis.window(group_by=rows.rm_id, order_by=[part, rows.stage, rows.place])


def finish(session: Session, context: Context, chosen: ir.Table, reasons: ir.Table) -> ir.Table:
    """Return the mart: ranks 1…N, reasons, goal."""
    rows = attach(chosen, _urgent(context, chosen, reasons))
    promised = (rows.step == 0).ifelse(1, 0)
    mask = (rows.urgent.fill_null(0) + promised + _order_alone(context, rows)).cast("int64")
    rows = session.keep("ranked", rows.mutate(reason_mask=mask))
    rows = attach(rows, _reason_lists(session, context, rows), key="reason_mask")
    return rows.mutate(
        business_date=ibis.literal(context.day),
        side=rows.familiar.ifelse("familiar", "unfamiliar"),
        goal=rows.familiar.ifelse(GOALS[True], GOALS[False]),
        deviation=rows.familiar.ifelse(rows.familiar_short, rows.other_short),
    )


def _order_alone(context: Context, rows: ir.Table) -> ir.Value:
    """Return the highest bit, `top_aum`: only the order brought the name up.

    In the order of value that is who has no ground. Whose care is due without any has `cadence_overdue`.
    """
    words = _words(context)
    top = 1 << (len(words) + 1)
    if not context.playbook.by_value:
        return (rows.step < FIRST).ifelse(0, top)
    none = (rows.step > 0) & (rows.urgent.fill_null(0) == 0)
    due = 2 << words.index("cadence_overdue")
    return none.ifelse(rows.is_due.ifelse(due, top), 0)


def _words(context: Context) -> tuple[str, ...]:
    """Return the kinds that a list names, most urgent first: events, and in the order of value signals."""
    words = context.playbook.call_list.urgency
    if not context.playbook.by_value:
        return words
    return (*words, *(kind.code for kind in context.playbook.signals.kinds))


def _urgent(context: Context, chosen: ir.Table, reasons: ir.Table) -> ir.Table:
    """Return per chosen customer the kinds that speak for a call as a mask; `promise` has the lowest bit."""
    words = _words(context)
    reasons = reasons.filter(reasons.kind.isin(words))
    bits = ibis.cases(*((reasons.kind == kind, 2 << place) for place, kind in enumerate(words)))
    mine = reasons.semi_join(chosen, "customer_id").select("customer_id", bit=bits.cast("int64")).distinct()
    return mine.group_by("customer_id").aggregate(urgent=mine.bit.sum())


def _reason_lists(session: Session, context: Context, rows: ir.Table) -> ir.Table:
    """Return the reasons of every mask that occurs, most urgent first, `top_aum` last."""
    words = (PROMISE, *_words(context), TOP_AUM)
    masks = sorted(row["reason_mask"] for row in session.fetch(rows.select("reason_mask").distinct()))
    lists = [[word for place, word in enumerate(words) if mask >> place & 1] for mask in masks]
    return session.small("reasons", reason_mask=(Kind.INTEGER, masks), reasons=(Kind.TEXTS, lists))
