"""The page of a team's summaries of one day: who sent one, who has not yet, numbers, the words."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from tilth.data.models import DaySummary
from tilth.domain.staff.team import Manager, Managers
from tilth.policy.day_summary import Counts
from tilth.web.figures import Number, Work
from tilth.web.listing import heads
from tilth.web.listing.heads import Key

COLUMNS = (
    *("dialled", "contacts", "familiar", "unfamiliar", "appointed"),
    *("promised", "kept", "broken", "noted", "learned", "skipped"),
)
"""What stands side by side, by the names of the figures of work."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One manager's day."""

    manager: Manager
    numbers: tuple[Number, ...]
    sent: DaySummary | None


def _number(place: int) -> Key[Row]:
    return Key(of=lambda row: row.numbers[place].value, down=True)


KEYS: dict[str, Key[Row]] = {
    "manager": heads.spelt(),
    "sent": Key(of=lambda row: row.sent and row.sent.sent_at),
    **{code: _number(place) for place, code in enumerate(COLUMNS)},
}
"""What orders the managers: name, when the summary was sent, each number."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """A team's day."""

    day: dt.date
    before: dt.date
    after: dt.date | None
    """The working day after; None on the last."""
    columns: tuple[tuple[str, str], ...]
    """The codes of the numbers and their words."""
    rows: tuple[Row, ...]
    sent: int
    """Of the people shown, as many have sent a summary."""
    following: str
    first: bool
    works: bool


def page(  # noqa: PLR0913 - all that one page is made of
    found: Managers,
    *,
    day: dt.date,
    before: dt.date,
    after: dt.date | None,
    counts: Mapping[str, Counts],
    sent: Mapping[str, DaySummary],
    labels: tuple[str, ...],
    first: bool,
    works: bool,
) -> Page:
    """Return the page of some managers, those who have sent nothing yet among them."""
    return Page(
        day=day,
        before=before,
        after=after,
        columns=tuple(zip(COLUMNS, labels, strict=True)),
        rows=tuple(
            Row(
                manager=one,
                numbers=_numbers(one.staff_id, day, counts.get(one.staff_id, Counts())),
                sent=sent.get(one.staff_id),
            )
            for one in found.items
        ),
        sent=sum(one.staff_id in sent for one in found.items),
        following=found.following,
        first=first,
        works=works,
    )


def _numbers(staff_id: str, day: dt.date, counts: Counts) -> tuple[Number, ...]:
    work = Work(by=staff_id, since=day, until=day)
    return tuple(work.number(what, getattr(counts, what)) for what in COLUMNS)
