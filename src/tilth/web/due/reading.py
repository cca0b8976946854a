"""What an address asks of the queue: whose, which kind, which days, from where on."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from tilth.data.models import Generation, User
from tilth.domain import guards
from tilth.domain.due import kinds, standing
from tilth.domain.due.model import Asked, Place
from tilth.domain.ordered import TURN
from tilth.domain.staff import branches as organisation
from tilth.kernel import dates, ids
from tilth.kernel.text import visible
from tilth.policy import due

OWN = "own"
LONGEST = 64
DAY = "day"
ORDERS = tuple(f"{way}{code}" for code in (DAY, *standing.SORTS) for way in ("", TURN))


@dataclass(frozen=True, kw_only=True)
class Given:
    """An address of the page, taken apart; what is not known is left out."""

    when: str = ""
    subject: str = ""
    owner: str = ""
    """`own`, or a staff number; empty: everybody in sight."""
    branch: str = ""
    """A branch with all below it, for who sees several."""
    after: Place | None = None
    sort: str = ""
    """By what it goes: empty for the day; what stands before it turns it round."""
    key: str = ""
    """The record after which the page begins, where it does not go by the day."""

    @property
    def first(self) -> bool:
        """Whether it is the first page that is asked for."""
        return self.after is None and not self.key

    def address(self, **other: str) -> str:
        """Return the address of this page with something else; it begins at the beginning."""
        parts = {
            "when": self.when,
            "subject": self.subject,
            "owner": self.owner,
            "branch": self.branch,
            "sort": self.sort,
        } | other
        return "?" + urlencode({name: value for name, value in parts.items() if value})

    def asked(self, actor: User, generation: Generation) -> Asked:
        """Return what is to be read for this reader."""
        chosen = (self.subject,) if self.subject else kinds.worked_on(actor.role)
        return Asked(
            staff=staff(self.owner, actor, generation),
            subjects=chosen,
            when=self.when,
            branch=organisation.interval(generation, self.branch) if self.branch else None,
        )


def staff(owner: str, actor: User, generation: Generation) -> tuple[str, ...]:
    """Return whose queue is meant; a manager's is the own one and those of people stood in for."""
    if actor.role not in guards.MANAGERS:
        return (owner,) if owner and owner != OWN else ()
    mine = guards.managers(actor, generation)
    if owner == OWN:
        return (actor.staff_id or "",)
    return (owner,) if owner in mine else mine


def read(given: Mapping[str, Any], *, role: str) -> Given:
    """Return what an address says."""

    def one(name: str, known: tuple[str, ...]) -> str:
        word = str(given.get(name) or "")
        return word if word in known else ""

    def number(name: str) -> str:
        word = visible(str(given.get(name) or "")).strip()
        return word if len(word) <= LONGEST else ""

    return Given(
        when=one("when", tuple(due.WHENS)),
        subject=one("subject", kinds.listed(role)),
        owner=number("owner"),
        branch=number("branch"),
        after=place(str(given.get("after") or "")),
        sort=one("sort", ORDERS),
        key=str(ids.read(str(given.get("after") or "")) or ""),
    )


def written(at: Place) -> str:
    """Return a place as an address holds it."""
    hour = "" if at.due_at is None else at.due_at.isoformat()
    return f"{at.due_on.isoformat()}~{hour}~{at.subject}~{at.row_id}"


def place(text: str) -> Place | None:
    """Return the place that an address names; None for the beginning and for what is no place."""
    day, _, rest = text.partition("~")
    hour, _, rest = rest.partition("~")
    subject, _, row_id = rest.partition("~")
    on = dates.read_day(day)
    try:
        at = dt.time.fromisoformat(hour) if hour else None
        number = str(UUID(row_id))
    except ValueError:
        return None
    if on is None or not subject.isidentifier() or (at is not None and at.tzinfo is not None):
        return None
    return Place(on, at, subject, number)
