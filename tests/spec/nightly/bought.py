"""What a customer once held, since when it buys, and how often (PROF-09, PROF-29, PROF-32)."""

from dataclasses import replace
from decimal import Decimal

from spec.nightly.table import Case, Life, Rule, columns, day, held

ANSWERS = ("categories", "former_categories", "first_invested_on", "bought_year")


def _case(given: str, *expected: str) -> Case:
    """Return a case of holdings, each `product opened closed`."""
    lines = [one.split() for one in given.split("; ")]
    holdings = tuple(
        held(product, "100.00", opened_on=day(opened) or day("2020-01-15"), closed_on=day(closed))
        for product, opened, closed in lines
    )
    gone = tuple(one if one.closed_on is None else replace(one, balance=Decimal(0)) for one in holdings)
    return Case(given=(given,), life=Life(holdings=(gone,)), expected=expected)


BOUGHT = Rule(
    title="What was once held, the first purchase, and how often",
    shows={"PROF-09": None, "PROF-29": None, "PROF-32": None},
    sentence=(
        "A category of which the feed brings closed holdings alone was once held. The first investment is "
        "the first opening of a holding of the KPI-08 product set, open or closed; bought_year counts those "
        "opened within twelve months. What the feed brings no more nobody remembers."
    ),
    given=("holdings: product, opened, closed",),
    expected=ANSWERS,
    cases=(
        _case("demand_deposit 2020-01-15 –", "demand_deposit", "–", "–", "0"),
        _case("fund 2023-05-04 2025-01-09", "–", "fund", "2023-05-04", "0"),
        _case("fund 2023-05-04 2025-01-09; fund_in_dollars 2026-02-02 –", "fund", "–", "2023-05-04", "1"),
        _case(
            "bond 2025-06-13 2026-06-12; insurance 2025-06-12 –; loan 2021-03-01 2024-03-01",
            *("insurance", "bond, loan", "2025-06-12", "1"),
        ),
        _case(
            "time_deposit 2025-07-01 2026-01-01; deposit_1y 2026-01-01 –; wealth_product 2026-03-03 –",
            *("time_deposit, wealth_product", "–", "2025-07-01", "3"),
        ),
    ),
    read=columns(*ANSWERS),
)

RULES = (BOUGHT,)
