"""A customer's card: name and how to reach, in clear, for whoever may export and unmask, with a reason."""

from collections.abc import Iterator

from django.db import transaction

from tilth.access import audit, personal
from tilth.access.audit import Event
from tilth.access.walks import Act
from tilth.data.models import ContactPoint, PublishedCustomer
from tilth.domain import guards
from tilth.domain.acting import Unclear, Who
from tilth.domain.contact_points import queries as points
from tilth.domain.numbers import queries as numbers
from tilth.domain.unmasking import operations as unmasking
from tilth.kernel import vcard
from tilth.kernel.sentences import marked as _
from tilth.kernel.vcard import Reach
from tilth.policy.permissions import Action, Thing, may

MAKER = "-//Tilth//Customer//EN"
_OF_CORE = ("mobile", "phone", "email", "address")


@transaction.atomic
def card(who: Who, customer_id: str, *, why: str) -> str:
    """Return a customer's vCard, noted as an export in the same transaction.

    It has the name and by what the customer is reached, wrong numbers left out, and nothing else that anybody
    wrote. Raises NotAllowedError, CustomerNotVisibleError, Unclear, AuthenticationDataError.
    """
    guards.allowed(who.by, Thing.CUSTOMER, Action.EXPORT)
    guards.allowed(who.by, Thing.PERSONAL_DATA, Action.UNMASK)
    if not why.strip():
        raise Unclear(_("Say why it leaves the house: the reason is kept in the audit."))
    guards.free_text(why)
    row = guards.customer(who.by, who.generation, customer_id)
    unmasking.within(who, row)
    if row.restricted:
        raise Unclear(_("This customer's data may only be kept: no card leaves the house."))
    reaches = tuple(_reaches(who, row))
    audit.note(
        Event.EXPORT,
        customers=[customer_id],
        subject_type="customer",
        subject_id=customer_id,
        why=personal.sealed_reason(why, customer_id),
        detail={"card": sorted({one.kind for one in reaches})},
        act=Act(kind="opened", key=customer_id),
    )
    name = personal.clear(row, ["name"])["name"] or customer_id
    return vcard.written(
        uid=customer_id, name=name, company=row.kind == "company", reaches=reaches, maker=MAKER, at=who.at
    )


def _reaches(who: Who, row: PublishedCustomer) -> Iterator[Reach]:
    """Yield by what the customer is reached, by kind, what comes first before others; two queries."""
    told: tuple[ContactPoint, ...] = ()
    if may(who.by.role, Thing.CONTACT_POINT, Action.LIST):
        number = row.customer_id
        told = points.of_customer(who.by, who.generation, customer_id=number, today=who.today).holds
    wrong, clear = numbers.of_one(row), personal.clear(row, _OF_CORE)
    core = {kind: clear[kind] for kind in _OF_CORE if clear[kind] not in ("", personal.UNREADABLE)}
    core = {kind: value for kind, value in core.items() if kind not in wrong}
    for kind, value in core.items():
        yield Reach(kind=kind, value=value, first=points.first(told, kind, of_core=True) is None)
    for one in told:
        first = points.first(told, one.kind, of_core=one.kind in core) is one
        yield Reach(kind=one.kind, value=one.value, place=one.place, postcode=one.postcode, first=first)
