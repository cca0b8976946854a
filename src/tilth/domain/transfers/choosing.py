"""Choose customers of one manager, or of nobody, for a hand-over: all, those that match, or single ones."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q, QuerySet

from tilth.access import personal, scopes, visibility
from tilth.data.models import Generation, PublishedCustomer, User

PAGE = 50
AT_ONCE = 10_000
"""Customers that one act moves; more are handed over in parts."""
COUNTED = 1000
"""Where customers without a manager are only counted, counting stops here."""
_SHOWN = ("customer_id", "rm_id", "branch_id", "name", "kind", "tier", "aum", "closed_on", "business_date")
Rows = QuerySet[PublishedCustomer, PublishedCustomer]


@dataclass(frozen=True, kw_only=True)
class Choice:
    """Whose customers, and which of them; nothing said means all."""

    owner: str | None
    """None: customers without a manager."""
    text: str = ""
    """The first sign of the name, which every mask shows, or the whole customer number."""
    tier: str = ""
    only: tuple[str, ...] | None = None
    """Single customers by number; None: all that match."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One customer to choose."""

    customer_id: str
    name: str
    tier: str
    aum: Decimal
    closed: bool


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of customers to choose, the largest assets first."""

    rows: tuple[Row, ...]
    number: int
    """The page's number, from 1."""
    total: int
    """Customers that match."""

    @property
    def last(self) -> int:
        """The last page's number."""
        return max(1, -(-self.total // PAGE))


def rows(actor: User, generation: Generation, choice: Choice) -> Rows:
    """Return the customers in sight that a choice means, in no order; of nobody's the open ones only."""
    mine = visibility.visible(PublishedCustomer, actor, generation)
    found = mine.filter(_of(choice.owner, generation))
    if choice.only is not None:
        return found.filter(Q(customer_id__among=list(choice.only)))
    if choice.tier:
        found = found.filter(tier=choice.tier)
    if choice.text:
        # no more of a name than its mask shows: what is not counted as a search must tell no letter behind it
        first = Q(name__startswith=choice.text) if len(choice.text) == 1 else Q()
        found = found.filter(Q(customer_id=choice.text) | first)
    return found


def page(actor: User, generation: Generation, choice: Choice, *, number: int) -> Page:
    """Return one page of a choice; two queries."""
    found = rows(actor, generation, choice)
    total = found.count()
    at = min(max(number, 1), max(1, -(-total // PAGE)))
    part = found.order_by("-aum", "customer_id").only(*_SHOWN)[(at - 1) * PAGE : at * PAGE]
    scope = scopes.of(actor, generation)
    return Page(rows=tuple(_row(personal.show(one, scope, "list")) for one in part), number=at, total=total)


def unassigned(actor: User, generation: Generation, *, branches: Sequence[str] | None = None) -> int:
    """Return how many open customers in sight have no manager, 1,001 for more than 1,000; one query."""
    found = rows(actor, generation, Choice(owner=None))
    if branches is not None:
        found = found.filter(Q(branch_id__among=list(branches)))
    return found.order_by().values("customer_id")[: COUNTED + 1].count()


def _of(owner: str | None, generation: Generation) -> Q:
    if owner is not None:
        return Q(rm_id=owner)
    day = generation.business_date
    return Q(rm_id__isnull=True) & (Q(closed_on__isnull=True) | Q(closed_on__gt=day))


def _row(customer: PublishedCustomer) -> Row:
    return Row(
        customer_id=customer.customer_id,
        name=customer.name or "",
        tier=customer.tier,
        aum=customer.aum,
        closed=customer.closed_by(customer.business_date),
    )
