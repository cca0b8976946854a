"""What a proposal is told, checked and made ready to be kept: needs, products, team, what it shows."""

from collections.abc import Iterable, Sequence
from datetime import MAXYEAR
from uuid import UUID

from tilth.data.models import Certificate, Need, Opportunity, Proposal, PublishedHolding
from tilth.domain import staff_names
from tilth.domain.acting import Acting, Unclear
from tilth.domain.deals import fitting, standing
from tilth.domain.products import queries as products
from tilth.kernel.sentences import marked as _
from tilth.policy import proposals
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.proposals import MOST, WHOLE, Held, Offer, Share, Shown, Wanted
from tilth.policy.suitability import certifying


def keys(text: str) -> list[UUID]:
    """Return the numbers of records that a text holds, each once, in their order; Unclear."""
    try:
        found = [UUID(one) for one in text.replace(",", " ").split()]
    except ValueError:
        raise Unclear(_("This is no number of a record: choose it from the list.")) from None
    if len(set(found)) != len(found):
        raise Unclear(_("Each need and each product stands in a proposal once."))
    if len(found) > MOST:
        raise Unclear(_("A proposal holds at most {most} of each: make two of it."), most=MOST)
    return found


def needs(at: Acting, wanted: Sequence[UUID]) -> list[Need]:
    """Return the needs that a proposal meets, in their order; Unclear where one is not there."""
    if not wanted:
        raise Unclear(_("First the need, then the product: choose at least one need that it meets."))
    rows = {row.pk: row for row in at.rows(Need).filter(pk__in=wanted).exclude(state="dropped")}
    if any(key not in rows for key in wanted):
        raise Unclear(_("There is no such need of this customer: choose one of the list."))
    return [rows[key] for key in wanted]


def certificates(at: Acting, wanted: Sequence[UUID]) -> list[Certificate]:
    """Return the certificates of what is proposed, in their order; Unclear where there is none."""
    if not wanted:
        raise Unclear(_("Choose at least one product that was presented with a certificate."))
    rows = {row.pk: row for row in at.rows(Certificate).filter(pk__in=wanted)}
    if any(key not in rows for key in wanted):
        raise Unclear(_("There is no such certificate of this customer: present the product first."))
    return [rows[key] for key in wanted]


def suitable(at: Acting, rows: Iterable[Certificate]) -> None:
    """Raise Unclear, by name, where a product may not be proposed today, or a complaint is open."""
    if fitting.complained(at):
        raise Unclear(_("A complaint is open: it is settled first, and nothing is sold meanwhile."))
    found = standing.amiss(
        at.who.by, at.who.generation, fitting.risk(at), rows, day=at.today, playbook=at.playbook
    )
    if found:
        raise found[0].unclear


def team(at: Acting, text: str) -> tuple[Share, ...]:
    """Return who contributes with which share; Unclear unless all are known and it is 100 % exactly."""
    try:
        found = proposals.shares(text)
    except ValueError:
        raise Unclear(
            _("Write each contributor with a part and a share above 0 %, two decimals at most.")
        ) from None
    _counted(found)
    there = staff_names.of(at.who.generation, [one.staff_id for one in found])
    for one in found:
        if one.staff_id not in there:
            raise Unclear(
                _("Nobody here has the staff number {number}: choose one of the list."), number=one.staff_id
            )
    return found


def _counted(found: Sequence[Share]) -> None:
    """Raise Unclear unless the split is whole (TEAM-03)."""
    if len({one.staff_id for one in found}) != len(found) or len(found) > MOST:
        raise Unclear(_("Each contributor stands in a proposal once, {most} at most."), most=MOST)
    gap = WHOLE - sum((one.percent for one in found), WHOLE - WHOLE)
    if gap > 0:
        raise Unclear(_("The split must be 100 % exactly: {gap} % is missing."), gap=f"{gap.normalize():f}")
    if gap < 0:
        raise Unclear(
            _("The split must be 100 % exactly: it is {gap} % too much."), gap=f"{-gap.normalize():f}"
        )


def deal(at: Acting, text: str | None) -> UUID | None:
    """Return the opportunity that a proposal is for; Unclear where the customer has none of the number."""
    if not text:
        return None
    key = next(iter(keys(text)), None)
    if key is None or not at.rows(Opportunity).filter(pk=key).exists():
        raise Unclear(_("There is no such opportunity of this customer: choose one of the list."))
    return key


def shown(at: Acting, wanted: Sequence[Need], rows: Sequence[Certificate]) -> Shown:
    """Return what a version shows, as of the night: what is proposed beside what the customer has."""
    return Shown(
        day=at.who.generation.business_date,
        rules=at.playbook.version,
        needs=tuple(Wanted(kind=one.kind, due_on=one.due_on) for one in wanted),
        offers=tuple(_offer(at, row) for row in rows),
        held=_held(at),
    )


def _offer(at: Acting, row: Certificate) -> Offer:
    product = products.one(at.who.generation, row.product_id)
    return Offer(
        number=certifying.number(row.presented_on, row.pk),
        product_id=row.product_id,
        name=row.product_name,
        category="" if product is None else product.category,
        amount=row.amount,
        rate=None if product is None else product.rate,
        pays=product is not None and product.pays,
        term_days=None if product is None else product.term_days,
        risk=row.rating,
        level=row.level,
    )


def _held(at: Acting) -> tuple[Held, ...]:
    """Return the customer's holdings, the largest first; none to a role that may not list them."""
    if not may(at.who.by.role, Thing.HOLDING, Action.LIST):
        return ()
    rows = at.rows(PublishedHolding).order_by("-balance_base", "holding_id")[:MOST]
    return tuple(
        Held(
            name=row.product_name,
            category=row.category,
            balance=row.balance_base,
            rate=row.rate,
            ends_on=None if row.matures_on is None or row.matures_on.year == MAXYEAR else row.matures_on,
            risk=row.risk_level,
        )
        for row in rows
    )


def of(at: Acting, row: Proposal) -> list[Certificate]:
    """Return the certificates of a version that is there, in their order."""
    return certificates(at, [UUID(one) for one in row.certificates])
