"""What follows when a customer did not come to an appointment: a call on the next working day, once (B2)."""

from uuid import UUID, uuid5

from tilth.data.models import Task
from tilth.domain import days
from tilth.domain.acting import Acting

STEP = "call_again"
_ANEW = ("due_on", "due_at", "moved_from_on", "moved_from_at", "voided_at", "voided_by")


def follow(at: Acting, missed: Task) -> Task | None:
    """Plan a call for whoever waited, and return it.

    None where one is planned by then already, or where the customer has left the bank. Said again after it
    was taken back, it is the same call anew.
    """
    if at.customer.closed_by(at.today):
        return None
    day = days.next_working_day(at.today)
    planned = Task.objects.unscoped().filter(
        customer_id=missed.customer_id, staff_id=missed.staff_id, kind="call", done_at=None, voided_at=None
    )
    if planned.filter(due_on__lte=day).exists():
        return None
    call = _of(missed) or Task(
        id=_number(missed),
        customer_id=missed.customer_id,
        staff_id=missed.staff_id,
        user=at.who.by,
        kind="call",
        step=STEP,
        made_at=at.who.at,
    )
    again = not call._state.adding  # noqa: SLF001 - Django's documented door
    call.due_on, call.due_at, call.moved_from_on, call.moved_from_at = day, None, None, None
    call.voided_at = call.voided_by = None
    call.save(update_fields=_ANEW if again else None)
    return call


def take_back(at: Acting, missed: Task) -> None:
    """Take the call back that followed, while it is still to be made."""
    call = _of(missed)
    if call is not None and call.done_at is None and call.voided_at is None:
        at.void(call)


def _of(missed: Task) -> Task | None:
    return Task.objects.unscoped().select_for_update(of=("self",)).filter(pk=_number(missed)).first()


def _number(missed: Task) -> UUID:
    """Return the number of the call that follows an appointment: each has one at most."""
    return uuid5(missed.pk, "no-show")
