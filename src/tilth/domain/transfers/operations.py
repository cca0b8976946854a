"""Hand customers from one manager to another: one, or all of somebody who leaves (ROLE-12, TRAP-38)."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.db import OperationalError, transaction

from tilth.access import visibility
from tilth.data.models import Generation, PublishedBranch, PublishedCustomer, Transfer, User
from tilth.data.models.transfer import CAUSES
from tilth.data.security import policies
from tilth.domain import guards
from tilth.policy.permissions import Action, Thing

_MOVED = frozenset({"40001", "40P01"})
"""What PostgreSQL says when somebody else moved the row first: serialization failure, deadlock."""


BEYOND = policies.BEYOND
"""Causes that take a customer out of the part of the bank that the actor leads (ROLE-12)."""


class TransferUnclearError(ValueError):
    """A transfer goes nowhere, or names no known cause, or nobody is left to hand over."""


class MovedMeanwhileError(RuntimeError):
    """Somebody else moved a customer in the same moment; nothing of this transfer was stored."""


@transaction.atomic
def move(  # noqa: PLR0913 - one act, told in keywords
    *,
    by: User,
    at: dt.datetime,  # noqa: ARG001 - the row notes its own moment; every operation says when
    generation: Generation,
    customer_id: str,
    to_staff_id: str | None,
    to_branch_id: str | None = None,
    cause: str,
    note: str = "",
) -> Transfer:
    """Hand one customer over; the new owner sees the customer in the same moment, the old one no longer.

    `to_staff_id` None: nobody's until the branch assigns the customer. `to_branch_id` None: the branch stays.
    Raises NotAllowedError, CustomerNotVisibleError, StaffUnknownError, TransferUnclearError,
    AuthenticationDataError, MovedMeanwhileError.
    """
    guards.allowed(by, Thing.TRANSFER, Action.CREATE)
    _check_cause(cause)
    guards.free_text(note)
    customer = guards.customer(by, generation, customer_id)
    if to_staff_id is not None:
        _check_successor(by, generation, to_staff_id, cause)
    _check_branch(generation, to_branch_id)
    if to_staff_id == customer.rm_id and to_branch_id in (None, customer.branch_id):
        raise TransferUnclearError("The customer is there already: name another manager or branch.")
    row = _row(by, customer, to_staff_id, cause, note)
    row.to_branch_id = to_branch_id
    with _first_to_move():
        row.save(force_insert=True)
    return row


@transaction.atomic
def hand_over(  # noqa: PLR0913 - one act, told in keywords
    *,
    by: User,
    at: dt.datetime,  # noqa: ARG001 - the rows note their own moment; every operation says when
    generation: Generation,
    from_staff_id: str,
    to: Sequence[str],
    cause: str = "leaver",
    note: str = "",
) -> tuple[Transfer, ...]:
    """Hand all customers of one manager that the actor sees to one or several others, all or none.

    They are dealt out in turn by assets, largest first, so that each successor gets as many and much the
    same. The leaver's account is the security administrator's to close; a restricted customer stays until
    compliance lifts the restriction. Raises as `move` does; TransferUnclearError also for an empty book.
    """
    guards.allowed(by, Thing.TRANSFER, Action.CREATE)
    _check_cause(cause)
    guards.free_text(note)
    if not to or from_staff_id in to:
        raise TransferUnclearError("Name at least one successor, and not the person who hands over.")
    successors = tuple(dict.fromkeys(to))
    for staff_id in successors:
        _check_successor(by, generation, staff_id, cause)
    mine = visibility.visible(PublishedCustomer, by, generation).filter(rm_id=from_staff_id)
    leaving = mine.order_by("-aum", "customer_id").only("customer_id", "rm_id", "branch_id", "aum")
    rows = [
        _row(by, customer, successors[number % len(successors)], cause, note)
        for number, customer in enumerate(leaving)
    ]
    if not rows:
        raise TransferUnclearError(
            f"{from_staff_id} has no customer in your sight: there is nothing to hand over."
        )
    # in one order everywhere, so that two hand-overs never wait for each other in a circle
    rows.sort(key=lambda row: row.customer_id)
    with _first_to_move():
        return tuple(Transfer.objects.unscoped().bulk_create(rows))


def _row(by: User, customer: PublishedCustomer, to_staff_id: str | None, cause: str, note: str) -> Transfer:
    return Transfer(
        customer_id=customer.customer_id,
        from_staff_id=customer.rm_id,
        from_branch_id=customer.branch_id,
        to_staff_id=to_staff_id,
        cause=cause,
        note=note.strip(),
        moved_by=by,
    )


def _check_successor(by: User, generation: Generation, staff_id: str, cause: str) -> None:
    """Keep customers within the actor's own part of the bank, unless they leave it for a reason of theirs."""
    successor = guards.staff(generation, staff_id, among=guards.MANAGERS)
    if cause not in BEYOND and not guards.leads(by, generation, successor):
        raise TransferUnclearError(
            f"{staff_id} does not work below you: that takes the cause {' or '.join(BEYOND)}."
        )


def _check_cause(cause: str) -> None:
    if cause not in CAUSES:
        raise TransferUnclearError(f"{cause!r} is no cause: choose one of {', '.join(CAUSES)}.")


def _check_branch(generation: Generation, branch_id: str | None) -> None:
    if branch_id is None:
        return
    if not PublishedBranch.objects.filter(generation=generation.pk, branch_id=branch_id).exists():
        raise TransferUnclearError(f"There is no branch {branch_id} in the bank's data.")


@contextmanager
def _first_to_move() -> Iterator[None]:
    """Turn the database's conflict into one sentence, and leave the caller's transaction usable."""
    try:
        with transaction.atomic():
            yield
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", None) not in _MOVED:
            raise
        raise MovedMeanwhileError(
            "Somebody else moved one of these customers in the same moment: look again, then decide."
        ) from error
