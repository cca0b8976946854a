"""Events of the calendar: birthdays, anniversaries, expiring assessments, the retirement talk."""

import datetime as dt
from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any

import ibis
import ibis.expr.types as ir

from tilth.engine import calendars
from tilth.engine.events.rows import event, text, whole
from tilth.engine.tonight import Tonight
from tilth.kernel.dates import add_years, years_over
from tilth.policy.vocabulary import RETIRED_WORDS
from tilth.ports.schema import Kind


def birthdays(tonight: Tonight) -> list[ir.Table]:
    """Return birthdays of persons from D on, solar or lunar as the customer keeps them (OPS-04)."""
    context = tonight.context
    first, last = context.day, context.ahead(context.playbook.windows.birthday_days)
    people = tonight.living.select("customer_id", "kind", "birth_date", "birth_calendar")
    people = people.filter((people.kind == "person") & people.birth_date.notnull())
    is_lunar = (people.birth_calendar == "lunar").fill_null(False)  # noqa: FBT003
    solar = people.filter(~is_lunar)
    solar = solar.mutate(source=_month_and_day(solar.birth_date))
    solar = _due(tonight, "birthday_days", solar, calendars.yearly(first, last))
    solar = solar.filter(solar.due_on.year() > solar.birth_date.year())
    lunar = people.filter(is_lunar)
    lunar = lunar.mutate(source=lunar.birth_date)
    lunar = _due(tonight, "lunar_birthdays", lunar, calendars.lunar_birthdays(first, last))
    return [
        event(rows, "birthday", due_on=rows.due_on, calendar=text(ibis.literal(name)))
        for name, rows in (("solar", solar), ("lunar", lunar))
    ]


def anniversaries(tonight: Tonight) -> list[ir.Table]:
    """Return the yearly return of the day on which the relationship began."""
    context = tonight.context
    last = context.ahead(context.playbook.windows.anniversary_days)
    rows = tonight.living.select("customer_id", "opened_on")
    rows = rows.mutate(source=_month_and_day(rows.opened_on))
    rows = _due(tonight, "anniversary_days", rows, calendars.yearly(context.day, last))
    years = rows.due_on.year() - rows.opened_on.year()
    rows = rows.mutate(years=years).filter(years >= 1)
    return [event(rows, "account_anniversary", due_on=rows.due_on, years=whole(rows.years))]


def risk_assessments(tonight: Tonight) -> list[ir.Table]:
    """Return risk assessments that lose their validity from D on."""
    context, windows = tonight.context, tonight.context.playbook.windows
    years = windows.risk_validity_years
    pairs = calendars.moved(
        context.day,
        context.ahead(windows.risk_expiring_days),
        lambda day: add_years(day, -years),
        lambda day: years_over(day, years),
    )
    rows = tonight.living.select("customer_id", "risk_assessed_on", "risk_level")
    rows = _due(tonight, "assessment_days", rows.mutate(source=rows.risk_assessed_on), pairs)
    return [event(rows, "risk_assessment_expiring", due_on=rows.due_on, risk_level=text(rows.risk_level))]


def retirement_talks(tonight: Tonight) -> list[ir.Table]:
    """Return persons on a birthday of the years in which retirement is talked about, unless retired."""
    windows = tonight.context.playbook.windows
    ages = range(windows.retirement_talk_age, windows.retirement_talk_until_age + 1)
    told = [(born, due, age) for age in ages for born, due in _birthdays(tonight, age)]
    table = tonight.session.small(
        "retirement_days",
        birth_date=(Kind.DATE, [born for born, _, _ in told]),
        due_on=(Kind.DATE, [due for _, due, _ in told]),
        age=(Kind.INTEGER, [age for _, _, age in told]),
    )
    rows = tonight.living.select("customer_id", "kind", "birth_date", "occupation")
    words = [rows.occupation.contains(word).fill_null(False) for word in RETIRED_WORDS]  # noqa: FBT003
    rows = rows.filter((rows.kind == "person") & ~reduce(or_, words)).join(table, "birth_date")
    return [event(rows, "retirement_talk", due_on=rows.due_on, age=whole(rows.age))]


def _birthdays(tonight: Tonight, age: int) -> list[tuple[dt.date, dt.date]]:
    return _told(tonight, lambda day: add_years(day, -age), lambda day: add_years(day, age))


def _told(tonight: Tonight, back: Any, move: Any) -> list[tuple[dt.date, dt.date]]:
    first = tonight.context.told_until + calendars.DAY
    return calendars.moved(first, tonight.context.day, back, move)


def _month_and_day(day: ir.Value) -> ir.Value:
    return (day.month().cast("int64") * 100 + day.day().cast("int64")).cast("int64")


def _due(tonight: Tonight, name: str, rows: ir.Table, pairs: Sequence[tuple[Any, dt.date]]) -> ir.Table:
    """Join `source` of the rows with a small calendar: one row per day on which it falls due."""
    kind = Kind.INTEGER if pairs and isinstance(pairs[0][0], int) else Kind.DATE
    table = tonight.session.small(
        name, source=(kind, [source for source, _ in pairs]), due_on=(Kind.DATE, [due for _, due in pairs])
    )
    return rows.join(table, "source")
