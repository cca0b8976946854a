"""How much of what a customer owns lies here, as far as anybody was told of the rest (MAIN-03)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

OTHER_BANKS = "other_banks"
"""The group of items whose amounts lie elsewhere (PROF-12)."""


@dataclass(frozen=True, kw_only=True)
class Share:
    """What lies here and what was estimated elsewhere, in base currency."""

    here: Decimal
    elsewhere: Decimal

    @property
    def percent(self) -> int:
        """The share that lies here, in whole percent, half rounded up."""
        whole = self.here + self.elsewhere
        return int((200 * self.here + whole) // (2 * whole))


def kept_here(here: Decimal, estimates: Iterable[Decimal | None]) -> Share | None:
    """Return the share; None where nobody estimated anything elsewhere, and where nothing lies here.

    Without an estimate it is unknown, not 100 %; of an overdrawn account there is no share.
    """
    told = [one for one in estimates if one is not None]
    return Share(here=here, elsewhere=sum(told, Decimal(0))) if told and here >= 0 else None
