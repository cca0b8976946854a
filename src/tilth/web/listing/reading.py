"""What an address asks of the list: known values are taken, others are left out and named."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from urllib.parse import urlencode

from tilth.domain.customers import owners, worked
from tilth.domain.customers.filters import (
    CARE,
    DUE_WITHIN,
    LISTED,
    MAIN_BANK,
    NUMBERS,
    STATES,
    WEEK,
    Filters,
)
from tilth.domain.customers.order import FIRST, SORTS, amount
from tilth.domain.points import moves
from tilth.domain.staff.owners import Owners
from tilth.kernel.text import visible
from tilth.policy.codes import CARE_OWED, CAUSES
from tilth.policy.funnel import STAGES
from tilth.policy.levels.codes import LEVELS
from tilth.policy.vocabulary import CATEGORIES, LIFECYCLES, SIDES, TIERS

MAX_TEXT = 60
MAX_TAG = 40
MAX_OWNER = 64
_KNOWN: Mapping[str, tuple[str, ...]] = {
    "tier": TIERS,
    "lifecycle": LIFECYCLES,
    "category": CATEGORIES,
    "beside": CATEGORIES,
    "side": SIDES,
    "due": tuple(str(days) for days in DUE_WITHIN),
    "under": ("1",),
    "overdue": ("1",),
    "never": ("1",),
    "numberless": ("1",),
    "main": tuple(MAIN_BANK),
    "state": STATES,
    "listed": LISTED,
    "week": WEEK,
    "care": CARE,
    "cause": tuple(CAUSES),
    "owed": tuple(CARE_OWED),
    "funnel": tuple(STAGES),
    "level": tuple(LEVELS),
    "numbers": NUMBERS,
    "sort": tuple(SORTS),
}
PARTS = (
    *(
        "q",
        "owner",
        "tier",
        "segment",
        "lifecycle",
        "category",
        "beside",
        "tag",
        "due",
        "below",
        "under",
        "overdue",
        "never",
        "numberless",
        "main",
    ),
    *(
        "side",
        "state",
        "listed",
        "week",
        "care",
        "cause",
        "owed",
        "level",
        "funnel",
        "numbers",
        "moved",
        "worked",
        "branch",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Branch:
    """A branch that the reader may look at by itself."""

    branch_id: str
    name: str
    within: tuple[str, ...]
    """Its number and those of the branches below it."""


@dataclass(frozen=True, kw_only=True)
class Asked:
    """An address understood."""

    filters: Filters
    ignored: tuple[str, ...]
    """Names of the parts whose value means nothing here."""


def read(
    given: Mapping[str, str],
    *,
    segments: tuple[str, ...],
    branches: Mapping[str, Branch],
    managers: Owners | None = None,
) -> Asked:
    """Return the filters of an address; without `managers` any staff number is taken."""
    known = {**_KNOWN, "segment": segments, "branch": tuple(branches)}
    asked = {part: visible(given.get(part, "")).strip() for part in known}
    owner = visible(given.get("owner", "")).strip()[:MAX_OWNER]
    if managers is not None and managers.complete:
        known["owner"], asked["owner"] = (*owners.WORDS, *managers.choices), owner
    ignored = tuple(part for part, value in asked.items() if value and value not in known[part])
    moved = moves.read(given.get("moved", ""))
    done = worked.read(given.get("worked", ""))
    below = amount(given.get("below", ""))
    for part, found in (("moved", moved), ("worked", done), ("below", below)):
        if given.get(part) and found is None:
            ignored = (*ignored, part)
    taken = {part: "" if part in ignored else value for part, value in asked.items()}
    branch = branches.get(taken["branch"])
    return Asked(
        ignored=ignored,
        filters=Filters(
            text=visible(given.get("q", "")).strip()[:MAX_TEXT],
            tier=taken["tier"],
            segment=taken["segment"],
            lifecycle=taken["lifecycle"],
            category=taken["category"],
            beside=taken["beside"],
            tag=visible(given.get("tag", "")).strip()[:MAX_TAG],
            due=int(taken["due"] or 0),
            below=max(below or Decimal(0), Decimal(0)),
            under=bool(taken["under"]),
            overdue=bool(taken["overdue"]),
            never=bool(taken["never"]),
            numberless=bool(taken["numberless"]),
            main=taken["main"],
            side=taken["side"],
            owner=taken.get("owner", owner),
            state=taken["state"],
            listed=taken["listed"],
            week=taken["week"],
            care=taken["care"],
            cause=taken["cause"],
            owed=taken["owed"],
            level=taken["level"],
            funnel=taken["funnel"],
            numbers=taken["numbers"],
            moved=moved,
            worked=done,
            branch=taken["branch"],
            within=branch.within if branch else (),
            sort=_order(taken["sort"], due=bool(taken["due"]), worked=done is not None),
        ),
    )


def _order(sort: str, **there: bool) -> str:
    """Return an order, the first one for none, and for one by what only a filter brings, without it."""
    known = SORTS[sort or FIRST]
    return FIRST if known.needs and not there[known.needs] else sort or FIRST


def pairs(filters: Filters) -> dict[str, str]:
    """Return the filters as they stand in an address, the text that is looked for as q."""
    found = {
        "q": filters.text,
        "owner": filters.owner,
        "tier": filters.tier,
        "segment": filters.segment,
        "lifecycle": filters.lifecycle,
        "category": filters.category,
        "beside": filters.beside,
        "tag": filters.tag,
        "due": str(filters.due or ""),
        "below": f"{filters.below:f}" if filters.below else "",
        "under": "1" if filters.under else "",
        "overdue": "1" if filters.overdue else "",
        "never": "1" if filters.never else "",
        "numberless": "1" if filters.numberless else "",
        "main": filters.main,
        "side": filters.side,
        "state": filters.state,
        "listed": filters.listed,
        "week": filters.week,
        "care": filters.care,
        "cause": filters.cause,
        "level": filters.level,
        "funnel": filters.funnel,
        "owed": filters.owed,
        "numbers": filters.numbers,
        "moved": str(filters.moved or ""),
        "worked": str(filters.worked or ""),
        "branch": filters.branch,
        "sort": "" if filters.sort == FIRST else filters.sort,
    }
    return {part: value for part, value in found.items() if value}


def address(filters: Filters, *, view: str = "", without: str = "", sort: str = "") -> str:
    """Return the filters as an address part, ending in & when not empty."""
    changed = replace(filters, sort=sort) if sort else filters
    found = {part: value for part, value in pairs(changed).items() if part != without}
    if view:
        found["view"] = view
    text = urlencode(found)
    return f"{text}&" if text else ""


def kept(filters: Filters) -> dict[str, str]:
    """Return what a saved view keeps: everything but the text, which may be somebody's name."""
    return {part: value for part, value in pairs(filters).items() if part != "q"}


def address_of(filters: Mapping[str, str]) -> str:
    """Return a saved view's filters as an address part, ending in & when not empty."""
    text = urlencode({part: value for part, value in filters.items() if part in (*PARTS, "sort")})
    return f"{text}&" if text else ""
