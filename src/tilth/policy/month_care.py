"""The care of a month: who is due by cadence until its end, against the places left in it (CAD-03)."""

import datetime as dt
from dataclasses import dataclass

from tilth.policy import key_actions
from tilth.policy.key_actions import Span


@dataclass(frozen=True, kw_only=True)
class MonthCare:
    """One book's month; a day has its list and a week its names, the month is what they have to serve."""

    overdue: int = 0
    """Customers whose contact is overdue tonight."""
    week: int = 0
    """Customers due by the end of the week, overdue ones among them."""
    month: int = 0
    """Customers due by the end of the month."""
    contacts: int = 0
    """Contacts that their cadences ask for by then: short ones ask more than once."""
    places: int = 0
    """Names that the lists of the month's working days have places for."""
    left: int = 0
    """The same from today on."""

    @property
    def over(self) -> int:
        """Contacts that find no place any more."""
        return max(0, self.contacts - self.left)


def places(today: dt.date, *, size: int) -> tuple[int, int]:
    """Return the places of the month, and those from today on; `size`: names on a day's list."""
    month = key_actions.span("month", today)
    return size * key_actions.working(month), size * key_actions.working(Span(today, month.until))


def asked(due_on: dt.date, cadence_days: int, *, today: dt.date, until: dt.date) -> int:
    """Return how often a customer asks for a contact from today until a day, who is due by then."""
    first = max(due_on, today)
    return 0 if first > until else 1 + (until - first).days // cadence_days
