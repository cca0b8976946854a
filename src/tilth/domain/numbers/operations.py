"""Mark a number wrong, and say that it is right after all."""

from uuid import UUID

from django.db import transaction

from tilth.access import personal
from tilth.data.models import Contact, NumberMark, PublishedCustomer
from tilth.domain.acting import Who, enter
from tilth.domain.numbers import queries
from tilth.policy.permissions import Action, Thing


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


def take_back(contact: Contact, who: Who) -> None:
    """Undo the marks of a contact that was taken back."""
    marks = NumberMark.objects.unscoped().filter(contact=contact, voided_at=None)
    marks.update(voided_at=who.at, voided_by=who.by)


@transaction.atomic
def right(who: Who, customer_id: str, mark_id: UUID) -> None:
    """Say that a number is right after all; again changes nothing.

    Raises NotAllowedError, CustomerNotVisibleError.
    """
    at = enter(who, Thing.CONTACT, Action.CREATE, customer_id, merged=True)
    marks = at.rows(NumberMark).filter(pk=mark_id, voided_at=None)
    marks.update(voided_at=who.at, voided_by=who.by)
