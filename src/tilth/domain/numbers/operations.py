"""Mark a number wrong, and say that it is right after all."""

from uuid import UUID

from django.db import transaction

from tilth.access import personal
from tilth.data.models import Contact, ContactPoint, NumberMark, PublishedCustomer
from tilth.domain.acting import Who, enter
from tilth.domain.contact_points import queries as points
from tilth.domain.numbers import queries
from tilth.policy.codes import NUMBERS
from tilth.policy.permissions import Action, Thing, may


def was_wrong(who: Who, made: Contact, customer: PublishedCustomer, *, line: str = "") -> None:
    """Say that the number dialled in a contact is wrong; without a line the one that is called first.

    A contact point that people were told works no more; a number of the core system is marked.
    """
    wrong, holds = queries.of_one(customer), _told(who, customer)
    dialled = line or next(iter(queries.lines(customer, wrong, points.masked(holds))), "")
    point = next((one for one in holds if str(one.pk) == dialled), None)
    if point is not None:
        point.outdated_on, point.ended_in = who.today, made
        point.save(update_fields=["outdated_on", "ended_in"])
    elif dialled in NUMBERS:
        mark(made, customer, field=dialled)


def mark(made: Contact, customer: PublishedCustomer, *, field: str = "") -> NumberMark | None:
    """Mark the number that was dialled in a contact; without a field the one that is called first.

    None where the customer has no such number, or it is marked already.
    """
    wrong = queries.of_one(customer)
    dialled = field or queries.usable(customer, wrong)
    indexes = personal.number_indexes(customer, dialled) if dialled else ()
    if not indexes or dialled in wrong:
        return None
    return NumberMark.objects.create(
        customer_id=made.customer_id,
        field=dialled,
        number_index=indexes[0],
        staff_id=made.staff_id,
        user=made.user,
        marked_at=made.contacted_at,
        contact=made,
    )


def _told(who: Who, customer: PublishedCustomer) -> tuple[ContactPoint, ...]:
    """Return the contact points that stand, to whoever may end one."""
    if not may(who.by.role, Thing.CONTACT_POINT, Action.UPDATE):
        return ()
    number = customer.customer_id
    return points.of_customer(who.by, who.generation, customer_id=number, today=who.today).holds


def take_back(contact: Contact, who: Who) -> None:
    """Undo what a contact that was taken back said of numbers."""
    marks = NumberMark.objects.unscoped().filter(contact=contact, voided_at=None)
    marks.update(voided_at=who.at, voided_by=who.by)
    ended = ContactPoint.objects.unscoped().filter(ended_in=contact)
    ended.update(outdated_on=None, ended_in=None)


@transaction.atomic
def right(who: Who, customer_id: str, mark_id: UUID) -> None:
    """Say that a number is right after all; again changes nothing.

    Raises NotAllowedError, CustomerNotVisibleError.
    """
    at = enter(who, Thing.CONTACT, Action.CREATE, customer_id, merged=True)
    marks = at.rows(NumberMark).filter(pk=mark_id, voided_at=None)
    marks.update(voided_at=who.at, voided_by=who.by)
