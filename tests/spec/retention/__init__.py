"""When a record may go: by rule, by the days that are known, and by a hold."""

import datetime as dt
from dataclasses import dataclass

from tilth.policy.registry import RETENTION
from tilth.policy.retention import Dates, begins, goes_on


@dataclass(frozen=True)
class Case:
    """One record: its rule, what is known, and on which day it may go."""

    rule: str
    own: str
    ended: str
    """The end that the rule counts from, or the last contact; empty: not told."""
    held: str
    begins: str
    goes_on: str

    def known(self) -> Dates:
        """Return what is known of the record."""
        end = dt.date.fromisoformat(self.ended) if self.ended else None
        return Dates(
            own=dt.date.fromisoformat(self.own),
            relationship_end=end,
            last_contact=end,
            product_end=end,
            employment_end=end,
        )

    def answers(self) -> tuple[str, str]:
        """Return what the policy says: the day it counts from, the day on which it may go."""
        rule, known = RETENTION[self.rule], self.known()
        days = begins(rule, known), goes_on(rule, known, held=self.held == "yes")
        return _told(days[0]), _told(days[1])


def _told(day: dt.date | None) -> str:
    return "" if day is None else day.isoformat()


CASES = (
    Case("dealings", "2014-05-06", "2016-03-30", "", "2016-03-30", "2026-03-31"),
    Case("dealings", "2014-05-06", "2016-03-30", "yes", "2016-03-30", ""),
    Case("dealings", "2014-05-06", "", "", "", ""),
    Case("dealings", "2017-01-02", "2016-03-30", "", "2017-01-02", "2027-01-03"),
    Case("dealings", "2014-05-06", "2016-02-29", "", "2016-02-29", "2026-03-01"),
    Case("identity", "2014-05-06", "2015-12-31", "", "2015-12-31", "2026-01-01"),
    Case("consent", "2014-05-06", "2023-01-31", "", "2023-01-31", "2026-02-01"),
    Case("transaction", "2014-05-06", "", "", "2014-05-06", "2024-05-07"),
    Case("suitability", "2014-05-06", "2016-03-30", "", "2016-03-30", "2036-03-31"),
    Case("marketing", "2014-05-06", "2024-02-29", "", "2024-02-29", "2026-03-01"),
    Case("marketing", "2024-05-06", "2020-02-29", "", "2024-05-06", "2026-05-07"),
    Case("marketing", "2024-05-06", "", "", "2024-05-06", "2026-05-07"),
    Case("log", "2024-12-31", "", "", "2024-12-31", "2026-02-01"),
    Case("log", "2025-01-31", "", "", "2025-01-31", "2026-03-01"),
    Case("audit", "2014-05-06", "", "", "2014-05-06", "2024-05-07"),
    Case("staff", "2014-05-06", "2016-03-30", "", "2016-03-30", "2026-03-31"),
    Case("staff", "2014-05-06", "", "", "", ""),
    Case("none", "2014-05-06", "2016-03-30", "", "", ""),
)
