"""Say that two customer numbers are one person, and take that back (IDN-02)."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import DatabaseError, IntegrityError, transaction

from tilth.access import visibility
from tilth.data.models import Merge, PublishedCustomer
from tilth.domain import bank, guards, locks
from tilth.domain.acting import Unclear, Who
from tilth.domain.merges import choosing
from tilth.kernel.sentences import marked as _
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects.detail import DetailRules
from tilth.policy.subjects.merge import CAUSES

_NEEDED = ("customer_id", "rm_id", "branch_id", "closed_on", "business_date")
_REFUSED = "TM001"
"""What PostgreSQL says when a merge does not fit together; the reason stands in its detail."""
_WHY = {
    "two": _("Name two customers of the bank: the one that stays, and another one."),
    "merged": _("One of the two is one with another number already: name the number that it is one with."),
    "owners": _("The two have different managers: hand one of them over first, then merge them."),
    "chosen": _("What you chose has changed meanwhile: look at both numbers again."),
    "undone": _("This merge has been undone before: nothing was changed."),
    "later": _("A later merge of these numbers still holds: undo that one first."),
    "gone": _(
        "Some of what was moved is there no more, so it cannot be undone exactly: nothing was changed."
    ),
    "written": _("This number is one with another: write it under that one."),
}


@transaction.atomic
def merge(  # noqa: PLR0913 - one merge, told in keywords
    who: Who,
    customer_id: str,
    *,
    merged_id: str,
    cause: str,
    note: str = "",
    details: Collection[UUID] = (),
) -> Merge:
    """Let `merged_id` be one with `customer_id`, the survivor: what people wrote moves there at once.

    `details`: of items in which both differ the numbers of those that stay; of the others the newer does.

    Raises NotAllowedError, CustomerNotVisibleError, AuthenticationDataError, Unclear.
    """
    guards.allowed(who.by, Thing.MERGE, Action.CREATE)
    if cause not in CAUSES:
        raise Unclear(
            _("{value} is none of the choices: take one of {choices}."),
            value=cause,
            choices=", ".join(CAUSES),
        )
    guards.free_text(note)
    locks.hold_customers(customer_id, merged_id)
    survivor = guards.customer(who.by, who.generation, customer_id, only=_NEEDED, merged=True)
    other = guards.customer(who.by, who.generation, merged_id, only=_NEEDED, merged=True)
    if refused := unfit(survivor, other):
        raise Unclear(refused)
    row = Merge(
        customer_id=customer_id,
        merged_id=merged_id,
        cause=cause,
        note=note.strip(),
        made_by=who.by,
        made_at=who.at,
        chosen=_chosen(who, customer_id, merged_id, details) if details else {},
    )
    with _told():
        row.save(force_insert=True)
    return visibility.visible(Merge, who.by, who.generation).get(pk=row.pk)


@transaction.atomic
def undo(who: Who, merge_id: int) -> Merge:
    """Undo a merge: each row that it moved goes back as it is now, what was written since stays.

    Raises NotAllowedError, CustomerNotVisibleError; Unclear where it cannot be exact.
    """
    guards.allowed(who.by, Thing.MERGE, Action.UPDATE)
    mine = visibility.visible(Merge, who.by, who.generation).filter(pk=merge_id)
    row = mine.first()
    if row is None:
        raise guards.CustomerNotVisibleError(str(merge_id))
    locks.hold_customers(row.customer_id, row.merged_id)
    guards.customer(who.by, who.generation, row.merged_id, only=("customer_id",), merged=True)
    if row.undone_at is not None:
        raise Unclear(_WHY["undone"])
    row.undone_at, row.undone_by = who.at, who.by
    with _told():
        row.save(update_fields=["undone_at", "undone_by"])
    return mine.get()


def _chosen(who: Who, customer_id: str, merged_id: str, details: Collection[UUID]) -> dict[str, list[str]]:
    """Return which details have to be kept though a newer one is there; Unclear for one nobody can choose."""
    rules = bank.playbook_of(who.generation.business_date).of(DetailRules)
    numbers = {"customer_id": customer_id, "merged_id": merged_id}
    found = choosing.differing(who.by, who.generation, **numbers, rules=rules, today=who.today)
    if not set(details) <= {one.pk for pair in found for one in (pair.survivor, pair.merged)}:
        raise Unclear(_WHY["chosen"])
    kept = [str(key) for pair in found if (key := pair.chosen(details)) is not None]
    return {"detail": kept} if kept else {}


def unfit(survivor: PublishedCustomer, other: PublishedCustomer) -> str:
    """Return why two customers in sight cannot be merged, as a sentence; empty where they can."""
    if survivor.customer_id == other.customer_id:
        return _WHY["two"]
    if survivor.one_with is not None or other.one_with is not None:
        return _WHY["merged"]
    if survivor.rm_id != other.rm_id:
        return _WHY["owners"]
    if survivor.closed_by(survivor.business_date) and not other.closed_by(other.business_date):
        return _("The number that stays is closed and the other one is not: let the open one stay.")
    return ""


@contextmanager
def _told() -> Iterator[None]:
    """Turn what the database refuses into one sentence, and leave the caller's transaction usable."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Unclear(
            _("Both numbers hold something of which there may be one: end one of the two first.")
        ) from error
    except DatabaseError as error:
        if getattr(error.__cause__, "sqlstate", None) != _REFUSED:
            raise
        raise Unclear(_WHY[_reason(error)]) from error


def _reason(error: DatabaseError) -> str:
    diagnosis = getattr(error.__cause__, "diag", None)
    return str(getattr(diagnosis, "message_detail", "") or "two")
