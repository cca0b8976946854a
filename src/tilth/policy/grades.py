"""Grades beside the tier: a step of a ladder by an amount, the wealth grade from four inputs (TIER-04)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from tilth.kernel.money import cents
from tilth.policy.playbook.grading import DepositClass, Grading, Input, Step
from tilth.policy.vocabulary import ASSET_CATEGORIES, LIABILITY_CATEGORIES

_TENTH = Decimal("0.1")
_NONE = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Stands:
    """Where an amount, or points, stand on a ladder of steps."""

    step: Step
    following: Step | None
    gap: Decimal | None
    """What is missing to the step above; None at the top."""


def stands(amount: Decimal, steps: Sequence[Step]) -> Stands:
    """Return the highest step whose floor ≤ `amount`; below the lowest floor it is the lowest step."""
    reached = [step for step in steps if step.floor <= amount] or [steps[0]]
    above = next((step for step in steps if step.floor > reached[-1].floor), None)
    return Stands(step=reached[-1], following=above, gap=above.floor - amount if above else None)


def deposit_class(amount: Decimal, grading: Grading) -> DepositClass:
    """Return the class of a mean of deposits, with the categories that are matched to it (PROD-07)."""
    return next((one for one in reversed(grading.deposits) if one.floor <= amount), grading.deposits[0])


@dataclass(frozen=True, kw_only=True)
class Contribution:
    """What a customer brings the bank in a year by the playbook's margins, in base currency (PROF-30)."""

    assets: Decimal
    liabilities: Decimal


def contribution(balances: Mapping[str, Decimal], grading: Grading) -> Contribution:
    """Return the contribution of open balances by category, to the cent; what is overdrawn brings nothing."""

    def of(categories: Sequence[str]) -> Decimal:
        parts = (
            max(balances.get(code, _NONE), _NONE) * grading.margins.get(code, _NONE) for code in categories
        )
        return cents(sum(parts, _NONE))

    return Contribution(assets=of(ASSET_CATEGORIES), liabilities=of(LIABILITY_CATEGORIES))


@dataclass(frozen=True, kw_only=True)
class Part:
    """What one input brings to the wealth grade."""

    input: Input
    value: Decimal | None
    """As measured; None where nobody knows it: it brings nothing, and says so."""
    points: Decimal
    """To a tenth, 0 up to the weight."""


@dataclass(frozen=True, kw_only=True)
class Grade:
    """The wealth grade with all that makes it: the parts add up to the points, and these are on a step."""

    parts: tuple[Part, ...]
    points: Decimal
    stands: Stands

    @property
    def unknown(self) -> tuple[Input, ...]:
        """Inputs that nobody knows: the grade may be higher."""
        return tuple(part.input for part in self.parts if part.value is None)


def grade(values: Mapping[str, Decimal | None], grading: Grading) -> Grade:
    """Return the grade of a customer; `values` are the measures of the inputs by name."""
    parts = tuple(_part(one, values[one.measure]) for one in grading.inputs)
    points = sum((part.points for part in parts), Decimal("0.0"))
    return Grade(parts=parts, points=points, stands=stands(points, grading.grades))


def _part(one: Input, value: Decimal | None) -> Part:
    share = min(max((value or Decimal(0)) / one.full, Decimal(0)), Decimal(1))
    points = (share * one.weight).quantize(_TENTH, rounding=ROUND_HALF_UP)
    return Part(input=one, value=value, points=points)
