"""Which products may be spoken of in a call: a table of rules, and what no bank may ever see."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tilth.policy import playbook
from tilth.policy.offers import MOST, Product, benchmark, offered
from tilth.policy.subjects.certificate import CertificateRules
from tilth.policy.suitability import GRADES, LEAST, Suitability, of
from tilth.policy.suitability.judging import Investor

MATCH = playbook.default().of(CertificateRules)
DAY = dt.date(2026, 3, 31)
TOPIC = ("time_deposit", "wealth_product", "fund")
DEPOSIT = Product(
    product_id="D1",
    name="one year",
    category="time_deposit",
    currency="CNY",
    risk_level=None,
    rate=Decimal("0.015"),
    term_days=365,
    least=Decimal(1000),
    until=None,
)
THREE = replace(DEPOSIT, product_id="D3", rate=Decimal("0.018"), least=Decimal(200_000))
CALM = replace(DEPOSIT, product_id="W1", category="wealth_product", risk_level="R2", rate=Decimal("0.02"))
BOLD = replace(CALM, product_id="W2", risk_level="R3", rate=Decimal("0.06"))
FUND = replace(CALM, product_id="F1", category="fund", risk_level="R4", least=None)
SHELF = (DEPOSIT, THREE, CALM, BOLD, FUND)
BALANCED = of("C3", DAY, day=DAY, years=1)
ENDED = of("C3", dt.date(2025, 3, 31), day=DAY, years=1)
NONE = of(None, None, day=DAY, years=1)
RULES = [
    ("the best rate that the money reaches, then the calmest", SHELF, BALANCED, 50_000, ["D1", "W1"], False),
    ("more money reaches the higher rate", SHELF, BALANCED, 200_000, ["D3", "W1"], False),
    ("an assessment that ended leaves deposits", SHELF, ENDED, 50_000, ["D1"], True),
    ("so does none", SHELF, NONE, 50_000, ["D1"], True),
    ("less money than anything asks", SHELF, BALANCED, 500, [], False),
    ("a bolder customer is still told the calmest first", SHELF, of("C5", DAY, day=DAY, years=1), 50_000,
     ["D1", "W1", "F1"], False),
    ("what is no longer sold", (replace(DEPOSIT, until=dt.date(2026, 3, 30)),), BALANCED, 50_000, [], False),
    ("sold for the last time today", (replace(DEPOSIT, until=DAY),), BALANCED, 50_000, ["D1"], False),
    ("another currency", (replace(DEPOSIT, currency="USD"),), BALANCED, 50_000, [], False),
    ("a category with grades, none given", (replace(FUND, risk_level=None),), BALANCED, 50_000, [], False),
]  # fmt: skip


@pytest.mark.parametrize("case", RULES, ids=[rule for rule, *_ in RULES])
def test_what_may_be_spoken_of(
    case: tuple[str, tuple[Product, ...], Suitability, int, list[str], bool],
) -> None:
    _rule, shelf, suits, amount, told, held_back = case
    found = offered(
        shelf,
        categories=TOPIC,
        investor=Investor(suits=suits, person=False),
        rules=MATCH,
        amount=Decimal(amount),
        currency="CNY",
        day=DAY,
    )
    assert [one.product_id for one in found.products] == told
    assert found.held_back is held_back


PRODUCTS = st.builds(
    Product,
    product_id=st.text("abc", min_size=1, max_size=3),
    name=st.just("x"),
    category=st.sampled_from([*TOPIC, "insurance", "loan"]),
    currency=st.sampled_from(["CNY", "USD"]),
    risk_level=st.sampled_from([None, *GRADES]),
    rate=st.none() | st.decimals(0, 1, places=4),
    term_days=st.none() | st.integers(1, 4000),
    least=st.none() | st.decimals(0, 10**6, places=2),
    until=st.none() | st.dates(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
)


@given(
    st.lists(PRODUCTS, max_size=12), st.sampled_from([BALANCED, ENDED, NONE]), st.decimals(0, 10**6, places=2)
)
def test_nobody_is_told_what_does_not_suit_however_the_shelf_looks(
    shelf: list[Product], suits: Suitability, amount: Decimal
) -> None:
    found = offered(
        shelf,
        categories=TOPIC,
        investor=Investor(suits=suits, person=False),
        rules=MATCH,
        amount=amount,
        currency="CNY",
        day=DAY,
    ).products
    assert len(found) <= MOST
    assert len({one.category for one in found}) == len(found)
    for one in found:
        assert one.category in TOPIC
        assert one.category not in LEAST or one.risk_level in suits.grades
        assert one.least is None or one.least <= amount
        assert one.until is None or one.until >= DAY


def test_nothing_bold_is_brought_up_with_somebody_of_sixty_five() -> None:
    suits = of("C5", DAY, day=DAY, years=1)
    for born, told in ((dt.date(1961, 4, 1), ["W2"]), (dt.date(1961, 3, 31), [])):
        found = offered(
            [BOLD],
            categories=("wealth_product",),
            investor=Investor(suits=suits, born=born),
            rules=MATCH,
            amount=None,
            currency="CNY",
            day=DAY,
        )
        assert [one.product_id for one in found.products] == told


@pytest.mark.requirement("PROD-06")
@pytest.mark.parametrize(
    ("term", "shelf", "beside"),
    [
        (90, ["D1"], "D1"),
        (300, ["D90", "D1"], "D1"),
        (100, ["D90", "D1"], "D90"),
        (100, [], None),
        (None, ["D1"], None),
    ],
)
def test_a_yield_is_read_beside_the_deposit_of_the_nearest_term(
    term: int | None, shelf: list[str], beside: str | None
) -> None:
    known = {"D1": DEPOSIT, "D90": replace(DEPOSIT, product_id="D90", term_days=90)}
    usd = replace(DEPOSIT, product_id="USD", currency="USD", term_days=term)
    found = benchmark(replace(CALM, term_days=term), [usd, *(known[one] for one in shelf)])
    assert (found and found.product_id) == beside
    assert benchmark(DEPOSIT, [DEPOSIT]) is None
