"""State `habits`: what comes and goes again and again: salaries, and transfers to another bank."""

import ibis
import ibis.expr.types as ir

from tilth.engine.amounts import MONEY, number
from tilth.engine.backend import Session
from tilth.engine.context import Context
from tilth.policy.playbook import Playbook
from tilth.policy.playbook.signals import HABITS

COLUMNS = ("customer_id", "habit", "party", "day", "times", "amount")
_KEY = COLUMNS[:4]
LATE_DAYS = 7
"""What is told of a day is told up to so many nights later, where its booking came late."""


def kept_days(playbook: Playbook) -> int:
    """Return for how many days bookings are kept: as far back as any kind looks, and a little more."""
    return LATE_DAYS + max(playbook.signals.of(kind).days for kind in HABITS)


def carry(session: Session, context: Context, moved: ir.Table) -> ir.Table:
    """Return and keep one row per customer, habit, party and day; what P kept, and tonight's bookings."""
    since = context.days_ago(kept_days(context.playbook))
    rows = _habits(moved)
    path = context.before("habits")
    if path is not None:
        rows = rows.union(session.read(path).select(*COLUMNS))
    rows = rows.filter(rows.day > since)
    rows = rows.group_by(*_KEY).aggregate(
        times=rows.times.sum().cast("int64"), amount=rows.amount.sum().cast(MONEY)
    )
    return session.keep("habits", rows.select(*COLUMNS))


def salaries(session: Session, habits: ir.Table) -> ir.Table:
    """Return and keep per customer the last day with a salary, its sum, and what was paid before it."""
    paid = habits.filter(habits.habit == "salary")
    latest = paid.group_by("customer_id").aggregate(last_on=paid.day.max())
    both = paid.join(latest, "customer_id")
    now, before = both.day == both.last_on, both.day < both.last_on
    rows = both.group_by("customer_id", "last_on").aggregate(
        amount=both.amount.sum(where=now).cast(MONEY),
        earlier=both.amount.sum(where=before).fill_null(number(0)).cast(MONEY),
        times=before.sum().cast("int64"),
        before_on=both.day.max(where=before),
    )
    return session.keep("salaries", rows)


def _habits(moved: ir.Table) -> ir.Table:
    """Return tonight's salaries, and transfers to other banks, one row per booking."""
    elsewhere = (moved.kind == "transfer_out") & (moved.base < 0) & (moved.bank != "").fill_null(False)  # noqa: FBT003
    habit = ibis.cases(((moved.kind == "salary") & (moved.base > 0), "salary"), (elsewhere, "other_bank"))
    rows = moved.mutate(habit=habit, party=elsewhere.ifelse(moved.bank, ""))
    rows = rows.filter(rows.habit.notnull())
    return rows.select(*_KEY, times=ibis.literal(1, "int64"), amount=rows.base.abs().cast(MONEY))
