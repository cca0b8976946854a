"""Who acts, about whom, and when: one value that both doorways make, and what an act finds in its hands."""

import datetime as dt
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Self, TypeVar, cast
from uuid import UUID

from django.db import models

from tilth.access import reads, visibility
from tilth.data.models import Generation, PublishedCustomer, User
from tilth.data.records import Record, columns_of
from tilth.domain import bank, guards, locks
from tilth.domain.refusing import Unclear
from tilth.kernel.ids import uuid7, uuid7_at
from tilth.policy.playbook import Playbook
from tilth.policy.things import Action, Thing

if TYPE_CHECKING:
    from django.db.models import QuerySet

__all__ = ["Acting", "Unclear", "Who", "enter"]
R = TypeVar("R", bound=Record)
M = TypeVar("M", bound=models.Model)
_NEEDED = (
    *("customer_id", "household_id", "rm_id", "branch_id", "business_date", "list_rank"),
    *("kind", "birth_date", "closed_on", "cadence_days", "tier"),
)
"""What acts read of the customer, the contact gate's columns among them: one question for all."""


@dataclass(frozen=True, kw_only=True)
class Who:
    """Who acts: the account, the moment that is written down, the night that is shown, the pages' day."""

    by: User
    at: dt.datetime
    generation: Generation
    today: dt.date
    key: UUID | None = None
    """Of one sending: what is sent twice by mistake is written once."""

    @classmethod
    def now(cls, by: User, generation: Generation, today: dt.date, *, key: UUID | None = None) -> Self:
        """Return who acts at a doorway: now, on the day that the pages call today."""
        return cls(by=by, at=bank.now(today), generation=generation, today=today, key=key)

    def __post_init__(self) -> None:
        """Tell the moment as the database tells it back."""
        object.__setattr__(self, "at", self.at.astimezone(dt.UTC))


@dataclass(frozen=True, kw_only=True)
class Acting:
    """One act on one customer in sight: what its body reads and writes through."""

    who: Who
    customer: PublishedCustomer

    @property
    def today(self) -> dt.date:
        """The day that the pages call today."""
        return self.who.today

    @property
    def playbook(self) -> Playbook:
        """The bank's rules in force on the night shown."""
        return bank.playbook_of(self.who.generation.business_date)

    def rows(self, model: type[M]) -> "QuerySet[M, M]":
        """Return the customer's records of a model that the actor sees; those taken back are none."""
        mine = visibility.visible(model, self.who.by, self.who.generation)
        return mine.filter(customer_id=self.customer.customer_id)

    def locked(self, model: type[M], row_id: UUID) -> M | None:
        """Return one of the customer's records that the actor sees, locked; None for any other."""
        by, night, number = self.who.by, self.who.generation, self.customer.customer_id
        return next(iter(_locked(by, night, model=model, customer_id=number, key=row_id)), None)

    def write(self, row: R, *, whose: str | None = None) -> R:
        """Store a record as the actor's, about the customer; one of this sending that is there comes back.

        `whose`: the member of staff who is to see to it, where that is somebody else than the author.
        """
        if self.who.key is not None:
            sent = self._sent(type(row), self.who.key)
            if sent is not None:
                return sent
            row.id = self.who.key
        row.customer_id, row.staff_id = self.customer.customer_id, whose or self.who.by.staff_id or ""
        row.made_by, row.made_at = self.who.by, self.who.at
        row.save(force_insert=True)
        return row

    def sent(self, model: type[M]) -> M | None:
        """Return what this sending wrote already about the list, also where it was taken back since."""
        if self.who.key is None:
            return None
        mine = cast("Any", model).objects.unscoped().filter(user=self.who.by, pk=self.number)
        return cast("M | None", mine.filter(customer_id=self.customer.customer_id).first())

    @property
    def number(self) -> UUID:
        """The number of what this sending writes: of its mark, writer and customer, so nobody else's."""
        key = self.who.key
        if key is None:
            return uuid7()
        said = f"{self.who.by.pk} {self.customer.customer_id} {key}".encode()
        bits = int.from_bytes(blake2b(said, digest_size=9).digest())
        return uuid7_at(milliseconds=key.int >> 80, random_bits=bits)

    def again(self, model: type[R]) -> R | None:
        """Return what this sending wrote already, for acts that would refuse it the second time."""
        return None if self.who.key is None else self._sent(model, self.who.key)

    def _sent(self, model: type[R], key: UUID) -> R | None:
        """Return what this sending wrote already."""
        by, night, number = self.who.by, self.who.generation, self.customer.customer_id
        return next(iter(_sent(by, night, model=model, customer_id=number, key=key)), None)

    def one(self, rows: "QuerySet[M, M]", row_id: UUID) -> M:
        """Return one of these records, which is about the customer, locked; NothingToUndoError."""
        mine = rows.filter(pk=row_id, customer_id=self.customer.customer_id)
        found = mine.select_for_update(of=("self",)).first()
        if found is None:
            raise guards.NothingToUndoError(str(row_id))
        return found

    def take_back(self, row: M) -> M:
        """Take back what was written moments ago; again changes nothing; TooLateError."""
        made = cast("Any", row)
        if made.voided_at is None:
            guards.undecided(row)
            guards.undoable(made.made_at, self.who.at)
            self.void(row)
        return row

    def void(self, row: M) -> None:
        """Store that a record counts no more, since when, and by whom."""
        made = cast("Any", row)
        made.voided_at, made.voided_by = self.who.at, self.who.by
        row.save(update_fields=["voided_at", "voided_by"])

    def changed(self, row: M) -> M:
        """Store what an act changed: of the columns only those that may change."""
        held = columns_of(type(row))
        later = [
            one.name
            for one in type(row)._meta.concrete_fields  # noqa: SLF001 - Django's documented door
            if held[str(one.column)].later
        ]
        row.save(update_fields=later)
        return row

    def decided(self, row: R) -> R:
        """Store what an act decided, with who decided it and when."""
        made = cast("Any", row)
        made.decided_at, made.decided_by = self.who.at, self.who.by
        return self.changed(row)


def enter(  # noqa: PLR0913 - who does what, and how freely, told in keywords
    who: Who,
    thing: Thing,
    action: Action,
    customer_id: str,
    *,
    alone: bool = True,
    merged: bool = False,
) -> Acting:
    """Return the hands of an act: the role may do it, the customer is in sight and nobody else acts on it.

    `alone` False: a lock on the one record that it changes is enough. `merged`: it may be of a number that is
    one with another. Raises NotAllowedError,
    CustomerNotVisibleError.
    """
    guards.allowed(who.by, thing, action)
    customer = guards.customer(who.by, who.generation, customer_id, only=_NEEDED, merged=merged)
    if alone:
        locks.hold(customer_id, None)
    return Acting(who=who, customer=customer)


@reads.scoped
def _sent(
    by: User, generation: Generation, *, model: type[Any], customer_id: str, key: UUID
) -> "QuerySet[Any]":
    """Return what the actor wrote about a customer under this mark of one sending, taken back or not."""
    mine = visibility.visible(model, by, generation, taken_back=True)
    return mine.filter(customer_id=customer_id, pk=key, made_by=by)


@reads.scoped
def _locked(
    by: User, generation: Generation, *, model: type[Any], customer_id: str, key: UUID
) -> "QuerySet[Any]":
    """Return a record about a customer, locked until the transaction ends."""
    mine = visibility.visible(model, by, generation)
    return mine.filter(customer_id=customer_id, pk=key).select_for_update(of=("self",))
