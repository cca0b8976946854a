"""Events that a calendar brings: anniversaries, birthdays, expiries, and days a fixed time after another."""

import datetime as dt
from calendar import isleap
from collections.abc import Iterator

from reference import referrals
from reference.customers import Row
from reference.event import Event
from reference.history import History
from reference.inputs import Customer
from tilth.kernel.dates import add_years
from tilth.kernel.lunar import lunar

ONE_DAY = dt.timedelta(days=1)


def of_customer(history: History, customer: Customer, one: Row) -> Iterator[Event]:
    """Yield the calendar events of one customer."""
    if history.is_deceased(customer.customer_id):
        return
    windows = history.playbook.windows
    for day in ahead(history, windows.birthday_days):
        if has_birthday(customer, day):
            yield Event("birthday", due_on=day, detail={"calendar": customer.birth_calendar or "solar"})
    for day in ahead(history, windows.anniversary_days):
        years = day.year - customer.opened_on.year
        if years >= 1 and add_years(customer.opened_on, years) == day:
            yield Event("account_anniversary", due_on=day, detail={"years": years})
    if customer.risk_assessed_on:
        expiry = _first_day_without(customer.risk_assessed_on, windows.risk_validity_years)
        if expiry in ahead(history, windows.risk_expiring_days):
            detail = {"risk_level": customer.risk_level}
            yield Event("risk_assessment_expiring", due_on=expiry, detail=detail)
    yield from _days(history, customer, one)


def ahead(history: History, days: int) -> list[dt.date]:
    """Return D and the `days` days after it."""
    return [history.day + dt.timedelta(days=count) for count in range(days + 1)]


def has_birthday(customer: Customer, day: dt.date) -> bool:
    """Tell whether a person celebrates a birthday on `day`, in the calendar in which it is kept."""
    born = customer.birth_date
    if customer.kind != "person" or born is None:
        return False
    if customer.birth_calendar != "lunar":
        years = day.year - born.year
        return years >= 1 and add_years(born, years) == day
    birth, today = lunar(born), lunar(day)
    if today.leap or today.year <= birth.year or today.month != birth.month:
        return False
    month_ends = lunar(day + ONE_DAY).day == 1
    return today.day == birth.day or (month_ends and today.day == 29 and birth.day == 30)


def _days(history: History, customer: Customer, one: Row) -> Iterator[Event]:
    windows = history.playbook.windows
    overdue = one["next_contact_due_on"] + ONE_DAY
    if history.happens_tonight(overdue):
        detail = {"cadence_days": one["cadence_days"], "source": one["cadence_source"]}
        yield Event("cadence_overdue", due_on=overdue, detail=detail)
    referral = referrals.asked(history, customer.customer_id)
    if referral:
        yield Event("referral_due", due_on=referral)
    if customer.kind == "person" and customer.birth_date and not _is_retired(customer):
        for age in range(windows.retirement_talk_age, windows.retirement_talk_until_age + 1):
            talk = add_years(customer.birth_date, age)
            if history.happens_tonight(talk):
                yield Event("retirement_talk", due_on=talk, detail={"age": age})


def _is_retired(customer: Customer) -> bool:
    return any(word in (customer.occupation or "") for word in ("退休", "retired"))


def _first_day_without(assessed_on: dt.date, years: int) -> dt.date:
    """Return the first day on which an assessment is no longer valid: of 29 February that is 1 March."""
    if (assessed_on.month, assessed_on.day) == (2, 29) and not isleap(assessed_on.year + years):
        return dt.date(assessed_on.year + years, 3, 1)
    return assessed_on.replace(year=assessed_on.year + years)
