"""State `reasons`: events and signals that ask for a contact, from the night that told them to their end."""

import ibis
import ibis.expr.types as ir

from tilth.engine import days, persons
from tilth.engine.amounts import MONEY
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.engine.marts import states
from tilth.engine.marts.candidates import NO, YES
from tilth.engine.tonight import Tonight
from tilth.lake.layout import Area
from tilth.policy.vocabulary import EVENT_KINDS

TOLD = ("event_id", "customer_id", "kind", "subject", "due_on", "amount", "detail", "told_on", "lapses_on")


def advance(tonight: Tonight, events: ir.Table) -> ir.Table:
    """Return and keep the reasons tonight with their state (LIST-14).

    Acted on is a two-way contact after the event's day, or a person closed it; an attempt is not. A reason
    lapses with the first list day that lies after its last day, or in the night in which its state holds no
    more. One that ended stays in the table while its event can still be told again.
    """
    session, context = tonight.session, tonight.context
    fresh, known = _fresh(context, events), _known(session, context)
    rows = session.step("told", fresh if known is None else _joined(known, fresh))
    rows = states.ended(tonight, rows)
    spoken = persons.shared(session, context, tonight.contacts.select("customer_id", "last_contact_on"))
    spoken = spoken.group_by("customer_id").aggregate(last_contact_on=spoken.last_contact_on.max())
    rows = attach(rows, spoken)
    rows = attach(rows, _closed(session, context), key="event_id")
    spoken = rows.last_contact_on > ibis.least(rows.due_on, rows.told_on)
    acted = spoken.fill_null(NO) | rows.closed_on.notnull() | (rows.before == "acted_on").fill_null(NO)
    over = rows.ended | (rows.lapses_on < context.list_day)
    over = over | ((rows.before == "lapsed").fill_null(NO) & ~rows.told)
    state = ibis.cases((acted, "acted_on"), (over, "lapsed"), else_="open")
    rows = rows.mutate(state=state, business_date=ibis.literal(context.day)).drop("told", "ended")
    rows = session.step("judged_reasons", rows)
    stays = (rows.state != "acted_on") | (rows.lapses_on >= context.day)
    return session.keep("open_reasons", rows.filter(stays))


def told(events: ir.Table, signals: ir.Table) -> ir.Table:
    """Return what tonight tells, events and signals alike."""
    columns = [name for name in TOLD if name not in ("told_on", "lapses_on")]
    one, other = (
        rows.select(*columns).mutate(amount=rows.amount.cast(MONEY)).select(*columns)
        for rows in (events, signals)
    )
    return one.union(other)


def _fresh(context: Context, events: ir.Table) -> ir.Table:
    """Return tonight's events of the kinds that stay open, as if they were told for the first time."""
    lapse = dict(context.playbook.call_list.lapse_days)
    lapse |= {kind.code: kind.lapse_days for kind in context.playbook.signals.kinds}
    rows = events.filter(events.kind.isin(sorted(lapse)))
    stays = ibis.cases(*((rows.kind == kind, count) for kind, count in sorted(lapse.items())))
    day = ibis.date(context.day)
    rows = rows.mutate(told_on=day, stays=stays.cast("int64"), amount=rows.amount.cast(MONEY))
    last = days.plus_each(ibis.greatest(rows.due_on, day), rows.stays)
    # However long the holiday that follows: there is one list that can name it.
    rows = rows.mutate(lapses_on=ibis.greatest(last, ibis.date(context.list_day)))
    return rows.select(*TOLD, before=ibis.null("string"), told=YES)


def _known(session: Session, context: Context) -> ir.Table | None:
    """Return the reasons of P but those that lapsed and whose last day has passed; None where P kept none."""
    if context.previous is None:
        return None
    path = context.files.path(Area.MARTS, "reasons", context.previous)
    if not path.exists():  # a night of an earlier version
        return None
    rows = session.read(path)
    stays = (rows.state != "lapsed") | (rows.lapses_on >= context.day)
    return rows.filter(stays).select(*TOLD, before=rows.state)


def _closed(session: Session, context: Context) -> ir.Table:
    """Return event_id, closed_on of the reasons that a person closed."""
    rows = session.read(context.extract("reason_closures"))
    return rows.filter(rows.closed_on <= context.day).select("event_id", "closed_on")


def _joined(known: ir.Table, fresh: ir.Table) -> ir.Table:
    """Return both; an event that is told again keeps the day on which it was told first."""
    again = fresh.select(again_id=fresh.event_id, again_amount=fresh.amount, again_detail=fresh.detail)
    kept = known.left_join(again, known.event_id == again.again_id)
    kept = kept.mutate(
        amount=kept.again_id.notnull().ifelse(kept.again_amount, kept.amount).cast(MONEY),
        detail=ibis.coalesce(kept.again_detail, kept.detail),
        told=kept.again_id.notnull(),
    ).select(*TOLD, "before", "told")
    return kept.union(fresh.anti_join(known, "event_id"))


def of_events(reasons: ir.Table) -> ir.Table:
    """Return the reasons that are events of the contract: the lists read no others (LIST-05)."""
    return reasons.filter(reasons.kind.isin(EVENT_KINDS))


def speaking(events: ir.Table, reasons: ir.Table) -> ir.Table:
    """Return customer_id, kind of all that speaks for a call: tonight's events and the open reasons."""
    still = reasons.filter(reasons.state == "open").select("customer_id", "kind")
    return events.select("customer_id", "kind").union(still, distinct=True)
