"""Whether this bank is a customer's main bank: three indicators, each with its threshold (MAIN-05)."""

from dataclasses import dataclass
from decimal import Decimal

from tilth.policy.playbook.main_bank import MainBank


@dataclass(frozen=True, kw_only=True)
class Indicator:
    """One indicator of a customer: its value and the threshold, both 0 to 1."""

    code: str
    """One of `codes.MAIN_BANK`."""
    value: float | None
    """None where nobody can tell it."""
    least: float

    @property
    def passes(self) -> bool | None:
        """Whether the threshold is reached; None where the value is unknown."""
        return None if self.value is None else self.value >= self.least


@dataclass(frozen=True, kw_only=True)
class Judged:
    """The three indicators and what they say together."""

    indicators: tuple[Indicator, ...]

    @property
    def result(self) -> bool | None:
        """Whether all three pass; None while one is unknown, whatever the others say: never "no" for that."""
        found = [one.passes for one in self.indicators]
        return None if None in found else all(found)


def asset_share(here: Decimal, elsewhere: Decimal | None) -> float | None:
    """Return the share of what is known that lies here, 0 to 1 (MAIN-03), as the night reckons it.

    None where nobody told of other banks, of an overdrawn customer, and where nothing lies anywhere.
    """
    if elsewhere is None or here < 0 or here + elsewhere == 0:
        return None
    return int(here * 100) / int((here + elsewhere) * 100)


def judged(
    *, coverage: float | None, asset_share: float | None, activity: float | None, rules: MainBank
) -> Judged:
    """Return the indicators of one customer against the thresholds of the playbook."""
    found = (("coverage", coverage), ("asset_share", asset_share), ("activity", activity))
    return Judged(
        indicators=tuple(
            Indicator(code=code, value=value, least=float(getattr(rules, code))) for code, value in found
        )
    )
