"""What of all that is on sale suits one customer, with its facts (PROD-02, 03, 06)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.data.models import PublishedCustomer
from tilth.domain.products import queries as products
from tilth.kernel.spelling import alphabetical
from tilth.policy.offers import Product, benchmark
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects.certificate import CertificateRules
from tilth.policy.suitability import Suitability
from tilth.policy.suitability.judging import Investor, judge
from tilth.policy.suitability.rules import effective
from tilth.policy.suitability.wheels import WHEELS, driven, of
from tilth.policy.vocabulary import ASSET_CATEGORIES, CATEGORIES
from tilth.web import shell
from tilth.web.desk import desk
from tilth.web.desk.desk import Desk, note_view
from tilth.web.suitability import words


@dataclass(frozen=True, kw_only=True)
class Shown:
    """One product, and what is said of it."""

    product: Product
    category: str
    wheel: str
    issuer: str
    seller: str
    grade: str
    beside: Product | None
    """The deposit beside which its yield is read."""
    verdict: str = ""
    tone: str = ""
    reasons: tuple[str, ...] = ()
    suits: bool = False
    """It may be recommended to the customer."""

    @property
    def times(self) -> Decimal | None:
        """How many times the deposit's rate; None where one of the two is not known."""
        mine, theirs = self.product.rate, self.beside and self.beside.rate
        return None if mine is None or not theirs else (mine / theirs).quantize(Decimal("0.1"))


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """All that is on sale."""

    lines: tuple[Shown, ...]
    hidden: int = 0
    """Products that do not suit the customer: counted, never shown."""
    figures: PublishedCustomer | None = None
    suits: Suitability | None = None
    held: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    """The wheels in words: what the customer holds, and the gap."""


@require_safe
@requires((Thing.CUSTOMER, Action.VIEW), (Thing.CERTIFICATE, Action.CREATE), (Thing.HOLDING, Action.LIST))
def of_customer(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show what suits one customer: what does not is counted and never named (TRAP-14)."""
    at = desk.at(request)
    figures = at.customer(customer_id)
    investor, rules = at.investor(customer_id), at.playbook.of(CertificateRules)
    judged = [_judged(at, one, investor, rules) for one in on_sale(at) if one.category in ASSET_CATEGORIES]
    wheels = driven(rules.wheels, frozenset(figures.categories))
    page = Shelf(
        lines=tuple(one for one in judged if one.suits),
        hidden=sum(not one.suits for one in judged),
        figures=figures,
        suits=investor.suits,
        held=tuple(words.told(WHEELS, one) for one in wheels.held),
        missing=tuple(words.told(WHEELS, one) for one in wheels.missing),
    )
    note_view(customer_id, "shelf")
    return shell.page(request, "suitability/shelf.html", shell=at.frame, page=page)


def on_sale(at: Desk) -> Iterable[Product]:
    """Return what is on sale: by category, the lower grade first, then by name; never by what it may earn."""
    on_sale = products.on_sale(at.generation)
    known = {code: place for place, code in enumerate(CATEGORIES)}
    named = sorted(on_sale, key=lambda one: alphabetical(one.name))
    return sorted(named, key=lambda one: (known.get(one.category, len(known)), one.risk_level or ""))


def plain(at: Desk, product: Product, rules: CertificateRules) -> Shown:
    """Return a product with its facts, without a verdict on anybody."""
    seller = rules.seller(product.product_id, product.category)
    return Shown(
        product=product,
        category=product.category,
        wheel=words.told(WHEELS, of(rules.wheels, product.category)),
        issuer=product.risk_level or "–",
        seller=seller or "–",
        grade=effective(product.risk_level, seller) or "–",
        beside=benchmark(product, products.on_sale(at.generation)),
    )


def _judged(at: Desk, product: Product, investor: Investor, rules: CertificateRules) -> Shown:
    """Return a product with the verdict on recommending it."""
    found = judge(product.offer, investor, rules, day=at.frame.today, channel="branch", action="recommend")
    return replace(
        plain(at, product, rules),
        suits=found.suits,
        verdict=words.verdict(found.verdict),
        tone=words.TONES[found.verdict],
        reasons=words.reasons(found.reasons),
    )
