"""Varied channels: whose last talks were all by phone, and by which way to reach them instead (CAD-06)."""

import ibis
import ibis.expr.types as ir

from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.gate import causes, settings
from tilth.engine.joins import attach

YES = ibis.literal(True)  # noqa: FBT003


def collect(session: Session, context: Context) -> ir.Table:
    """Return and keep customer_id, always_called (true), instead of those whom a list has called too often.

    `instead` is the first of the playbook's other channels that the customer takes; empty text for none.
    """
    worn, ways = _worn(session, context), context.playbook.value_order.other_channels
    taken = {f"takes_{way}": _takes(session, context, worn, way) for way in ways}
    rows = attach(worn, *(found.mutate(**{name: YES}) for name, found in taken.items()))
    instead = ibis.cases(*((rows[f"takes_{way}"].notnull(), way) for way in ways), else_="") if ways else ""
    return session.keep("varied", rows.select("customer_id", always_called=YES, instead=instead))


def _worn(session: Session, context: Context) -> ir.Table:
    """Return and keep customer_id of those with so many talks by phone since the last one by another way."""
    times = context.playbook.contact.same_channel
    log = session.read(context.extract("contacts"))
    talks = log.filter(log.two_way & (log.contact_on <= context.day))
    others = talks.filter(talks.channel != settings.CHANNEL)
    others = others.group_by("customer_id").aggregate(other_on=others.contact_on.max())
    calls = attach(
        talks.filter(talks.channel == settings.CHANNEL).select("customer_id", "contact_on"), others
    )
    calls = calls.filter(calls.other_on.isnull() | (calls.contact_on > calls.other_on))
    found = calls.group_by("customer_id").aggregate(calls=calls.contact_on.count())
    return session.keep("worn", found.filter((found.calls >= times) & (times > 0)).select("customer_id"))


def _takes(session: Session, context: Context, worn: ir.Table, way: str) -> ir.Table:
    """Return customer_id of those who are open to a channel: the contact gate's own consents and wishes."""
    rows = session.step(
        f"asked_for_{way}",
        attach(
            worn,
            settings.wishes(session, context, way),
            settings.consents(session, context, way),
            settings.refusals(session, context, way),
        ),
    )
    _, denied, _ = causes.no_consent(context, rows, way)
    return rows.filter(rows.wished.isnull() & ~denied).select("customer_id")
