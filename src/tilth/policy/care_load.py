"""How many contacts a week the cadences of a book ask for, and what would lower it (CAD-01, CAD-02).

Each customer asks for 7 ÷ interval contacts a week. Three ways lower the sum: longer intervals, handing
customers over, and meeting many at once at a group event.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

WEEKS = Decimal(52)
MONTHS = Decimal(12)
_WHOLE = Decimal(1)


@dataclass(frozen=True, kw_only=True)
class Segment:
    """What the customers of one segment ask for."""

    code: str
    """Empty for customers of none."""
    customers: int
    overdue: int
    weekly: Decimal
    """Contacts a week: the sum of 7 ÷ interval in days over the customers."""
    shortest: int | None
    longest: int | None
    """Their intervals in days; None where nobody has one."""


@dataclass(frozen=True, kw_only=True)
class Ways:
    """What is tried out, with one segment or, `segment` empty, with all."""

    segment: str = ""
    longer: int = 0
    """By so many per cent the intervals grow."""
    handed: int = 0
    """So many customers go to somebody else."""
    guests: int = 0
    """So many customers come to one group event a month, which is a contact with each."""


def weekly(segments: Sequence[Segment]) -> Decimal:
    """Return the contacts a week that all segments ask for."""
    return sum((one.weekly for one in segments), Decimal(0))


def tried(segments: Sequence[Segment], ways: Ways) -> Decimal:
    """Return the contacts a week that are left to be made after what is tried out; never below nought.

    Customers who are handed over ask for what the segment asks for on average.
    """
    chosen = [one for one in segments if ways.segment in ("", one.code)]
    rest = weekly(segments) - weekly(chosen)
    asked, customers = weekly(chosen), sum(one.customers for one in chosen)
    kept = Decimal(max(customers - ways.handed, 0)) / customers if customers else Decimal(0)
    slower = asked * kept * 100 / (100 + ways.longer)
    met = min(ways.guests, max(customers - ways.handed, 0)) * MONTHS / WEEKS
    return rest + max(slower - met, Decimal(0))


def whole(contacts: Decimal) -> int:
    """Return a number of contacts as a page says it: rounded half up."""
    return int(contacts.quantize(_WHOLE, rounding=ROUND_HALF_UP))
