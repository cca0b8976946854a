"""Read what fell due of care in a book or in branches, and what became of it (CAD-01, NEED-12)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from django.db.models import Count, Min, Q, QuerySet, Sum

from tilth.access import reads
from tilth.data.models import Generation, PublishedCustomer, User
from tilth.domain.book import keeping
from tilth.domain.customers import rows
from tilth.policy.codes import CARE_OWED

if TYPE_CHECKING:
    from django.db.models.expressions import Combinable


@dataclass(frozen=True, kw_only=True)
class Line:
    """Contacts of one kind: fallen due, made good, waived, still owed."""

    code: str
    """A code of `codes.CARE_OWED`."""
    contacts: int
    customers: int
    """With how many customers."""


@dataclass(frozen=True, kw_only=True)
class Account:
    """The accounts of some customers, summed: created = all other lines."""

    since: dt.date
    lines: tuple[Line, ...]
    """Fallen due first, still owed last; kinds without a contact are left out between."""

    @classmethod
    def of(cls, since: dt.date, counted: Iterable[tuple[int | None, int]]) -> Self:
        """Return the account of contacts and customers by kind, in the order of `codes.CARE_OWED`."""
        lines = (
            Line(code=code, contacts=contacts or 0, customers=customers)
            for code, (contacts, customers) in zip(CARE_OWED, counted, strict=True)
        )
        told = (one for one in lines if one.contacts or one.code in ("created", "carried"))
        return cls(since=since, lines=tuple(told))


def account(
    actor: User, generation: Generation, *, staff_id: str = "", branches: Sequence[str] = ()
) -> Account | None:
    """Return the account of a manager's customers, or else of some branches; None without one; one query.

    Customers who came by a hand-over brought theirs along; closed ones count.
    """
    ((since, *counts),) = _summed(actor, generation, staff_id=staff_id, branches=list(branches))
    if since is None:
        return None
    return Account.of(since, zip(counts[::2], counts[1::2], strict=True))


@reads.scoped
def _summed(
    actor: User, generation: Generation, *, staff_id: str, branches: list[str]
) -> "QuerySet[PublishedCustomer, tuple[Any, ...]]":
    mine = rows.met(actor, generation, keeping.whose(staff_id, branches)).order_by()
    told: dict[str, Combinable] = {"since": Min("care_begun_on")}
    for code in CARE_OWED:
        told[code] = Sum(f"care_{code}")
        told[f"{code}_people"] = Count("customer_id", filter=Q(**{f"care_{code}__gt": 0}))
    return mine.values_list("generation").annotate(**told).values_list(*told)


def of_customer(row: PublishedCustomer) -> Account | None:
    """Return one customer's account; None for who has none; no query."""
    if row.care_begun_on is None:
        return None
    return Account.of(row.care_begun_on, ((getattr(row, f"care_{code}"), 1) for code in CARE_OWED))
