"""Mart `week_list`: the names of a week, put down before its first working day (LIST-02)."""

import ibis
import ibis.expr.types as ir

from tilth.engine import persons
from tilth.engine.backend import Session, no_rows
from tilth.engine.context import Context
from tilth.engine.joins import attach
from tilth.engine.marts import candidates, choosing, gate_days
from tilth.engine.marts.gate_days import Beside
from tilth.engine.staging import contacts
from tilth.lake.layout import Area
from tilth.policy import working_days
from tilth.ports.marts.lists import WEEK_LIST

PUT_DOWN = ("rm_id", "week_on", "rank", "customer_id", "side", "deviation", "size", "made_on", "first_on")
"""The columns of a name that do not change during the week."""


def advance(
    session: Session, context: Context, customers: ir.Table, barred: ir.Table, asked: Beside
) -> ir.Table:
    """Return and keep the names of the list day's week, with the first attempt and the first talk since.

    A name stays as it was put down, while its manager has it. Managers who have none of this week get theirs
    for the days that are left: all of them before the week's first working day, else those who are new.
    """
    if not context.playbook.call_list.by_week:
        return _none(session)
    standing = _standing(session, context, customers, asked.listed)
    without = session.keep("without_week", asked.listed.anti_join(standing, "rm_id"))
    mine = customers.semi_join(without, "rm_id")
    # Whom a cause without an end keeps off is on no list: a manager of such customers alone costs nothing.
    hopeful = mine.anti_join(barred.filter(barred.until.isnull()), "customer_id")
    if session.fetch(hopeful.select("rm_id").limit(1)):
        fresh = _put_down(session.apart("week"), context, mine, barred, asked)
        standing = standing.union(fresh)
    return session.keep("week_list", _reached(session, context, standing))


def waiting(week: ir.Table) -> ir.Table:
    """Return the customers of the week who are still to be reached."""
    return week.filter(week.connected_on.isnull()).select("customer_id")


def _none(session: Session) -> ir.Table:
    return session.small("week_list", **no_rows(WEEK_LIST))


def _standing(session: Session, context: Context, customers: ir.Table, listed: ir.Table) -> ir.Table:
    """Return the names that a night before put down for an earlier day of this week."""
    path = None
    if context.previous is not None:
        path = context.files.path(Area.MARTS, WEEK_LIST.name, context.previous)
    if path is None or not path.exists():  # the bank's first night, or the first one of this version
        return _none(session).select(*PUT_DOWN)
    rows = session.read(path)
    rows = rows.filter(
        (rows.week_on == ibis.date(working_days.monday(context.list_day)))
        & (rows.first_on < ibis.date(context.list_day))
    )
    owned = customers.select("customer_id", "rm_id").semi_join(listed, "rm_id")
    kept = rows.select(*PUT_DOWN).semi_join(owned, ["customer_id", "rm_id"])
    kept = kept.anti_join(persons.merged(session, context), "customer_id")
    return session.keep("week_standing", kept)


def _put_down(
    session: Session, context: Context, customers: ir.Table, barred: ir.Table, asked: Beside
) -> ir.Table:
    """Return the names for the days of the week that are left, by the rule of a day's list."""
    week = context.made_for(*working_days.week_left(context.list_day))
    of_these = barred.semi_join(customers, "customer_id")
    kept_off = gate_days.never(session, week, customers, of_these, asked)
    fronts = gate_days.fronts(session, week, asked)
    owned = candidates.owned(session, week, customers, kept_off, fronts, worth=asked.worth)
    chosen, _ = choosing.chosen(session, week, owned)
    return chosen.mutate(
        week_on=ibis.date(working_days.monday(context.list_day)),
        side=chosen.familiar.ifelse("familiar", "unfamiliar"),
        deviation=chosen.familiar.ifelse(chosen.familiar_short, chosen.other_short).cast("int64"),
        rank=chosen["rank"].cast("int64"),
        size=ibis.literal(week.places, "int64"),
        made_on=ibis.date(context.day),
        first_on=ibis.date(context.list_day),
    ).select(*PUT_DOWN)


def _reached(session: Session, context: Context, names: ir.Table) -> ir.Table:
    """Return the names with attempted_on and connected_on: the first since they were put down, up to D."""
    log = contacts.up_to_now(session, context).select("customer_id", "contact_on", "two_way")
    since = log.join(names.select("customer_id", "made_on"), "customer_id")
    since = since.filter(since.contact_on > since.made_on)
    found = since.group_by("customer_id").aggregate(
        attempted_on=since.contact_on.min(), connected_on=since.contact_on.min(where=since.two_way)
    )
    return attach(names, found).mutate(business_date=ibis.date(context.day))
