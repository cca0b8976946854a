"""Whether this bank is a customer's main bank: three indicators, each with its threshold (MAIN-05)."""

from collections.abc import Collection
from dataclasses import dataclass

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


def coverage(held: Collection[str], kind: str, rules: MainBank) -> float:
    """Return how many of the categories that a customer of a kind could hold are held, 0 to 1 (MAIN-02)."""
    expected = rules.of(kind)
    return len(set(held) & set(expected)) / len(expected)


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
