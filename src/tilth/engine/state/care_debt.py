"""State `care_debt`: contacts that fell due, and whether they were made, need not be made, or still wait."""

import ibis
import ibis.expr.types as ir

from tilth.engine import days, persons
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.engine.gate import settings
from tilth.engine.joins import attach
from tilth.policy.care_debt import COUNTS
from tilth.ports.schema import Kind

DATES = ("begun_on", "since_on", "talked_on")
COLUMNS = ("customer_id", *DATES, *COUNTS)
NO = ibis.literal(False)  # noqa: FBT003


def advance(session: Session, context: Context, customers: ir.Table) -> ir.Table:
    """Return and keep the accounts after tonight; who is missing tonight keeps the account of before."""
    before = _before(session, context)
    rows = customers.select(
        "customer_id",
        cadence_days=ibis.greatest(customers.cadence_days, 1),  # an interval below a day falls due once a day
        last_talk=customers.last_contact_on,
        since_ever=ibis.coalesce(customers.last_contact_on, customers.opened_on),
        rests=_rests(session, context, customers),
    )
    parts = before.rename({f"was_{name}": name for name in (*DATES, *COUNTS)})
    rows = session.step("care_before", attach(rows, parts))
    rows = session.step("care_talked", _talked(context, rows))
    rows = session.step("care_standing", _standing(context, rows))
    kept = before.anti_join(customers, "customer_id").select(*COLUMNS)
    return session.keep("care_debt", _booked(context, rows).union(kept))


def _before(session: Session, context: Context) -> ir.Table:
    path = context.before("care_debt")
    if path is not None:
        return session.read(path).select(*COLUMNS)
    kinds = dict.fromkeys(DATES, Kind.DATE) | {"customer_id": Kind.TEXT}
    return session.small("no_care_debt", **{name: (kinds.get(name, Kind.INTEGER), []) for name in COLUMNS})


def _rests(session: Session, context: Context, customers: ir.Table) -> ir.Value:
    """Return why nothing falls due, empty where it does; asked for the list day, as the contact gate asks."""
    resting = {
        "merged": persons.merged(session, context),
        "stopped": settings.suppressed(session, context),
        "wished": settings.wishes(session, context),
    }
    among = {name: customers.customer_id.isin(rows.customer_id) for name, rows in resting.items()}
    child = customers.birth_date.isin(settings.coming_of_age(session, context).birth_date)
    return ibis.cases(
        (customers.deceased, "died"),
        ((customers.closed_on <= context.day).fill_null(NO) | among["merged"], "closed"),
        (among["stopped"] | ((customers.kind == "person") & child).fill_null(NO), "stopped"),
        (among["wished"], "wished"),
    )


def _talked(context: Context, rows: ir.Table) -> ir.Table:
    """Return what a talk that P did not know settles of what stood: one paid, those before it missed.

    Of a talk of before P, recorded late, only what had fallen due before it is settled.
    """
    known = rows.was_since_on.notnull()
    stood = rows.was_carried.fill_null(0)
    talk = known & (rows.last_talk > ibis.coalesce(rows.was_talked_on, ibis.date("0001-01-01")))
    talk = talk.fill_null(NO)
    fallen = _fallen(rows.was_since_on, rows.last_talk, rows.cadence_days)
    late = talk if context.previous is None else talk & (rows.last_talk <= context.previous)
    settled = talk.ifelse(late.ifelse(ibis.least(fallen, stood), stood), 0)
    return rows.mutate(
        known=known,
        talk=talk,
        settled=settled.fill_null(0).cast("int64"),
        left=(stood - settled).fill_null(0).cast("int64"),
        since=ibis.cases(
            (~known, rows.since_ever),
            (talk, ibis.greatest(rows.was_since_on, rows.last_talk)),
            else_=rows.was_since_on,
        ),
    )


def _fallen(since: ir.Value, until: ir.Value, cadence: ir.Value) -> ir.Value:
    """Return how many intervals have passed whole before a day, counted from another one."""
    between = until.delta(since, unit="day").cast("int64")
    return (ibis.greatest(between - 1, 0) // cadence).cast("int64")


def _standing(context: Context, rows: ir.Table) -> ir.Table:
    """Return what has fallen due and stands tonight, and from when on the interval counts."""
    standing = _fallen(rows.since, ibis.date(context.day), rows.cadence_days)
    standing = rows.rests.notnull().ifelse(0, standing)
    opens = ~rows.known & (standing > 0)
    moved = days.plus_each(rows.since, rows.cadence_days * (standing - 1))
    since = ibis.cases(
        (rows.rests.notnull(), ibis.greatest(rows.since, ibis.date(context.day))),
        (opens, moved),
        else_=rows.since,
    )
    return rows.mutate(
        standing=opens.ifelse(1, standing).cast("int64"), since_on=since, waits=opens | rows.rests.notnull()
    )


def _booked(context: Context, rows: ir.Table) -> ir.Table:
    """Return the accounts after tonight; the first night of a year carries forward what stands."""
    rows = rows.filter(rows.known | rows.waits)
    new_year = context.previous is not None and context.previous.year != context.day.year
    stood = rows.was_carried.fill_null(0)

    def was(name: str) -> ir.Value:
        counted = rows[f"was_{name}"].fill_null(0)
        return (stood if name == "created" else ibis.literal(0)) if new_year else counted

    less = ibis.greatest(rows.left - rows.standing, 0)
    paid = ibis.least(rows.settled, 1)
    cause = ibis.coalesce(rows.rests, rows.talk.ifelse("corrected", "longer"))
    tonight = {
        "created": ibis.greatest(rows.standing - rows.left, 0),
        "paid": paid,
        "waived_missed": rows.settled - paid,
    }
    begun = ibis.date(context.day)
    counts = {
        name: was(name) + tonight.get(name, (cause == name.removeprefix("waived_")).ifelse(less, 0))
        for name in COUNTS
        if name != "carried"
    }
    return rows.select(
        "customer_id",
        begun_on=begun if new_year else ibis.coalesce(rows.was_begun_on, begun),
        since_on=rows.since_on,
        talked_on=ibis.greatest(rows.was_talked_on, rows.last_talk),
        **{name: value.cast("int64") for name, value in counts.items()},
        carried=rows.standing.cast("int64"),
    )
