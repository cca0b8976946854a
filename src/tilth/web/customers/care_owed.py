"""What fell due of a customer's care, and what became of it: a part of the tab of rules."""

from dataclasses import dataclass

from tilth.domain.book import care_owed as accounts
from tilth.domain.book.care_owed import Account
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part


@dataclass(frozen=True, kw_only=True)
class CareOwed:
    """One customer's account, and the interval by which it counts."""

    account: Account
    days: int | None
    source: str | None
    """Which rule sets the interval: a code of `codes.CADENCE_SOURCES`."""


def care_owed(of: Reading) -> Part | None:
    """Return the account; None for whose care was never late; no query."""
    account = accounts.of_customer(of.figures)
    if account is None:
        return None
    row = of.figures
    page = CareOwed(account=account, days=row.cadence_days, source=row.cadence_source)
    return Part(template="customers/_care_owed.html", page=page)
