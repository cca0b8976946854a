"""The first cause that keeps an owned customer off every list, and the first day without it."""

import ibis
import ibis.expr.types as ir

from tilth.engine import calendars, days, persons
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.gate import caps, settings
from tilth.engine.joins import attach

YES, NO = ibis.literal(True), ibis.literal(False)  # noqa: FBT003
NO_DAY = ibis.null("date")
Cause = tuple[str, ir.Value, ir.Value]
"""A cause's name, where it applies, and the first day without it."""


def judge(  # noqa: PLR0913 - what is known of a customer before the list is made
    session: Session,
    context: Context,
    customers: ir.Table,
    *,
    households: ir.Table,
    listed: ir.Table,
    fronts: ir.Table,
) -> ir.Table:
    """Return and keep customer_id, cause, until of the owned customers whom nobody may call (GOV-03)."""
    rows = customers.filter(customers.rm_id.notnull()).select(
        "customer_id",
        "rm_id",
        "kind",
        "birth_date",
        "closed_on",
        "last_contact_on",
        "cadence_days",
        "numbers",
    )
    rows = attach(
        rows,
        persons.merged(session, context),
        settings.suppressed(session, context),
        settings.wishes(session, context),
        settings.consents(session, context),
        settings.refusals(session, context),
        settings.unsuitable(session, context),
        caps.lifting(session, context, households),
        fronts.select("customer_id", "promise_at", "promised_on", "maturing_on", "coming_on"),
    )
    rows = attach(rows, settings.coming_of_age(session, context), key="birth_date")
    rows = attach(rows, listed.select("rm_id", is_listed=YES), key="rm_id")
    rows = session.step("judged", rows)
    causes = (
        ("merged", rows.survivor_id.notnull(), NO_DAY),
        _closed(context, rows),
        _suppressed(rows),
        ("do_not_disturb", rows.wished.notnull(), _day_after(rows, "wished")),
        no_consent(context, rows),
        ("no_number", rows.numbers == 0, NO_DAY),
        _contacted_recently(context, rows),
        ("frequency_cap", rows.cap_until.notnull(), rows.cap_until),
        ("unsuitable_time", rows.suits_on.notnull(), rows.suits_on),
        _promised(rows),
        ("owner_inactive", rows.is_listed.isnull(), NO_DAY),
    )
    rows = rows.select(
        "customer_id",
        cause=ibis.cases(*((applies, name) for name, applies, _ in causes)),
        until=ibis.cases(*((applies, day) for _, applies, day in causes)),
    )
    return session.keep("causes", rows.filter(rows.cause.notnull()))


def _closed(context: Context, rows: ir.Table) -> Cause:
    return "closed", (rows.closed_on <= context.day).fill_null(NO), NO_DAY


def _day_after(rows: ir.Table, name: str) -> ir.Value:
    """Return the day after the last of the settings; empty where one of them has no end."""
    return rows[f"{name}_open_ended"].ifelse(NO_DAY, days.plus(rows[f"{name}_ends_on"], 1))


def _suppressed(rows: ir.Table) -> Cause:
    """Stops and childhood together: what ends last decides."""
    of_age_on = (rows.kind == "person").ifelse(rows.of_age_on, NO_DAY)
    until = rows.stopped_open_ended.fill_null(NO).ifelse(
        NO_DAY, ibis.greatest(of_age_on, days.plus(rows.stopped_ends_on, 1))
    )
    return "suppressed", rows.stopped.notnull() | of_age_on.notnull(), until


def no_consent(context: Context, rows: ir.Table, channel: str = settings.CHANNEL) -> Cause:
    """A no counts until a yes on a later day, a refused call for some days; some channels need a yes."""
    agreed = rows.yes_on.notnull() & (rows.no_on.isnull() | (rows.yes_on > rows.no_on))
    denied = ~agreed.fill_null(NO)
    if not settings.needs_consent(context, channel):
        denied = denied & rows.no_on.notnull()
    refused = rows.refused_on.notnull() & ~(rows.yes_on > rows.refused_on).fill_null(NO)
    lifts_on = days.plus(rows.refused_on, context.playbook.contact.refusal_days)
    return "no_consent", denied | refused, denied.ifelse(NO_DAY, lifts_on)


def _contacted_recently(context: Context, rows: ir.Table) -> Cause:
    """A rest of some days, or half the cadence where that is shorter; a promise or a maturity lifts it."""
    rule, list_day = context.playbook.call_list, context.list_day
    half = ((rows.cadence_days + 1) / 2).floor().cast("int64")
    ends_on = days.plus_each(rows.last_contact_on, ibis.least(rule.quiet_days, half))
    lead = rule.maturity_lifts_days
    lifted = rows.promise_at.notnull() | (rows.maturing_on <= list_day + lead * calendars.DAY).fill_null(NO)
    until = ibis.least(ends_on, rows.promised_on, days.plus(rows.maturing_on, -lead))
    return "contacted_recently", (ends_on > list_day).fill_null(NO) & ~lifted, until


def _promised(rows: ir.Table) -> Cause:
    """Nobody calls before the day that was agreed, unless a maturity or a birthday comes first (REL-09)."""
    sooner = (rows.coming_on < rows.promised_on).fill_null(NO)
    waits = rows.promised_on.notnull() & rows.promise_at.isnull() & ~sooner
    return "promised", waits, rows.promised_on
