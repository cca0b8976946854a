"""Events that look back: a matured deposit's money, own transfers; and who is spared or asked no more."""

import datetime as dt
from dataclasses import replace

from reference.inputs import Customer, Suppression, Transaction
from spec.nightly.event_rows import FRIDAY, HEADER, MONDAY, NIGHTS, NOTHING, read
from spec.nightly.table import LONG_AGO, Case, D, Life, Marts, Rule, booked, columns, day, held

NEXT_WEEK = (FRIDAY, MONDAY, dt.date(2026, 6, 20), dt.date(2026, 6, 22))


def _lying(matures: str, amount: str, before: str, tonight: str, *expected: str) -> Case:
    deposit, ends = held("time_deposit", amount, matures_on=day(matures)), day(matures)
    assert ends is not None
    nights = tuple(
        (
            held("demand_deposit", before if night < ends else tonight),
            replace(deposit, closed_on=None if night < ends else ends),
        )
        for night in NEXT_WEEK
    )
    return Case(
        given=(matures, amount, before, tonight), life=Life(holdings=nights), expected=expected or NOTHING
    )


def _lies(days: int, due: str, amount: str) -> tuple[str, ...]:
    return "deposit_matured", due, amount, f"days {days}, product_id time_deposit"


MATURED = Rule(
    title="A deposit matured and its money still lies there",
    shows={
        "LIST-14": None,
        "REC-04": None,
    },
    sentence=(
        "A time deposit that matured within the last seven days is told of while the customer's demand "
        "balances are higher than on the last night before by at least 80 % of it; the nights here are "
        "Friday 12, Monday 15, Saturday 20 and Monday 22 June 2026, and the answer is that of the last."
    ),
    given=("matures on", "balance", "on demand before", "on demand since"),
    expected=HEADER,
    nights=NEXT_WEEK,
    cases=(
        _lying("2026-06-15", "100.00", "5.00", "85.00", *_lies(7, "2026-06-15", "100.00")),
        _lying("2026-06-15", "100.00", "5.00", "84.99"),
        _lying("2026-06-22", "100.00", "0.00", "100.00", *_lies(0, "2026-06-22", "100.00")),
        _lying("2026-06-18", "100.00", "200.00", "100.00"),
        _lying("2026-06-14", "100.00", "0.00", "100.00"),
    ),
    read=read,
)


def _moved(*bookings: tuple[str, str, str], expected: tuple[str, ...]) -> Case:
    shown = "; ".join(
        f"{amount} {account}" + (f", {how}" if how else "") for amount, account, how in bookings
    )
    return Case(
        given=(shown,),
        life=Life(
            holdings=((held("demand_deposit", "0.00"), held("fund", "0.00"), held("fx_deposit", "0.00")),),
            transactions=tuple(_booking(*one) for one in bookings),
        ),
        expected=expected,
    )


def _booking(amount: str, account: str, how: str) -> Transaction:
    return booked(D, amount, account, channel="auto" if how == "automatic" else "mobile")


OWN = Rule(
    title="Money that only changes its place",
    sentence=(
        "Two bookings of a customer on one day with opposite equal amounts on two holdings are a transfer "
        "between own holdings, each booking paired once: they count in inflow_30 and outflow_30, but not in "
        "the external flows, by which large flows are judged and which pages show."
    ),
    given=("booked on one day",),
    expected=("inflow_30", "outflow_30", "external_inflow_30", "external_outflow_30"),
    cases=(
        _moved(("-70.00", "fund", ""), ("70.00", "demand_deposit", ""),
               expected=("70.00", "-70.00", "0.00", "0.00")),
        _moved(("-70.00", "demand_deposit", ""), ("70.00", "demand_deposit", ""),
               expected=("70.00", "-70.00", "70.00", "-70.00")),
        _moved(("-70.00", "fund", ""), ("70.01", "demand_deposit", ""),
               expected=("70.01", "-70.00", "70.01", "-70.00")),
        _moved(("-70.00", "fund", "automatic"), ("70.00", "demand_deposit", ""),
               expected=("70.00", "0.00", "0.00", "0.00")),
        _moved(("-70.00", "fund", ""), ("70.00", "demand_deposit", ""), ("70.00", "fx_deposit", ""),
               expected=("140.00", "-70.00", "70.00", "0.00")),
    ),
    read=columns("inflow_30", "outflow_30", "external_inflow_30", "external_outflow_30"),
)  # fmt: skip


def _person(
    what: str, born: str, *, occupation: str | None = None, dead: bool = False, expected: str
) -> Case:
    stop = Suppression(suppression_id="", customer_id="", kind="deceased", starts_on=D)
    customer = Customer(
        customer_id="",
        opened_on=LONG_AGO,
        birth_date=day(born),
        occupation=occupation,
        risk_assessed_on=None,
    )
    cells = tuple(expected.split(" | ")) if expected else NOTHING
    return Case(
        given=(what, born), life=Life(customer=customer, stops=(stop,) if dead else ()), expected=cells
    )


PEOPLE = Rule(
    title="Talks about retirement, and the dead",
    shows={
        "SEG-18": "that a recorded need or plan ends the talks",
        "BEN-02": "the share of salaried customers",
    },
    sentence=(
        "Every birthday from the 43rd to the 60th brings a talk about retirement, unless the occupation says "
        "that the person is retired; who is recorded as dead has no birthday, anniversary or talk any more."
    ),
    given=("person", "born on"),
    expected=HEADER,
    nights=NIGHTS,
    cases=(
        _person("works", "1983-06-14", expected="retirement_talk | 2026-06-14 | – | age 43"),
        _person("works", "1966-06-14", expected="retirement_talk | 2026-06-14 | – | age 60"),
        _person("works", "1965-06-14", expected=""),
        _person("works", "1984-06-14", expected=""),
        _person("退休教师", "1970-06-14", occupation="退休教师", expected=""),
        _person("retired", "1970-06-14", occupation="retired", expected=""),
        _person("dead", "1970-06-16", dead=True, expected=""),
    ),
    read=read,
)


def _assessed(on: str, expected: str) -> Case:
    customer = Customer(
        customer_id="", opened_on=LONG_AGO, risk_assessed_on=day(on), risk_level="C3", birth_date=None
    )
    return Case(given=(on,), life=Life(customer=customer), expected=(expected,))


def _expiry(marts: Marts, customer_id: str) -> tuple[str, ...]:
    return (read(marts, customer_id)[1],)


VALIDITY = Rule(
    title="The first day without a valid risk assessment",
    shows={"PROF-37": None, "GOV-05": None},
    sentence=(
        "An assessment is valid through the day before its day one year on; of 29 February through the 28th, "
        "so that 1 March is the first day without. The night here is 31 January 2025."
    ),
    given=("assessed on",),
    expected=("due_on",),
    nights=(dt.date(2025, 1, 31),),
    cases=(
        _assessed("2024-02-28", "2025-02-28"),
        _assessed("2024-02-29", "2025-03-01"),
        _assessed("2024-03-01", "2025-03-01"),
        _assessed("2024-03-03", "–"),
    ),
    read=_expiry,
)


RULES = (MATURED, OWN, PEOPLE, VALIDITY)
