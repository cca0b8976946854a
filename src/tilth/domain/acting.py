"""Who acts, about whom, and when: one value that both doorways make, and what an act finds in its hands."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, cast
from uuid import UUID

from tilth.access import visibility
from tilth.data.models import Generation, PublishedCustomer, User
from tilth.data.records import Record, columns_of
from tilth.domain import bank, guards, locks
from tilth.policy.playbook import Playbook
from tilth.policy.things import Action, Thing

if TYPE_CHECKING:
    from django.db.models import QuerySet

R = TypeVar("R", bound=Record)
_NEEDED = ("customer_id", "household_id", "rm_id", "branch_id")


class Unclear(ValueError):  # noqa: N818 - it is no error of ours
    """What a person asked for does not fit together: one sentence says what to do; nothing was changed.

    The sentence is English; the doorways translate it before they fill in its values.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence.format(**values))
        self.sentence, self.values = sentence, values


@dataclass(frozen=True, kw_only=True)
class Who:
    """Who acts: the account, the moment that is written down, the night that is shown, the pages' day."""

    by: User
    at: dt.datetime
    generation: Generation
    today: dt.date
    key: UUID | None = None
    """Of one sending: what is sent twice by mistake is written once."""

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

    def rows(self, model: type[R]) -> "QuerySet[R, R]":
        """Return the customer's records of a model that the actor sees; those taken back are none."""
        mine = visibility.visible(model, self.who.by, self.who.generation)
        return mine.filter(customer_id=self.customer.customer_id)

    def write(self, row: R) -> R:
        """Store a record as the actor's, about the customer; one of this sending that is there comes back."""
        if self.who.key is not None:
            sent = self.rows(type(row)).filter(pk=self.who.key, made_by=self.who.by).first()
            if sent is not None:
                return sent
            row.id = self.who.key
        row.customer_id, row.staff_id = self.customer.customer_id, self.who.by.staff_id or ""
        row.made_by, row.made_at = self.who.by, self.who.at
        row.save(force_insert=True)
        return row

    def changed(self, row: R) -> R:
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


def enter(who: Who, thing: Thing, action: Action, customer_id: str) -> Acting:
    """Return the hands of an act: the role may do it, the customer is in sight and nobody else acts on it.

    Raises NotAllowedError, CustomerNotVisibleError.
    """
    guards.allowed(who.by, thing, action)
    customer = guards.customer(who.by, who.generation, customer_id, only=_NEEDED)
    locks.hold(customer_id, None)
    return Acting(who=who, customer=customer)
