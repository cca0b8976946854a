"""Whether what a proposal proposes may still be proposed: product by product, judged again today (SOL-01)."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from tilth.data.models import Certificate, Generation, PublishedCustomer, User
from tilth.domain.acting import Unclear
from tilth.domain.products import queries as products
from tilth.domain.suitability import cases
from tilth.kernel.sentences import marked as _
from tilth.policy.playbook import Playbook
from tilth.policy.subjects.certificate import CertificateRules
from tilth.policy.suitability.certifying import Case

SAID = {
    "withdrawn": _("The customer withdrew from {product}: take it out of the proposal."),
    "waits": _("{product} waits for the call back of its certificate: propose it after that."),
    "gone": _("{product} is not on sale any more: take it out, or choose another one."),
    "rated": _("{product} was graded anew since its certificate: present it again, then propose it."),
    "expired": _("The risk assessment behind {product} has expired: have a new one taken first."),
    "unsuitable": _("{product} does not suit this customer today: take it out of the proposal."),
}
"""What may be amiss with a product, each in one sentence."""
_EXPIRED = frozenset({"expired", "no_assessment"})


@dataclass(frozen=True, kw_only=True)
class Amiss:
    """One product that may not be proposed today."""

    certificate: UUID
    product: str
    """How it is called."""
    why: str
    """A code of SAID."""

    @property
    def unclear(self) -> Unclear:
        """The refusal in words."""
        return Unclear(SAID[self.why], product=self.product)


def amiss(  # noqa: PLR0913 - who asks about whom, told in keywords
    by: User,
    generation: Generation,
    customer: PublishedCustomer,
    rows: Iterable[Certificate],
    *,
    day: dt.date,
    playbook: Playbook,
) -> tuple[Amiss, ...]:
    """Return what of these certificates carries no proposal on a day; two queries, none without a row."""
    found = list(rows)
    if not found:
        return ()
    years = playbook.windows.risk_validity_years
    investor = cases.investor(by, generation, customer, day=day, years=years)
    rules = playbook.of(CertificateRules)
    shelf = {one.product_id: one for one in products.on_sale(generation)}
    wrong = []
    for row in found:
        product = shelf.get(row.product_id)
        why = _STATES.get(row.state, "")
        if not why and product is None:
            why = "gone"
        if not why and product is not None:
            case = Case(
                product=product.offer, investor=investor, day=day, channel=row.channel, action=row.action
            )
            why = _judged(case, row, rules)
        if why:
            wrong.append(Amiss(certificate=row.pk, product=row.product_name, why=why))
    return tuple(wrong)


_STATES = {"waits": "waits", "withdrawn": "withdrawn"}


def _judged(case: Case, row: Certificate, rules: CertificateRules) -> str:
    """Return why a product that is on sale may not be proposed; empty where it may."""
    found = case.judged(rules)
    if "not_on_sale" in found.reasons:
        return "gone"
    if found.rating != row.rating:
        return "rated"
    if found.blocked or (found.verdict == "own_wish" and row.action != "own_wish"):
        return "expired" if found.reasons[0] in _EXPIRED else "unsuitable"
    return ""
