"""What people recorded that keeps a customer off the phone: stops, wishes, suitable days, consent."""

import ibis
import ibis.expr.types as ir

from tilth.engine import calendars, persons
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.kernel.dates import add_years
from tilth.ports.schema import Kind

CHANNEL = "phone"
"""By which way the list calls."""
ANY = "any"
TOPICS = ("", "maintain", "segment")
"""What a call from the list is about: a wish about anything else leaves the customer on it."""
WEEK = 7


def suppressed(session: Session, context: Context) -> ir.Table:
    """Return customer_id with the end of the stops in force on the list day, all of them together."""
    stops = session.read(context.extract("suppressions"))
    return _in_force(context, stops, "stopped")


def wishes(session: Session, context: Context, channel: str = CHANNEL) -> ir.Table:
    """Return customer_id with the end of the wishes not to be disturbed by this call (PROF-26)."""
    rows = session.read(context.extract("do_not_disturb"))
    return _in_force(
        context, rows.filter(rows.channel.isin((channel, ANY)) & rows.topic.isin(TOPICS)), "wished"
    )


def _in_force(context: Context, rows: ir.Table, name: str) -> ir.Table:
    """Return `<name>` (true), `<name>_ends_on` and `<name>_open_ended` per customer for the list day."""
    called_on = context.list_day
    live = rows.filter((rows.starts_on <= called_on) & (rows.ends_on.isnull() | (rows.ends_on >= called_on)))
    return live.group_by("customer_id").aggregate(
        **{
            name: live.starts_on.notnull().max(),
            f"{name}_ends_on": live.ends_on.max(),
            f"{name}_open_ended": live.ends_on.isnull().max(),
        }
    )


def coming_of_age(session: Session, context: Context) -> ir.Table:
    """Return birth_date, of_age_on of everybody who is still a minor on the list day."""
    called_on, age = context.list_day, context.playbook.contact.minor_age
    pairs = calendars.moved(
        called_on + calendars.DAY,
        add_years(called_on, age),
        lambda day: add_years(day, -age),
        lambda day: add_years(day, age),
    )
    return session.small(
        "coming_of_age",
        birth_date=(Kind.DATE, [born for born, _ in pairs]),
        of_age_on=(Kind.DATE, [due for _, due in pairs]),
    )


def consents(session: Session, context: Context, channel: str = CHANNEL) -> ir.Table:
    """Return customer_id, yes_on, no_on: the latest days of decisions about a channel, up to D.

    Where it needs consent, a yes to another text than the present one is none.
    """
    every = session.read(context.extract("consents"))
    every = every.filter(every.channel.isin((channel, ANY)) & (every.decided_on <= context.day))
    is_yes = every.decision == "granted"
    if needs_consent(context, channel):
        is_yes = is_yes & (every.text_version == context.playbook.contact.consent_text_version)
    return every.group_by("customer_id").aggregate(
        yes_on=every.decided_on.max(where=is_yes), no_on=every.decided_on.max(where=~is_yes)
    )


def needs_consent(context: Context, channel: str = CHANNEL) -> bool:
    """Say whether nobody may be contacted by it without a consent."""
    return channel in context.playbook.contact.consent_channels


def refusals(session: Session, context: Context, channel: str = CHANNEL) -> ir.Table:
    """Return customer_id, refused_on: the latest contact by it that was refused, while it still counts."""
    log = session.read(context.extract("contacts"))
    since = context.list_day - calendars.DAY * context.playbook.contact.refusal_days
    refused = log.filter(
        (log.channel == channel)
        & (log.outcome == "refused")
        & (log.contact_on > since)
        & (log.contact_on <= context.day)
    )
    return refused.group_by("customer_id").aggregate(refused_on=refused.contact_on.max())


def unsuitable(session: Session, context: Context) -> ir.Table:
    """Return customer_id, suits_on of those whom the weekday of the list day does not suit (PROF-14)."""
    times = session.read(context.extract("preferences"))
    called_on = context.list_day
    if CHANNEL not in context.playbook.contact.quiet_channels:
        times = times.limit(0)
    suits = [
        (times.weekdays.contains(str(day.isoweekday())), ibis.literal(day))
        for day in (called_on + number * calendars.DAY for number in range(1, WEEK))
    ]
    other = (times.weekdays.length() > 0) & ~times.weekdays.contains(str(called_on.isoweekday()))
    return times.filter(other).select("customer_id", suits_on=ibis.cases(*suits))


def deceased(session: Session, context: Context) -> ir.Table:
    """Return customer_id, deceased (true) of all numbers of those recorded as dead by the list day."""
    stops = session.read(context.extract("suppressions"))
    stops = stops.filter((stops.kind == "deceased") & (stops.starts_on <= context.list_day))
    dead = persons.shared(session, context, stops.select("customer_id"))
    return dead.distinct().mutate(deceased=ibis.literal(True))  # noqa: FBT003
