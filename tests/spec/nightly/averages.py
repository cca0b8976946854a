"""Running means of assets and deposits over calendar days."""

import datetime as dt

from reference.inputs import Customer
from spec.nightly.table import LONG_AGO, Case, Life, Rule, columns, held

NIGHTS = (dt.date(2026, 6, 11), dt.date(2026, 6, 12), dt.date(2026, 6, 15))
LATE = (dt.date(2026, 1, 30), dt.date(2026, 6, 15))


def _values(values: tuple[str, ...], *expected: str, days_fed: tuple[bool, ...] = (True,)) -> Case:
    return Case(
        given=tuple("not fed" if value == "" else value for value in values),
        life=Life(
            customer=Customer(customer_id="", opened_on=LONG_AGO),
            fed=days_fed,
            holdings=tuple((held("demand_deposit", value),) if value else () for value in values),
        ),
        expected=expected,
    )


SHORT = Rule(
    title="The first days of a bank, and a weekend",
    shows={"TIER-06": None},
    sentence=(
        "The mean is over the days from the first feed on; a day without a feed carries the last "
        "fed value: Saturday and Sunday are Friday's; a customer who is not fed, or not yet, "
        "counts 0."
    ),
    given=("Thu 06-11", "Fri 06-12", "Mon 06-15"),
    expected=("aum", "aum_avg_30", "deposit_avg_90"),
    nights=NIGHTS,
    cases=(
        _values(("1,000.00", "1,000.00", "1,000.00"), "1,000.00", "1,000.00", "1,000.00"),
        _values(("1,000.00", "2,000.00", "3,000.00"), "3,000.00", "2,000.00", "2,000.00"),
        _values(("0.00", "0.01", "0.00"), "0.00", "0.01", "0.01"),
        _values(("0.01", "0.00", "0.01"), "0.01", "0.00", "0.00"),
        _values(("-0.01", "-0.01", "0.00"), "0.00", "-0.01", "-0.01"),
        _values(("", "", "500.00"), "500.00", "100.00", "100.00", days_fed=(False, False, True)),
        _values(("500.00", "", "500.00"), "500.00", "200.00", "200.00", days_fed=(True, False, True)),
    ),
    read=columns("aum", "aum_avg_30", "deposit_avg_90"),
)

LONG = Rule(
    title="A gap longer than the window",
    sentence=(
        "After a long silence every day of the window carries the last fed value, except tonight; "
        "the bank's first feed is older than both windows here."
    ),
    given=("Fri 01-30", "Mon 06-15"),
    expected=("aum", "aum_avg_30", "aum_avg_90"),
    nights=LATE,
    cases=(
        _values(("900.00", "0.00"), "0.00", "870.00", "890.00"),
        _values(("0.00", "900.00"), "900.00", "30.00", "10.00"),
        _values(("", "1.00"), "1.00", "0.03", "0.01", days_fed=(False, True)),
    ),
    read=columns("aum", "aum_avg_30", "aum_avg_90"),
)

RULES = (SHORT, LONG)
