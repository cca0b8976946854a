"""Mark a number wrong, and say that it is right after all."""

import datetime as dt
from uuid import UUID

from django.db import transaction

from tilth.access import personal, visibility
from tilth.data.models import Contact, Generation, NumberMark, PublishedCustomer, User
from tilth.domain import guards, locks
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


def take_back(contact: Contact, *, by: User, at: dt.datetime) -> None:
    """Undo the marks of a contact that was taken back."""
    marks = NumberMark.objects.unscoped().filter(contact=contact, voided_at=None)
    marks.update(voided_at=at, voided_by=by)


@transaction.atomic
def right(*, by: User, at: dt.datetime, generation: Generation, customer_id: str, mark_id: UUID) -> None:
    """Say that a number is right after all; again changes nothing.

    Raises NotAllowedError, CustomerNotVisibleError.
    """
    guards.allowed(by, Thing.CONTACT, Action.CREATE)
    guards.customer(by, generation, customer_id, only=("customer_id",), merged=True)
    locks.hold(customer_id, None)
    marks = visibility.visible(NumberMark, by, generation).filter(pk=mark_id, customer_id=customer_id)
    marks = marks.filter(voided_at=None)
    marks.update(voided_at=at, voided_by=by)
