"""Care owed: contacts that fell due, and what became of them (CAD-01, NEED-12)."""

import datetime as dt
from dataclasses import replace

from reference.inputs import Customer, DoNotDisturb, Suppression
from spec.nightly.table import LONG_AGO, Case, Life, Marts, Rule, cell, contact, day, held
from tilth.policy.care_debt import WAIVED

GIVEN = ("interval", "two-way contacts", "what else")
EXPECTED = ("since_on", "created", "paid", "waived", "carried")


def read(marts: Marts, customer_id: str) -> tuple[str, ...]:
    """Return the account, what was waived by cause; dashes where there is none."""
    for row in marts["care_debt"]:
        if row["customer_id"] == customer_id:
            counts = {cause: row[f"waived_{cause}"] for cause in WAIVED}
            waived = ", ".join(f"{cause} {count}" for cause, count in counts.items() if count)
            figures = (cell(row[name]) for name in ("since_on", "created", "paid"))
            return (*figures, waived or "–", cell(row["carried"]))
    return ("–",) * len(EXPECTED)


_ELSE = {
    "–": Life(),
    "a complaint since 2026-06-17": Life(
        stops=(Suppression(suppression_id="", customer_id="", starts_on=dt.date(2026, 6, 17)),)
    ),
    "not to be disturbed until 2026-06-25": Life(
        settings=(
            DoNotDisturb(
                setting_id="",
                customer_id="",
                starts_on=dt.date(2026, 6, 17),
                ends_on=dt.date(2026, 6, 25),
            ),
        )
    ),
    "died 2026-06-17": Life(
        stops=(
            Suppression(suppression_id="", customer_id="", kind="deceased", starts_on=dt.date(2026, 6, 17)),
        )
    ),
    "closed 2026-06-16": Life(
        customer=Customer(customer_id="", opened_on=LONG_AGO, closed_on=dt.date(2026, 6, 16))
    ),
    "minor": Life(customer=Customer(customer_id="", opened_on=LONG_AGO, birth_date=dt.date(2015, 3, 1))),
    "assets 8,000,000.00, then nothing": Life(
        holdings=((held("demand_deposit", "8,000,000.00", opened_on=LONG_AGO),), ())
    ),
}


def _case(given: str, expected: str) -> Case:
    interval, talks, more = cells = tuple(given.split(" | "))
    days = (day(one) or LONG_AGO for one in ([] if talks == "–" else talks.split()))
    return Case(
        given=cells,
        life=replace(
            _ELSE[more],
            contacts=tuple(contact(one) for one in days),
            agreed_days=None if interval == "of the tier" else int(interval),
        ),
        expected=tuple(expected.split(" | ")),
    )


ACCOUNT = Rule(
    title="What is owed to a customer",
    shows={"CAD-01": "news that makes a self-directed customer due at once"},
    sentence=(
        "A contact falls due at the end of the day that the interval sets, and again each interval after it; "
        "an interval below a day falls due once a day. An account begins on the night on which care is first "
        "late, with one contact whatever fell due before. A talk settles what stood: one is paid, those "
        "before it are missed. While a stop, a wish, death or the end of the relationship forbids contacts "
        "nothing falls due, what stood is waived, and intervals count anew from the last such night. A "
        "longer interval waives what it would not have asked for. So created = paid + waived + carried, "
        "always."
    ),
    given=GIVEN,
    expected=EXPECTED,
    nights=(dt.date(2026, 6, 12), dt.date(2026, 6, 19), dt.date(2026, 6, 30)),
    cases=(
        _case("7 | – | –", "2026-06-03 | 3 | 0 | – | 3"),
        _case("30 | 2026-06-05 | –", "– | – | – | – | –"),
        _case("0 | 2026-06-04 2026-06-15 | –", "2026-06-15 | 15 | 1 | – | 14"),
        _case("7 | 2026-06-04 2026-06-15 | –", "2026-06-15 | 3 | 1 | – | 2"),
        _case("7 | 2026-06-04 2026-06-25 | –", "2026-06-25 | 2 | 1 | missed 1 | 0"),
        _case("7 | 2026-06-04 | a complaint since 2026-06-17", "2026-06-30 | 1 | 0 | stopped 1 | 0"),
        _case("7 | 2026-06-04 | not to be disturbed until 2026-06-25", "2026-06-19 | 2 | 0 | wished 1 | 1"),
        _case("7 | 2026-06-04 | died 2026-06-17", "2026-06-30 | 1 | 0 | died 1 | 0"),
        _case("7 | 2026-06-04 | closed 2026-06-16", "2026-06-30 | 1 | 0 | closed 1 | 0"),
        _case("7 | 2026-06-04 | minor", "2026-06-30 | 0 | 0 | – | 0"),
        _case(
            "of the tier | 2026-05-01 | assets 8,000,000.00, then nothing",
            "2026-05-15 | 1 | 0 | longer 1 | 0",
        ),
    ),
    read=read,
)

NEW_YEAR = Rule(
    title="What is owed at the turn of the year",
    sentence=(
        "The first night of a year closes the accounts: what stands is brought forward as created, and what "
        "was paid and waived begins at nought."
    ),
    given=GIVEN,
    expected=EXPECTED,
    nights=(dt.date(2025, 12, 19), dt.date(2025, 12, 30), dt.date(2026, 1, 5)),
    cases=(
        _case("7 | 2025-12-10 | –", "2025-12-10 | 3 | 0 | – | 3"),
        _case("7 | 2025-12-10 2025-12-22 | –", "2025-12-22 | 1 | 0 | – | 1"),
        _case("7 | 2025-12-10 2025-12-31 | –", "2025-12-31 | 2 | 1 | missed 1 | 0"),
    ),
    read=read,
)

RULES = (ACCOUNT, NEW_YEAR)
