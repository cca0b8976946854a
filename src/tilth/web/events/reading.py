"""What an address asks of the events: known values are taken, others are left out."""

from collections.abc import Mapping
from urllib.parse import urlencode

from tilth.domain.customers import owners
from tilth.domain.events import standing
from tilth.domain.events.filters import LISTED, STATES, Filters
from tilth.domain.events.order import AMOUNT, SORTS
from tilth.domain.ordered import TURN
from tilth.domain.staff.branches import InSight
from tilth.domain.staff.owners import Owners
from tilth.kernel.text import visible
from tilth.policy.vocabulary import EVENT_KINDS

MAX_OWNER = 64
PARTS = ("kind", "state", "listed", "owner", "branch", "sort")


def read(given: Mapping[str, str], *, branches: Mapping[str, InSight], managers: Owners) -> Filters:
    """Return the filters of an address; a manager out of sight is taken where they are too many to know."""
    asked = {part: visible(given.get(part, "")).strip()[:MAX_OWNER] for part in PARTS}
    known: dict[str, tuple[str, ...]] = {
        "kind": EVENT_KINDS,
        "state": STATES,
        "listed": LISTED,
        "branch": tuple(branches),
        "sort": (*SORTS, *(f"{way}{code}" for code in standing.SORTS for way in ("", TURN))),
    }
    if managers.complete:
        known["owner"] = (*owners.WORDS, *managers.choices)
    taken = {part: value if value in known.get(part, (value,)) else "" for part, value in asked.items()}
    branch = branches.get(taken["branch"])
    return Filters(**taken, within=branch.within if branch else ())


def address(filters: Filters, **changed: str) -> str:
    """Return the filters as they stand in an address, some of them changed; empty for none."""
    found = {part: str(getattr(filters, part)) for part in PARTS} | changed
    return urlencode(
        {part: value for part, value in found.items() if value and (part, value) != ("sort", AMOUNT)}
    )
