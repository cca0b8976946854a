"""What people do with certificates of suitability: present a product, call back whom age protects."""

import datetime as dt
from decimal import Decimal
from typing import Annotated

from tilth.data.models import Certificate, PublishedCustomer
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.products import queries as products
from tilth.domain.suitability import cases
from tilth.domain.suitability.refusing import UnsuitableError
from tilth.kernel.sentences import marked as _
from tilth.policy.offers import Product
from tilth.policy.subjects.certificate import CERTIFICATE, PRESENTED, CertificateRules
from tilth.policy.suitability import certifying
from tilth.policy.suitability.certifying import Case
from tilth.policy.suitability.codes import CHANNELS
from tilth.policy.suitability.judging import Judgement
from tilth.policy.things import Action
from tilth.policy.words import Words


@adds(CERTIFICATE, Words("Present a product", "推介产品"), leads=("waits", "stands"))
def present(  # noqa: PLR0913 - what is told of one presentation
    at: Acting,
    *,
    product_id: str,
    action: Annotated[str, OneOf(PRESENTED)] = "recommend",
    channel: Annotated[str, OneOf(CHANNELS)] = "branch",
    amount: Decimal | None = None,
    needed_on: Annotated[dt.date | None, Words("Money needed on", "用钱日")] = None,
) -> Certificate:
    """Present a product with the notices of its risk; one that does not suit is refused, and audited."""
    if (sent := at.again(Certificate)) is not None:
        return sent
    product = products.one(at.who.generation, product_id)
    if product is None:
        raise Unclear(_("This product is not on sale: choose one from the list."))
    if amount is not None and amount <= 0:
        raise Unclear(_("An amount is more than nothing: write it, or leave it out."))
    rules, case = (
        at.playbook.of(CertificateRules),
        _case(at, product, channel=channel, action=action, amount=amount, needed_on=needed_on),
    )
    found = case.judged(rules)
    if found.blocked or (found.verdict == "own_wish" and action != "own_wish"):
        raise UnsuitableError(found, product_id)
    return at.write(_certificate(at, product, case, rules, found))


@changes(
    CERTIFICATE,
    Certificate,
    Words("Call back", "回访"),
    action=Action.DECIDE,
    leads=("stands", "withdrawn"),
)
def call_back(
    at: Acting,
    certificate: Certificate,
    *,
    yes: Annotated[bool, Words("The customer keeps to it", "客户确认")],
    answer: Note = "",
) -> Certificate:
    """Note what a protected customer says after the time to think it over; never by whoever presented it."""
    if certificate.state != "waits":
        raise Unclear(_("This certificate waits for nobody any more: nothing was changed."))
    hours = dt.timedelta(hours=at.playbook.of(CertificateRules).cooling_hours)
    if yes and at.who.at < certificate.made_at + hours:
        raise Unclear(_("The time to think it over has not passed: call again later."))
    certificate.state, certificate.answer = "stands" if yes else "withdrawn", answer
    return at.decided(certificate)


def _case(  # noqa: PLR0913 - what is told of one presentation
    at: Acting,
    product: Product,
    *,
    channel: str,
    action: str,
    amount: Decimal | None,
    needed_on: dt.date | None,
) -> Case:
    customer = at.rows(PublishedCustomer).only(*cases.JUDGED).get()
    investor = cases.investor(
        at.who.by,
        at.who.generation,
        customer,
        day=at.today,
        years=at.playbook.windows.risk_validity_years,
        product_id=product.product_id,
        amount=amount,
        needs_money_on=needed_on,
    )
    return Case(product=product.offer, investor=investor, day=at.today, channel=channel, action=action)


def _certificate(
    at: Acting, product: Product, case: Case, rules: CertificateRules, found: Judgement
) -> Certificate:
    waits, suits = "call_back" in found.duties, case.investor.suits
    return Certificate(
        presented_on=at.today,
        product_id=product.product_id,
        product_name=product.name,
        amount=case.investor.amount,
        channel=case.channel,
        action=case.action,
        issuer=product.risk_level,
        seller=rules.seller(product.product_id, product.category),
        rating=found.rating,
        regime=found.regime,
        level=suits.level,
        assessed_on=suits.assessed_on,
        ends_on=suits.ends_on,
        verdict=found.verdict,
        reasons=list(found.reasons),
        duties=list(found.duties),
        words_zh=certifying.texts(rules, found, case, "zh-hans"),
        words_en=certifying.texts(rules, found, case, "en"),
        rules_version=at.playbook.version,
        rules_digest=certifying.digest(rules),
        inputs=certifying.stored(case),
        due_on=at.today + dt.timedelta(days=-(-rules.cooling_hours // 24) if waits else 0),
        state="waits" if waits else "stands",
    )
