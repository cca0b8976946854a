"""The other ways in which a bank sorts its customers: two ladders, the wealth grade, value, benefits."""

from dataclasses import dataclass
from decimal import Decimal

from tilth.domain.tiers import measures
from tilth.policy import conditions, grades, tiers
from tilth.policy.grades import Grade, Stands
from tilth.policy.playbook import Playbook
from tilth.policy.playbook.grading import Benefit, Step
from tilth.web.customers import why, words
from tilth.web.file.reading import Reading


@dataclass(frozen=True, kw_only=True)
class Ladder:
    """One scheme: its steps, and where the customer's amount stands."""

    steps: tuple[Step, ...]
    amount: Decimal
    stands: Stands


@dataclass(frozen=True, kw_only=True)
class Value:
    """Whether the customer is of value by the bank's standard; None: something asked is unknown."""

    result: bool | None
    rule: str


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The section of one customer."""

    grade: Grade
    money: frozenset[str]
    """Measures that are amounts of money."""
    pyramid: Ladder
    deposits: Ladder
    value: Value
    given: tuple[Benefit, ...]
    """What the tier gives."""
    by_product: tuple[Benefit, ...]
    """What a product that is held gives besides."""
    following: str
    more: tuple[Benefit, ...]
    """What the tier above would give besides."""


def standing(of: Reading) -> Standing:
    """Return where the customer stands; the holdings are read for it where nobody read them."""
    row, playbook = of.figures, of.at.playbook
    grading = playbook.grading
    above = tiers.standing(row.tier_basis, playbook.tiers).following
    return Standing(
        grade=grades.grade(measures.of(row), grading),
        money=measures.AMOUNTS,
        pyramid=_ladder(row.tier_basis, grading.pyramid),
        deposits=_ladder(row.deposit_avg_30, grading.deposits),
        value=_value(of, playbook),
        given=grading.benefits_of(row.tier),
        by_product=grading.by_product(_products(of), row.tier),
        following=above.code if above else "",
        more=grading.more_in(above.code) if above else (),
    )


def _products(of: Reading) -> set[str]:
    return {holding.product_name for category in of.categories for holding in category.holdings}


def _ladder(amount: Decimal, steps: tuple[Step, ...]) -> Ladder:
    return Ladder(steps=steps, amount=amount, stands=grades.stands(amount, steps))


def _value(of: Reading, playbook: Playbook) -> Value:
    node = conditions.parse(playbook.grading.value_standard)
    rule = words.say(node, words.vocabulary(playbook))
    return Value(result=conditions.evaluate(node, why.row_of(of)), rule=rule)
