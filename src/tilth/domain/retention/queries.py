"""What would go, by table and rule: counted with the question that the sweep asks, and nothing is changed."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection as django_connection

from tilth.domain.retention import asking
from tilth.domain.retention.asking import Connection, Table
from tilth.kernel.dates import ZONE_NAME
from tilth.kernel.errors import TilthError
from tilth.policy import retention
from tilth.policy.registry import RETENTION, Begin

_COUNTED = """
    SELECT count(*), count(*) FILTER (WHERE q.goes), min(q.day) FILTER (WHERE q.goes),
        max(q.day) FILTER (WHERE q.goes),
        count(*) FILTER (WHERE q.held AND q.goes_on <= %(day)s),
        count(*) FILTER (WHERE NOT q.held AND q.waits AND q.goes_on <= %(day)s),
        count(*) FILTER (WHERE q.begins IS NULL),
        min(q.goes_on) FILTER (WHERE q.goes_on > %(day)s AND NOT q.held)
    FROM ({question}) q
"""
_ENDS = """
    SELECT EXISTS (SELECT FROM tilth_ownership_change WHERE to_branch_id IS NULL)
        OR EXISTS (SELECT FROM published_customer c
            WHERE c.generation = (SELECT current_id FROM tilth_publication) AND c.closed_on IS NOT NULL)
"""
_UNTIL = f"""
    SELECT CASE WHEN c.customer_id IS NULL THEN tilth_left_on(%(customer)s)
            WHEN c.closed_on <= c.business_date THEN c.closed_on END,
        (SELECT max((d.happened_at AT TIME ZONE '{ZONE_NAME}')::date) FROM tilth_diary d
            WHERE d.customer_id = %(customer)s),
        EXISTS (SELECT FROM tilth_hold h
            WHERE h.customer_id = %(customer)s AND h.lifted_at IS NULL AND h.voided_at IS NULL)
    FROM (SELECT 1) o LEFT JOIN published_customer c
        ON c.generation = (SELECT current_id FROM tilth_publication) AND c.customer_id = %(customer)s
"""  # noqa: S608 - a constant
_LONGEST = max(
    (one for one in RETENTION.values() if one.counted_from is Begin.RELATIONSHIP_END),
    key=lambda one: one.months or 0,
)
"""Of the rules that are counted from the end of the relationship."""


class NoNightError(TilthError):
    """There is no night on show, by whose day a period could be judged."""

    def __init__(self) -> None:
        super().__init__("No night is on show yet, so no period can be judged: run `tilth nightly` first.")


@dataclass(frozen=True, kw_only=True)
class Line:
    """One table: how many rows there are, how many go, and why the others stay."""

    table: str
    rule: str
    rows: int
    going: int
    oldest: dt.date | None
    """Own day of the oldest row that goes."""
    newest: dt.date | None
    held: int
    """Their period is over, and a hold stands."""
    waiting: int
    """Their period is over, and something that stays refers to them, or they are in force."""
    unknown: int
    """What their period is counted from has not come, or nobody told of it."""
    next_on: dt.date | None
    """The first later day on which one of them may go."""


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What would go on a day, and whether the bank ever told of the end of a relationship."""

    day: dt.date
    lines: tuple[Line, ...]
    told_ends: bool

    @property
    def going(self) -> int:
        """How many rows would go."""
        return sum(line.going for line in self.lines)


def preview(connection: Connection) -> Preview:
    """Count what would go by the night on show; NoNightError before the first."""
    with connection.transaction():
        day = asking.day_shown(connection)
        if day is None:
            raise NoNightError
        connection.execute("SET LOCAL statement_timeout = 0")
        all_ = asking.tables(connection)
        lines = tuple(_line(connection, all_, table, day) for table in all_)
        (told,) = connection.execute(_ENDS).fetchone() or (False,)
    return Preview(day=day, lines=tuple(sorted(lines, key=lambda one: one.table)), told_ends=bool(told))


def _line(connection: Connection, all_: tuple[Table, ...], table: Table, day: dt.date) -> Line:
    asked = _COUNTED.format(question=asking.question(all_, table))
    found = connection.execute(asked, {"day": day}).fetchone() or ()
    names = ("rows", "going", "oldest", "newest", "held", "waiting", "unknown", "next_on")
    return Line(table=table.name, rule=table.answer.rule, **dict(zip(names, found, strict=True)))


@dataclass(frozen=True, kw_only=True)
class Until:
    """How long a customer's data have to be kept, by the longest rule counted from the relationship."""

    day: dt.date | None
    """The first day on which they may go; None: the period has not begun, the relationship has not ended."""
    rule: str
    held: bool
    """A legal hold stands, whatever the day."""

    def runs(self, on: dt.date) -> bool:
        """Say whether data have to be kept on a day."""
        return self.held or self.day is None or on < self.day


def runs_until(customer_id: str) -> Until:
    """Return until when a customer's data have to be kept: of the night on show, or gone from the feed.

    By Django's connection: the pages' login learns it of customers in its actor's sight; of all others that
    the period has not begun.
    """
    with django_connection.cursor() as cursor:
        cursor.execute(_UNTIL, {"customer": customer_id})
        ended, last, held = cursor.fetchone() or (None, None, False)
    own = max(filter(None, (ended, last)), default=dt.date.min)
    day = retention.goes_on(_LONGEST, retention.Dates(own=own, relationship_end=ended))
    return Until(day=day, rule=_LONGEST.code, held=bool(held))
