"""What is judged of a product and a customer, read through the one door, and the rules of a version."""

import datetime as dt
from decimal import Decimal

from django.conf import settings
from django.db.models import Sum

from tilth.access import visibility
from tilth.data.models import Generation, PublishedCustomer, PublishedHolding, User
from tilth.domain.suitability import assessments, stops
from tilth.policy import playbook
from tilth.policy.subjects.certificate import CertificateRules
from tilth.policy.suitability import Suitability
from tilth.policy.suitability.judging import Investor

JUDGED = (
    *("customer_id", "kind", "birth_date", "risk_level", "risk_assessed_on", "closed_on"),
    *("aum", "deposit_balance", "business_date"),
)
"""What a judgement reads of the published customer."""


def investor(  # noqa: PLR0913 - who asks about whom, told in keywords
    by: User,
    generation: Generation,
    customer: PublishedCustomer,
    *,
    day: dt.date,
    years: int,
    product_id: str = "",
    amount: Decimal | None = None,
    needs_money_on: dt.date | None = None,
) -> Investor:
    """Return what is judged of a customer in sight; three queries, two where no product is named."""
    return Investor(
        suits=assessments.counting(by, generation, customer, day=day, years=years),
        born=customer.birth_date,
        person=customer.kind == "person",
        stopped=stops.stopped(by, generation, customer, day=day),
        assets=customer.aum,
        deposits=customer.deposit_balance,
        held=_held(by, generation, customer.customer_id, product_id) if product_id else Decimal(0),
        amount=amount,
        needs_money_on=needs_money_on,
    )


def plain(customer: PublishedCustomer, suits: Suitability, *, stopped: bool) -> Investor:
    """Return what is judged of a customer before a product and an amount are named; no query.

    `stopped`: a stop holds what sells (`stops.stopped`), so that nothing suits.
    """
    return Investor(suits=suits, born=customer.birth_date, person=customer.kind == "person", stopped=stopped)


def _held(by: User, generation: Generation, customer_id: str, product_id: str) -> Decimal:
    mine = visibility.visible(PublishedHolding, by, generation)
    rows = mine.filter(customer_id=customer_id, product_id=product_id)
    return rows.aggregate(sum=Sum("balance_base"))["sum"] or Decimal(0)


def rules_of(version: str) -> CertificateRules | None:
    """Return the rules of the playbook of a version; None where no file of it is there any more."""
    found = playbook.all_in(settings.TILTH_DATA / "playbook")
    return next((book.of(CertificateRules) for _, book in found if book.version == version), None)
