"""What the signals of the last night should tell of customers in the books of the demo's sign-ins.

Nothing that is planted here moves a balance: who would agree to what (`agreements`) is as it was without.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from tilth.connectors.demo_bank.columns import NEVER
from tilth.connectors.demo_bank.nights.journal import Journal
from tilth.connectors.demo_bank.people.customers import customer_id
from tilth.connectors.demo_bank.people.network import Network
from tilth.connectors.demo_bank.people.population import Population
from tilth.connectors.demo_bank.plan import Plan
from tilth.connectors.demo_bank.planted import days, salaries
from tilth.connectors.demo_bank.planted.script import Facts
from tilth.connectors.demo_bank.positions.book import Book
from tilth.connectors.demo_bank.positions.due_days import Due


@dataclass(frozen=True, kw_only=True)
class Signals:
    """The planted days, and the planted salaries of before the first evening."""

    days: list[Due]
    salaries: list[salaries.Salary]

    def before(self, plan: Plan, people: Population, book: Book, journal: Journal) -> pa.RecordBatch:
        """Return the transactions of before the first evening that the first feed brings."""
        journal.entries.append(salaries.booked(plan.seed, people, book, self.salaries, journal))
        return journal.hand_over(plan.start)

    def document(self, plan: Plan, people: Population) -> list[Facts]:
        """Return what should be told, ready for JSON; of who has left meanwhile nothing is."""
        left = {customer_id(int(place)) for place in np.flatnonzero(people.closed != NEVER)}
        found = [*days.expected(plan, self.days), *salaries.expected(plan, self.salaries)]
        return [fact for fact in found if fact["customer_id"] not in left]


def plant(plan: Plan, network: Network, people: Population, book: Book) -> Signals:
    """Choose the customers."""
    owners = (0, int(network.wealth_of[network.rm_sub[0]]))
    return Signals(
        days=days.plant(plan, people, owners),
        salaries=salaries.plant(plan, people, book, owners),
    )
