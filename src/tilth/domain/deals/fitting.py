"""Whether something may be presented to a customer today: a need first, suitable, on sale, no complaint."""

import datetime as dt

from django.db.models import Q

from tilth.data.models import Need, Opportunity, PublishedCustomer, Suppression
from tilth.domain import guards
from tilth.domain.acting import Acting, Unclear
from tilth.domain.products import queries as products
from tilth.domain.suitability import assessments, cases
from tilth.kernel.sentences import marked as _
from tilth.policy import offers, suitability
from tilth.policy.subjects.certificate import CertificateRules


def presentable(at: Acting, deal: Opportunity) -> None:
    """Raise Unclear unless an opportunity may be presented today (CONS-02, TRAP-14, TRAP-19)."""
    if not needed(at, deal):
        raise Unclear(_("First the need, then the product: write down which need this answers."))
    if complained(at):
        raise Unclear(_("A complaint is open: it is settled first, and nothing is sold meanwhile."))
    if deal.category is None:
        raise Unclear(_("Say of which category the product is, then present it."))
    fits(at, category=deal.category, product=deal.product, day=at.today)


def needed(at: Acting, deal: Opportunity) -> bool:
    """Say whether the opportunity answers a need that stands or was met."""
    return at.rows(Need).filter(deal=deal.pk, voided_at=None).exclude(state="dropped").exists()


def complained(at: Acting) -> bool:
    """Say whether a complaint of the customer is open."""
    still = Q(ends_on=None) | Q(ends_on__gte=at.today)
    rows = at.rows(Suppression).filter(still, kind="complaint_open", lifted_at=None)
    return rows.filter(starts_on__lte=at.today).exists()


def fits(at: Acting, *, category: str, product: str | None, day: dt.date) -> None:
    """Raise Unclear unless a product, or any of a category, suits the customer and is on sale on `day`."""
    customer = risk(at)
    suits = assessed(at, customer, day)
    if product is None:
        if suits.allows(category) is not True:
            raise Unclear(
                _("This does not suit the customer's own risk assessment today: choose another category.")
            )
        return
    found = products.one(at.who.generation, product)
    if found is None or (found.until is not None and found.until < day):
        raise Unclear(_("This product is not on sale any more: choose another one."))
    if found.category != category:
        raise Unclear(_("This product is of another category: choose one that fits."))
    investor = cases.plain(customer, suits, stopped=False)  # what was sold is written down all the same
    if not offers.suits(found, investor, at.playbook.of(CertificateRules), day):
        raise Unclear(
            _("This product does not suit the customer's own risk assessment today: choose another one.")
        )


def risk(at: Acting) -> PublishedCustomer:
    """Return the customer with what was assessed, and the day of birth."""
    return guards.customer(at.who.by, at.who.generation, at.customer.customer_id, only=cases.JUDGED)


def assessed(at: Acting, customer: PublishedCustomer, day: dt.date) -> suitability.Suitability:
    """Return what the assessment that counts is worth on a day; the one place that asks the rule."""
    years = at.playbook.windows.risk_validity_years
    return assessments.counting(at.who.by, at.who.generation, customer, day=day, years=years)
