"""What a customer has at the bank: assets over the nights, allocation, holdings, maturities, what suits."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tilth.access.ahead import Asked
from tilth.data.models import PublishedCustomer
from tilth.domain import bank
from tilth.domain.customers import joint
from tilth.domain.customers.joint import Shared
from tilth.domain.customers.queries import Category
from tilth.domain.points import queries as points
from tilth.domain.products import queries as products
from tilth.domain.suitability import assessments, cases, stops
from tilth.policy import grades
from tilth.policy import offers as policy
from tilth.policy.grades import Contribution
from tilth.policy.playbook.grading import DepositClass
from tilth.policy.subjects.certificate import CertificateRules
from tilth.policy.suitability import Suitability
from tilth.web.charts import Chart
from tilth.web.customers import sections
from tilth.web.desk.desk import Desk
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part
from tilth.web.offers import Offer, offer

SHORT, LONG = 30, 90
"""Days of the two means."""


@dataclass(frozen=True, kw_only=True)
class Matched:
    """The customer's class by mean deposits, and what of its categories is on sale and suits (PROD-07)."""

    of: DepositClass
    offers: tuple[Offer, ...]
    held_back: bool
    """Products with a grade were left out because there is no valid assessment."""


@dataclass(frozen=True, kw_only=True)
class Wealth:
    """The wealth of one customer."""

    figures: PublishedCustomer
    categories: tuple[Category, ...]
    slices: tuple[sections.Slice, ...]
    coverage: sections.Coverage
    rungs: tuple[sections.Rung, ...]
    due_90: Decimal
    """What matures within ninety days."""
    suits: Suitability
    matched: Matched
    """What is proposed to the class of deposits."""
    trend: Chart | None
    """Assets over the nights; None with fewer than two of them."""
    brings: Contribution
    """What assets and liabilities bring the bank in a year, by the playbook's margins."""
    joint: Shared
    """The other owners of each joint account."""
    history: int | None
    """Days for which the bank's figures go back; None where nobody can tell."""

    @property
    def shorter_30(self) -> int | None:
        """Days over which the mean of 30 days was made, where they are fewer."""
        return self.history if self.history is not None and self.history < SHORT else None

    @property
    def shorter_90(self) -> int | None:
        """Days over which the mean of 90 days was made, where they are fewer."""
        return self.history if self.history is not None and self.history < LONG else None


def there(row: PublishedCustomer) -> bool:
    """Say whether a customer has, or lately had, anything at the bank."""
    return bool(row.product_count or row.categories or row.aum or row.liabilities or row.aum_avg_90)


def _matched(of: Reading, suits: Suitability, *, stopped: bool) -> Matched:
    """Return what is matched to the class of deposits; what is on sale is read once a night."""
    found = grades.deposit_class(of.figures.deposit_avg_30, of.at.playbook.grading)
    suiting = policy.offered(
        products.on_sale(of.at.generation),
        categories=found.categories,
        investor=cases.plain(of.figures, suits, stopped=stopped),
        rules=of.at.playbook.of(CertificateRules),
        amount=max(of.figures.deposit_avg_30, of.figures.deposit_balance),
        currency=bank.settings_of_bank().base_currency,
        day=of.at.frame.today,
    )
    return Matched(of=found, offers=tuple(map(offer, suiting.products)), held_back=suiting.held_back)


def asked(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what the wealth begins with, to be sent together with other reads."""
    who = (at.actor, at.generation, customer_id)
    return (assessments.asked(*who), stops.asked(*who))


def wealth(of: Reading) -> Part:
    """Return the wealth; 3 queries at most, and two where there is a joint account."""
    row, today, at = of.figures, of.at.frame.today, of.at
    suits = at.suits(row)
    stopped = stops.stopped(at.actor, at.generation, row, day=today)
    rungs = sections.maturities(of.categories, today)
    shared = joint.owners(at.actor, at.generation, customer_id=row.customer_id, categories=of.categories)
    page = Wealth(
        joint=shared,
        figures=row,
        categories=of.categories,
        slices=sections.slices(of.categories),
        coverage=sections.coverage(row, of.categories, suits),
        rungs=sections.shown(rungs),
        due_90=sections.total(rungs, sections.NEAR),
        suits=suits,
        matched=_matched(of, suits, stopped=stopped),
        brings=grades.contribution({one.code: one.total for one in of.categories}, of.at.playbook.grading),
        trend=sections.trend(points.trend(at.actor, at.generation, row.customer_id), today=today),
        history=points.history(at.generation, kept=bank.settings_of_bank().history.days),
    )
    return Part(template="customers/wealth.html", page=page, others=joint.ids(shared))
