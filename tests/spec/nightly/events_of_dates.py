"""Events that the calendar brings: birthdays, anniversaries, expiries, care that falls due."""

import datetime as dt
from collections.abc import Callable

from reference.inputs import Customer
from spec.nightly.event_rows import HEADER, NIGHTS, NOTHING, read
from spec.nightly.table import LONG_AGO, Case, Life, Marts, Rule, day, held


def _born(calendar: str, on: str, due: str = "–") -> Case:
    customer = Customer(
        customer_id="", opened_on=LONG_AGO, birth_date=day(on), birth_calendar=calendar, kind="person"
    )
    expected = ("birthday", due, "–", f"calendar {calendar}") if due != "–" else NOTHING
    return Case(given=(calendar, on), life=Life(customer=customer), expected=expected)


BIRTHDAYS = Rule(
    title="Birthdays in both calendars",
    shows={
        "PROF-15": None,
        "OPS-04": None,
    },
    sentence=(
        "A birthday stands from seven days before it; 29 February is kept on 28 February in "
        "common years; a lunar birthday is kept on its lunar month and day: who was born in a "
        "leap month keeps the ordinary month, and the 30th falls on the 29th where the month has "
        "no 30th. The night here is 23 July 2025, lunar 29th of the sixth month and eve of the "
        "25th, when the leap sixth month begins."
    ),
    given=("calendar", "born on"),
    expected=HEADER,
    nights=(dt.date(2025, 7, 23),),
    cases=(
        _born("solar", "1990-07-22"),
        _born("solar", "1990-07-23", "2025-07-23"),
        _born("solar", "1990-07-30", "2025-07-30"),
        _born("solar", "1990-07-31"),
        _born("solar", "2025-07-23"),
        _born("lunar", "1990-08-19", "2025-07-23"),
        _born("lunar", "1979-08-22", "2025-07-24"),
        _born("lunar", "1987-07-26"),
        _born("lunar", "1979-07-24"),
    ),
    read=read,
)


def _leap(calendar: str, on: str, due: str = "–") -> Case:
    return _born(calendar, on, due)


LEAP = Rule(
    title="Born on 29 February",
    sentence="In a common year the birthday of who was born on 29 February is kept on 28 February.",
    given=("calendar", "born on"),
    expected=HEADER,
    nights=(dt.date(2025, 2, 21),),
    cases=(
        _leap("solar", "1984-02-29", "2025-02-28"),
        _leap("solar", "1984-02-28", "2025-02-28"),
        _leap("solar", "1984-03-01"),
    ),
    read=read,
)


def _relationship(what: str, customer: Customer, *expected: str) -> Case:
    return Case(given=(what,), life=Life(customer=customer), expected=expected or NOTHING)


DAYS = Rule(
    title="Anniversaries and days a fixed time after another",
    shows={"LIFE-04": None, "OPS-05": None},
    sentence=(
        "What happens on one day counts on the first night whose feed is dated that day or later: "
        "the feeds here are those of Friday 12 and Monday 15 June 2026, and the night is "
        "Monday's."
    ),
    given=("customer",),
    expected=HEADER,
    nights=NIGHTS,
    cases=(
        _relationship(
            "opened on 2016-06-22",
            Customer(customer_id="", opened_on=dt.date(2016, 6, 22)),
            *("account_anniversary", "2026-06-22", "–", "years 10"),
        ),
        _relationship("opened on 2016-06-23", Customer(customer_id="", opened_on=dt.date(2016, 6, 23))),
        _relationship(
            "born on 1983-06-13",
            Customer(customer_id="", opened_on=LONG_AGO, birth_date=dt.date(1983, 6, 13)),
            *("retirement_talk", "2026-06-13", "–", "age 43"),
        ),
        _relationship(
            "company founded on 1983-06-13",
            Customer(customer_id="", kind="company", opened_on=LONG_AGO, birth_date=dt.date(1983, 6, 13)),
        ),
        _relationship(
            "risk assessed on 2025-07-15, C3",
            Customer(
                customer_id="", opened_on=LONG_AGO, risk_assessed_on=dt.date(2025, 7, 15), risk_level="C3"
            ),
            *("risk_assessment_expiring", "2026-07-15", "–", "risk_level C3"),
        ),
        _relationship(
            "risk assessed on 2025-07-16, C3",
            Customer(
                customer_id="", opened_on=LONG_AGO, risk_assessed_on=dt.date(2025, 7, 16), risk_level="C3"
            ),
        ),
    ),
    read=read,
)


def _last(kind: str) -> Callable[[Marts, str], tuple[str, ...]]:
    def one(marts: Marts, customer_id: str) -> tuple[str, ...]:
        found = [row for row in marts["events"] if row["customer_id"] == customer_id and row["kind"] == kind]
        return tuple(f"{row['due_on']} {row['detail']}" for row in found) or ("–",)

    return one


def _cared(opened: str, *expected: str) -> Case:
    customer = Customer(customer_id="", opened_on=day(opened) or LONG_AGO)
    return Case(given=(opened,), life=Life(customer=customer), expected=expected)


OVERDUE = Rule(
    title="Care falls overdue",
    shows={"CAD-05": None},
    sentence="The first day after a contact was due tells once; the due day itself is not late.",
    given=("opened on, every 90 days",),
    expected=("cadence_overdue",),
    nights=NIGHTS,
    cases=(
        _cared("2026-03-13", "–"),
        _cared("2026-03-14", '2026-06-13 {"cadence_days":90,"source":"tier"}'),
        _cared("2026-03-16", '2026-06-15 {"cadence_days":90,"source":"tier"}'),
        _cared("2026-03-17", "–"),
    ),
    read=_last("cadence_overdue"),
)


def _quiet(what: str, life: Life, *expected: str) -> Case:
    return Case(given=(what,), life=life, expected=expected)


def _young(opened: str, expected: str) -> Case:
    on = day(opened) or LONG_AGO
    account = held("demand_deposit", "1.00", opened_on=on)
    life = Life(customer=Customer(customer_id="", opened_on=on), holdings=((account,),))
    return _quiet(f"relationship and account of {opened}", life, expected)


def _kinds(marts: Marts, customer_id: str) -> tuple[str, ...]:
    wanted = ("became_under_served", "became_dormant", "became_lost")
    rows = [row for row in marts["events"] if row["customer_id"] == customer_id and row["kind"] in wanted]
    return ("; ".join(f"{row['kind']} {row['due_on']}" for row in rows) or "–",)


SILENCE = Rule(
    title="Turning under-served and dormant",
    sentence=(
        "The night on which the last investment is six months old, or the customer is first dormant, tells."
    ),
    given=("customer",),
    expected=("events",),
    nights=NIGHTS,
    cases=(
        _quiet(
            "time deposit of 2025-12-13",
            Life(holdings=((held("time_deposit", "1.00", opened_on=dt.date(2025, 12, 13)),),)),
            "became_under_served 2026-06-15",
        ),
        _quiet(
            "time deposit of 2025-12-12",
            Life(holdings=((held("time_deposit", "1.00", opened_on=dt.date(2025, 12, 12)),),)),
            "–",
        ),
        _young("2026-03-17", "–"),
        _young("2026-03-16", "became_dormant 2026-06-15"),
        _young("2026-03-14", "became_dormant 2026-06-15"),
        _young("2026-03-13", "–"),
    ),
    read=_kinds,
)

RULES = (BIRTHDAYS, LEAP, DAYS, OVERDUE, SILENCE)
