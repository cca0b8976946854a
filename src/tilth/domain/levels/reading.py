"""One relationship as pages and acts read it: measured once, judged by the playbook."""

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property

from tilth.data.models import Generation, PublishedCustomer, User
from tilth.domain.levels import queries
from tilth.domain.levels.measuring import Held, Measuring, held_now, needed
from tilth.policy.levels.codes import FIRST, above
from tilth.policy.levels.judging import Judged, Scored, Values, judged, scored
from tilth.policy.playbook import Playbook
from tilth.policy.subjects.detail import DetailRules
from tilth.policy.subjects.level import LevelRules


@dataclass(frozen=True, kw_only=True)
class Relationship:
    """Where one relationship stands, and what is missing to the next level."""

    measuring: Measuring
    rules: LevelRules
    values: Values

    @property
    def material(self) -> queries.Material:
        """What it was measured by."""
        return self.measuring.material

    @property
    def level(self) -> str:
        """The level of the last confirmed step; the first one where nobody confirmed any."""
        step = queries.last(self.material.steps)
        return step.reached if step else FIRST

    @property
    def next(self) -> str:
        """The level after it; empty after the last."""
        return above(self.level)

    @cached_property
    def criteria(self) -> tuple[Judged, ...]:
        """The criteria of the next level as they stand today; none after the last."""
        return self.judged(self.next) if self.next else ()

    def judged(self, level: str) -> tuple[Judged, ...]:
        """Return the criteria of a level as they stand today."""
        return judged(self.rules.criteria(level), self.values)

    @cached_property
    def scores(self) -> tuple[Scored, ...]:
        """All scores with their terms."""
        return tuple(scored(one, self.values) for one in self.rules.scores)

    @cached_property
    def earlier(self) -> "Earlier | None":
        """The scores of 90 days ago by the same rules; None where the customer came later.

        Of what the night says the assets alone are kept for so long: a term of anything else is unknown then.
        """
        day = self.measuring.today - queries.COMPARED
        if self.measuring.customer.opened_on > day:
            return None
        point = self.material.point
        held = Held(products=None, aum=point.aum if point else None, activity=None)
        values = replace(self.measuring, held=held, today=day).values(needed(self.rules))
        return Earlier(day=day, scores=tuple(scored(one, values) for one in self.rules.scores))


@dataclass(frozen=True, kw_only=True)
class Earlier:
    """The scores of an earlier day."""

    day: dt.date
    scores: tuple[Scored, ...]


def of_customer(
    actor: User, generation: Generation, *, customer: PublishedCustomer, playbook: Playbook, today: dt.date
) -> Relationship:
    """Return the relationship with a customer in sight; fifteen reads, which can be sent together."""
    several, number = playbook.of(DetailRules).several, customer.customer_id
    material = queries.material(actor, generation, customer_id=number, several=several, today=today)
    rules = playbook.of(LevelRules)
    held = held_now(customer)
    measuring = Measuring(customer=customer, held=held, material=material, playbook=playbook, today=today)
    return Relationship(measuring=measuring, rules=rules, values=measuring.values(needed(rules)))
