"""Hand customers from one manager to another: one, or all of somebody who leaves (ROLE-12, TRAP-38)."""

from collections.abc import Sequence

from django.db import transaction

from tilth.data.models import Generation, HandOver, PublishedBranch, PublishedCustomer, Transfer
from tilth.data.security import policies
from tilth.domain import guards
from tilth.domain.acting import Unclear, Who
from tilth.domain.transfers import choosing, persons
from tilth.domain.transfers.choosing import Choice
from tilth.domain.transfers.moving import BATCH, MovedMeanwhileError, first_to_move
from tilth.kernel.sentences import marked as _
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing

__all__ = ["MovedMeanwhileError", "TransferUnclearError", "hand_over", "move"]
BEYOND = policies.BEYOND
"""Causes that take a customer out of the part of the bank that the actor leads (ROLE-12)."""


class TransferUnclearError(Unclear):
    """A transfer goes nowhere, or names no known cause, or nobody is left to hand over."""

    def __init__(self, exactly: str) -> None:
        super().__init__(_("The customer is there already: choose another manager."), exactly=exactly)


@transaction.atomic
def move(  # noqa: PLR0913 - one act, told in keywords
    who: Who,
    customer_id: str,
    *,
    to_staff_id: str | None,
    to_branch_id: str | None = None,
    cause: str,
    note: str = "",
) -> Transfer:
    """Hand one customer over; the new owner sees the customer in the same moment, the old one no longer.

    Other numbers of the same person that are in the same hand go along. `to_staff_id` None: nobody's until
    the branch assigns the customer. `to_branch_id` None: the branch stays. Raises NotAllowedError,
    CustomerNotVisibleError, StaffUnknownError, TransferUnclearError, AuthenticationDataError,
    MovedMeanwhileError.
    """
    guards.allowed(who.by, Thing.TRANSFER, Action.CREATE)
    _check_cause(cause)
    guards.free_text(note)
    customer = guards.customer(who.by, who.generation, customer_id, merged=True)
    if to_staff_id is not None:
        _check_successor(who, to_staff_id, cause)
    _check_branch(who.generation, to_branch_id)
    if to_staff_id == customer.rm_id and to_branch_id in (None, customer.branch_id):
        raise TransferUnclearError("The customer is there already: name another manager or branch.")
    to = () if to_staff_id is None else (to_staff_id,)
    going = persons.whole(who.by, who.generation, [customer], owner=customer.rm_id)
    act = _act(who, customer.rm_id, to, len(going), cause)
    rows = [_row(act, one, to_staff_id, note) for one in going]
    for row in rows:
        row.to_branch_id = to_branch_id
    with first_to_move():
        Transfer.objects.unscoped().bulk_create(sorted(rows, key=lambda row: row.customer_id))
    return rows[0]


@transaction.atomic
def hand_over(
    who: Who,
    *,
    choice: Choice,
    to: Sequence[str],
    cause: str = "leaver",
    note: str = "",
) -> tuple[Transfer, ...]:
    """Hand customers of one manager, or of nobody, that the actor sees to one or several, all or none.

    They are dealt out in turn by assets, largest first, so that each successor gets as many and much the
    same. The leaver's account is the security administrator's to close; a restricted customer stays until
    compliance lifts the restriction. Raises as `move` does; TransferUnclearError also where nobody is
    chosen, or more than 10,000. All of it is one act, which `taking_back` takes back.
    """
    guards.allowed(who.by, Thing.TRANSFER, Action.CREATE)
    _check_cause(cause)
    guards.free_text(note)
    if not to or choice.owner in to:
        raise TransferUnclearError("Name at least one successor, and not the person who hands over.")
    successors = tuple(dict.fromkeys(to))
    for staff_id in successors:
        _check_successor(who, staff_id, cause)
    leaving = _leaving(who, choice)
    act = _act(who, choice.owner, successors, len(leaving), cause)
    people = {one: place for place, one in enumerate(dict.fromkeys(map(persons.person, leaving)))}
    rows = [
        _row(act, customer, successors[people[persons.person(customer)] % len(successors)], note)
        for customer in leaving
    ]
    # in one order everywhere, so that two hand-overs never wait for each other in a circle
    rows.sort(key=lambda row: row.customer_id)
    with first_to_move():
        return tuple(Transfer.objects.unscoped().bulk_create(rows, batch_size=BATCH))


def _leaving(who: Who, choice: Choice) -> list[PublishedCustomer]:
    """Return who is to be handed over, largest assets first."""
    mine = choosing.rows(who.by, who.generation, choice).order_by("-aum", "customer_id")
    found = list(mine.only(*persons.NEEDED)[: choosing.AT_ONCE + 1])
    if not found:
        whose = "Nobody without a manager" if choice.owner is None else f"No customer of {choice.owner}"
        raise TransferUnclearError(f"{whose} is chosen and in your sight: there is nothing to hand over.")
    if len(found) > choosing.AT_ONCE:
        raise TransferUnclearError(
            f"More than {choosing.AT_ONCE:,} customers are chosen: hand them over in parts."
        )
    return persons.whole(who.by, who.generation, found, owner=choice.owner)


def _act(who: Who, origin: str | None, to: Sequence[str], number: int, cause: str) -> HandOver:
    return HandOver.objects.create(
        from_staff_id=origin,
        to_staff_ids=list(to),
        customers=number,
        cause=cause,
        made_by=who.by,
        made_at=who.at,
    )


def _row(act: HandOver, customer: PublishedCustomer, to_staff_id: str | None, note: str) -> Transfer:
    return Transfer(
        customer_id=customer.customer_id,
        from_staff_id=customer.rm_id,
        from_branch_id=customer.branch_id,
        to_staff_id=to_staff_id,
        cause=act.cause,
        note=note.strip(),
        moved_by=act.made_by,
        hand_over=act,
    )


def _check_successor(who: Who, staff_id: str, cause: str) -> None:
    """Keep customers within the actor's own part of the bank, unless they leave it for a reason of theirs."""
    successor = guards.staff(who.generation, staff_id, among=guards.MANAGERS)
    if cause not in BEYOND and not guards.leads(who.by, who.generation, successor):
        raise TransferUnclearError(
            f"{staff_id} does not work below you: that takes the cause {' or '.join(BEYOND)}."
        )


def _check_cause(cause: str) -> None:
    if cause not in codes.HAND_OVER_CAUSES:
        raise TransferUnclearError(
            f"{cause!r} is no cause: choose one of {', '.join(codes.HAND_OVER_CAUSES)}."
        )


def _check_branch(generation: Generation, branch_id: str | None) -> None:
    if branch_id is None:
        return
    if not PublishedBranch.objects.filter(generation=generation.pk, branch_id=branch_id).exists():
        raise TransferUnclearError(f"There is no branch {branch_id} in the bank's data.")
