"""Certificates of the demo bank: the boldest that suits each, and two that somebody else calls back."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tilth.access import visibility
from tilth.data.models import Certificate, PublishedCustomer
from tilth.domain.acting import Unclear, Who
from tilth.domain.products import queries as products
from tilth.domain.records.certificate import call_back, present
from tilth.jobs.demo_subjects import ago
from tilth.policy.offers import Product

SHELF = ("wealth_product", "fund", "bond", "insurance")
_NEEDED = 4
_THOUSAND = Decimal(1000)


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the manager present what suits; the head of the branch calls back whoever is protected by age."""
    if len(customers) < _NEEDED:
        return
    rm = who["rm"]
    shelf = [one for one in products.on_sale(rm.generation) if one.category in SHELF and one.risk_level]
    for days, customer_id in enumerate(customers[:_NEEDED], start=1):
        presented(ago(rm, days), customer_id, shelf, amount(rm, customer_id))
    _wished(ago(rm, 1), customers[1], shelf)
    for customer_id in _elderly(rm, customers):
        _called_back(who, customer_id, shelf)


def amount(rm: Who, customer_id: str) -> Decimal:
    """Return a tenth of what the customer has here, in thousands; nobody is asked for more than fits."""
    seen = visibility.visible(PublishedCustomer, rm.by, rm.generation)
    assets = seen.filter(customer_id=customer_id).values_list("aum", flat=True).get()
    return max(_THOUSAND, assets / 10 // _THOUSAND * _THOUSAND)


def presented(rm: Who, customer_id: str, shelf: Sequence[Product], amount: Decimal) -> Certificate | None:
    """Present the boldest product that suits; where none does, nothing is written: None."""
    for product in sorted(shelf, key=lambda one: (one.risk_level or "", one.product_id), reverse=True):
        try:
            return present(rm, customer_id, product_id=product.product_id, amount=amount)
        except Unclear:
            continue
    return None


def _wished(rm: Who, customer_id: str, shelf: Sequence[Product]) -> None:
    """Let a customer ask for a fund above the own level: the special warning stands in the certificate."""
    bold = [one for one in shelf if one.category == "fund" and one.risk_level == "R5"]
    for product in bold[:1]:
        try:
            present(
                rm,
                customer_id,
                product_id=product.product_id,
                action="own_wish",
                amount=amount(rm, customer_id),
            )
        except Unclear:
            return


def _elderly(rm: Who, customers: Sequence[str]) -> list[str]:
    """Return the two oldest of these who are 65 or older."""
    seen = visibility.visible(PublishedCustomer, rm.by, rm.generation)
    born = dict(seen.filter(customer_id__in=customers).values_list("customer_id", "birth_date"))
    old = [one for one in customers[_NEEDED:] if (day := born.get(one)) and rm.today.year - day.year > 65]
    return old[:2]


def _called_back(who: Mapping[str, Who], customer_id: str, shelf: Sequence[Product]) -> None:
    """Present something calm to somebody of age, and let the head of the branch call back two days later."""
    calm = [one for one in shelf if one.risk_level in ("R1", "R2")]
    for product in sorted(calm, key=lambda one: one.risk_level or "", reverse=True):
        try:
            made = present(
                ago(who["rm"], 4),
                customer_id,
                product_id=product.product_id,
                amount=amount(who["rm"], customer_id),
            )
        except Unclear:
            continue
        if made.state == "waits":
            answer = "已与子女商量，知道不保本，确认购买"
            call_back(ago(who["head"], 2), customer_id, made.pk, yes=True, answer=answer)
        return
