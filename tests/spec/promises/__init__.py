"""What a commitment takes, and the earliest honest day: least, kept ones of the bank, the day it is given."""

import datetime as dt
from dataclasses import dataclass

from tilth.policy import promising
from tilth.policy.promising import Kept


@dataclass(frozen=True)
class Case:
    """One commitment: the playbook's least and number that is enough, what was kept, given on, due on."""

    least: int
    enough: int
    kept: str
    """Median of working days and of how many, as `20 of 90`; empty: none was kept."""
    given: str
    due: str
    takes: int
    told_by: int
    honest: str
    span: int
    warned: str

    def answers(self) -> tuple[int, int, str, int, str]:
        """Return what the policy says: takes, told by, earliest honest day, span, whether it is warned of."""
        days, _of, number = self.kept.partition(" of ")
        kept = {"card": Kept(days=int(days), of=int(number))} if self.kept else {}
        lead = promising.lead("card", least={"card": self.least}, kept=kept, enough=self.enough)
        given, due = dt.date.fromisoformat(self.given), dt.date.fromisoformat(self.due)
        span = promising.between(given, due)
        honest = promising.earliest(given, lead.days).isoformat()
        return lead.days, lead.of, honest, span, "yes" if span < lead.days else ""


CASES = (
    Case(15, 10, "", "2026-03-31", "2026-04-02", 15, 0, "2026-04-22", 2, "yes"),
    Case(15, 10, "", "2026-03-31", "2026-04-22", 15, 0, "2026-04-22", 15, ""),
    Case(15, 10, "20 of 9", "2026-03-31", "2026-04-22", 15, 0, "2026-04-22", 15, ""),
    Case(15, 10, "20 of 10", "2026-03-31", "2026-04-22", 20, 10, "2026-04-29", 15, "yes"),
    Case(15, 10, "12 of 90", "2026-03-31", "2026-04-22", 15, 0, "2026-04-22", 15, ""),
    Case(15, 10, "15 of 90", "2026-03-31", "2026-04-22", 15, 90, "2026-04-22", 15, ""),
    Case(0, 10, "", "2026-03-31", "2026-03-31", 0, 0, "2026-03-31", 0, ""),
    Case(1, 10, "", "2026-04-03", "2026-04-06", 1, 0, "2026-04-07", 0, "yes"),
    Case(1, 10, "", "2026-02-13", "2026-02-14", 1, 0, "2026-02-14", 1, ""),
    Case(2, 10, "", "2026-02-13", "2026-02-23", 2, 0, "2026-02-24", 1, "yes"),
)
