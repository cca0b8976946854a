"""The list of open opportunities in the order of any of its columns, a page at a time (ADR 0038)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Case, DecimalField, F, Q, When

from tilth.data.models import Generation, User
from tilth.domain import ordered, spelt
from tilth.domain.deals import queries
from tilth.domain.deals.queries import COLUMNS, PAGE, Deal, Whose
from tilth.policy.subjects.opportunity import MOVES

EXPECTED = "expected"
SORTS = {
    "customer": False,
    "category": False,
    "stage": False,
    "amount": True,
    "chance": True,
    "weighted": True,
    EXPECTED: False,
    "source": False,
    "manager": False,
}
"""Code → whether its order begins with the most."""
_COLUMNS = {"amount": "amount", EXPECTED: "expected_on"}
Shares = Mapping[tuple[str, str | None], Decimal]
"""Stage and category → the probability of what is open there, 0 to 1; what is unknown is left out."""
_SHARE: "DecimalField[Any, Any]" = DecimalField(max_digits=38, decimal_places=18)


@dataclass(frozen=True, kw_only=True)
class Words:
    """Codes of categories and of sources in the order of their words."""

    categories: tuple[str, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A page of the list, and the record behind which the next one begins; empty: there is none."""

    deals: tuple[Deal, ...]
    following: str


def find(  # noqa: PLR0913 - whose list, in which order and where the page begins, told in keywords
    actor: User,
    generation: Generation,
    whose: Whose,
    *,
    sort: str,
    shares: Shares,
    words: Words,
    after: str = "",
) -> Listed:
    """Return a page of the open ones in an order of `SORTS`, turned or not; at most four queries.

    Equal ones stand as they were opened; what has no value closes the order whichever way round.
    """
    code = sort.removeprefix(ordered.TURN)
    rows = whose.of(queries.still_open(actor, generation))
    placed = rows.annotate(stands=_stands(actor, generation, code, shares, words)).only(*COLUMNS)
    page = ordered.page(placed, sort, down=SORTS[code], most=PAGE, after=after)
    return Listed(deals=queries.named(actor, generation, page.items), following=page.following)


def _stands(actor: User, generation: Generation, code: str, shares: Shares, words: Words) -> Any:
    """Return what opportunities stand by in an order."""
    if code == "customer":
        return spelt.of_customer(actor, generation)
    if code == "manager":
        return spelt.of_manager(generation, "staff_id")
    if code in ("chance", "weighted"):
        share = _share(shares)
        return share if code == "chance" else share * F("amount")
    places = {"category": words.categories, "source": words.sources, "stage": tuple(MOVES)}
    return ordered.place_of(code, places[code]) if code in places else F(_COLUMNS[code])


def _share(shares: Shares) -> Any:
    """Return the probability of an open opportunity's stage and category."""
    told = [
        When(Q(stage=stage, category=category), then=share) for (stage, category), share in shares.items()
    ]
    return Case(*told, default=None, output_field=_SHARE)
