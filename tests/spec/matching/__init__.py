"""Which products are matched to a class of mean deposits: a shelf, and what each class is told of it."""

import datetime as dt
from decimal import Decimal

from tilth.policy import grades, offers, playbook, suitability
from tilth.policy.offers import Offered, Product
from tilth.policy.subjects.certificate import CertificateRules
from tilth.policy.suitability import Suitability
from tilth.policy.suitability.judging import Investor

BOOK = playbook.default()
DAY, BORN = dt.date(2026, 6, 12), dt.date(1980, 1, 1)


def _sold(
    product_id: str,
    category: str,
    *,
    grade: str | None = None,
    least: int | None = None,
    until: dt.date | None = None,
    currency: str = "CNY",
) -> Product:
    return Product(
        product_id=product_id,
        name=product_id,
        category=category,
        currency=currency,
        risk_level=grade,
        rate=Decimal("0.015") if category == "time_deposit" else None,
        term_days=365 if category == "time_deposit" else None,
        least=None if least is None else Decimal(least),
        until=until,
    )


SHELF = (
    _sold("card", "credit_card"),
    _sold("deposit", "time_deposit"),
    _sold("large deposit", "time_deposit", least=200_000),
    _sold("bond", "bond", grade="R1"),
    _sold("wealth R2", "wealth_product", grade="R2", least=10_000),
    _sold("wealth R1, gone", "wealth_product", grade="R1", until=DAY - dt.timedelta(days=1)),
    _sold("wealth in dollars", "wealth_product", grade="R1", currency="USD"),
    _sold("insurance", "insurance", grade="R2"),
    _sold("fund", "fund", grade="R3"),
    _sold("trust", "trust", grade="R4", least=1_000_000),
)
"""What is on sale, one of it until the day before."""
CASES = (
    ("0", "C3", "Class 1", "deposit, card"),
    ("9,999.99", "C3", "Class 1", "deposit, card"),
    ("10,000.00", "C3", "Class 2", "deposit, wealth R2"),
    ("50,000.00", "C3", "Class 3", "deposit, wealth R2, bond"),
    ("50,000.00", "C1", "Class 3", "deposit, bond"),
    ("50,000.00", "–", "Class 3", "deposit; more with an assessment"),
    ("200,000.00", "C3", "Class 4", "wealth R2, bond, insurance"),
    ("1,000,000.00", "C3", "Class 5", "wealth R2, fund"),
    ("1,000,000.00", "C5", "Class 5", "wealth R2, fund, trust"),
    ("1,000,000.00", "C1", "Class 5", "–"),
    ("1,000,000.00", "–", "Class 5", "more with an assessment"),
)
"""Mean deposits, assessed risk capacity, → class, what is told."""


def answers(amount: str, level: str) -> tuple[str, str]:
    """Return the class of an amount, and what is told of the shelf."""
    deposits = Decimal(amount.replace(",", ""))
    found = grades.deposit_class(deposits, BOOK.grading)
    told = offers.offered(
        SHELF,
        categories=found.categories,
        investor=Investor(suits=_suits(level), born=BORN),
        rules=BOOK.of(CertificateRules),
        amount=deposits,
        currency="CNY",
        day=DAY,
    )
    return found.text.en, _said(told)


def _suits(level: str) -> Suitability:
    known = None if level == "–" else level
    return suitability.of(known, DAY, day=DAY, years=1)


def _said(told: Offered) -> str:
    names = ", ".join(one.name for one in told.products)
    more = "more with an assessment" if told.held_back else ""
    return "; ".join(filter(None, (names, more))) or "–"
