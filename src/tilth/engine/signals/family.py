"""Signals of a customer's family: days of those who are tied, and what moved in the household.

Only customers of the same manager speak: what another manager's customers own, or when they were born, is
nothing that this one may learn.
"""

import ibis
import ibis.expr.types as ir

from tilth.engine import calendars
from tilth.engine.amounts import MONEY
from tilth.engine.events.rows import text
from tilth.engine.signals import ties
from tilth.engine.signals.rows import Found, evidence, signal
from tilth.engine.tonight import Tonight
from tilth.kernel.dates import add_years
from tilth.policy.playbook.signals import ChildTurns18
from tilth.ports.schema import Kind

ADULT = 18
MOVES = ("large_inflow", "large_outflow", "tier_up", "tier_down")
"""Events of one member that the managers of the others hear of."""


def child_turns_18(tonight: Tonight) -> Found:
    """Return whose child comes of age within the days ahead; on 29 February: on 28 in common years."""
    context, rule = tonight.context, tonight.context.playbook.signals.of(ChildTurns18)
    pairs = calendars.moved(
        context.day,
        context.ahead(rule.days),
        lambda day: add_years(day, -ADULT),
        lambda day: add_years(day, ADULT),
    )
    table = tonight.session.small(
        "of_age_days",
        birth_date=(Kind.DATE, [born for born, _ in pairs]),
        due_on=(Kind.DATE, [due for _, due in pairs]),
    )
    people = ties.people(tonight).filter(tonight.customers.kind == "person")
    born = people.join(table, "birth_date").select(other_id="customer_id", other_rm="rm_id", due_on="due_on")
    rows = ties.pairs(tonight, ("child",), ("parent",)).join(born, "other_id")
    return _of_other(tonight, "child_turns_18", ties.of_one_manager(tonight, rows))


def spouse_birthday(tonight: Tonight) -> Found:
    """Return whose spouse has a birthday that is an event tonight."""
    return _birthday(tonight, "spouse_birthday", "spouse", "spouse")


def child_birthday(tonight: Tonight) -> Found:
    """Return whose child has a birthday that is an event tonight."""
    return _birthday(tonight, "child_birthday", "child", "parent")


def household_moved(tonight: Tonight) -> Found:
    """Return in whose household somebody else had a large flow, or changed tier, tonight."""
    moved = _events(tonight, MOVES)
    moved = moved.group_by("other_id", "other_rm", "household_id", "due_on").aggregate(
        what=moved.what.min(), amount=moved.amount.abs().max().cast(MONEY)
    )
    homes = ties.people(tonight).select("customer_id", "household_id")
    rows = homes.join(moved, "household_id")
    rows = rows.filter(rows.customer_id != rows.other_id)
    rows = ties.of_one_manager(tonight, rows)
    found = tonight.session.keep("household_moves", rows)
    return Found(
        signals=signal(
            found,
            "household_moved",
            due_on=found.due_on,
            subject=found.other_id,
            amount=found.amount,
            what=text(found.what),
        ),
        evidence=[_figure(found, "household_moved", amount=found.amount)],
    )


def _events(tonight: Tonight, kinds: tuple[str, ...]) -> ir.Table:
    """Return tonight's events of some kinds with whose they are, and whose customer that is."""
    told = tonight.events.filter(tonight.events.kind.isin(kinds))
    people = ties.people(tonight).select("customer_id", "rm_id", "household_id")
    both = told.select("customer_id", "due_on", "amount", what="kind").join(people, "customer_id")
    return both.select(
        "due_on",
        "what",
        "household_id",
        other_id="customer_id",
        other_rm="rm_id",
        amount=both.amount.cast(MONEY),
    )


def _birthday(tonight: Tonight, kind: str, there: str, back: str) -> Found:
    """Return the birthdays, events of the night, of those who are `there` to a customer, who is `back`."""
    days = _events(tonight, ("birthday",)).select("other_id", "other_rm", "due_on")
    rows = ties.pairs(tonight, (there,), (back,)).join(days, "other_id")
    return _of_other(tonight, kind, ties.of_one_manager(tonight, rows))


def _of_other(tonight: Tonight, kind: str, rows: ir.Table) -> Found:
    found = tonight.session.keep(kind, rows)
    told = signal(found, kind, due_on=found.due_on, subject=found.other_id)
    return Found(signals=told, evidence=[_figure(found, kind)])


def _figure(found: ir.Table, kind: str, amount: ir.Value | None = None) -> ir.Table:
    return evidence(
        found,
        kind,
        "customer",
        subject=found.other_id,
        source_id=found.other_id,
        day=found.due_on,
        amount=ibis.null(MONEY) if amount is None else amount,
        due_on=found.due_on,
    )
