"""The words in which a planted story is told: who, what they hold, what they do, what should be found."""

import datetime as dt
from dataclasses import dataclass, field

import numpy as np

from tilth.connectors.demo_bank.columns import NEVER, Whole, day_of, ordinal
from tilth.connectors.demo_bank.people.network import Network
from tilth.connectors.demo_bank.people.population import YEAR, Population
from tilth.connectors.demo_bank.people.profiles import BY_NAME as PROFILE
from tilth.connectors.demo_bank.positions import catalogue

Facts = dict[str, object]
YUAN = 100
"""Cents."""
_WELL_OFF = 12
"""Of each book so many are the wealthiest."""


@dataclass(kw_only=True)
class Position:
    """One planted holding, entered on the first evening; amounts in cents."""

    product: int
    balance: int
    opened: dt.date
    matures: dt.date | None = None
    cost: int = -1
    units: int = -1
    rate: int = -1
    renews: int = -1
    take_profit: int = 0
    stop_loss: int = 0
    place: int = -1
    """Its place in the book, once it is entered."""


@dataclass(frozen=True, kw_only=True)
class Move:
    """One planted booking on a member's main account."""

    on: dt.date
    amount: int
    kind: str
    bank: int = -1
    own: bool = True
    """The other side is the customer's own account elsewhere; otherwise a stranger's."""


@dataclass(kw_only=True)
class Member:
    """One planted customer."""

    place: int
    positions: list[Position]
    moves: list[Move] = field(default_factory=list)


@dataclass(kw_only=True)
class Story:
    """One case: its members, and what should be found on which date."""

    kind: str
    about: str
    members: list[Member]
    expect: list[Facts] = field(default_factory=list)
    more: Facts = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Stage:
    """What stories are planted into."""

    people: Population
    network: Network
    start: dt.date
    places: list[int]
    """Free places for members, taken from the front."""

    def person(  # noqa: PLR0913 - one fact after another
        self,
        *,
        profile: str,
        age: int,
        female: bool,
        years: int = 8,
        manager: int = 0,
        born: dt.date | None = None,
    ) -> int:
        """Make the next free place a customer of a manager, a person to whom nothing happens by chance."""
        place, people, start = self.places.pop(0), self.people, ordinal(self.start)
        people.company[place], people.female[place] = False, female
        people.born[place] = ordinal(born) if born else start - int(age * YEAR) - 40
        people.profile[place] = PROFILE[profile]
        people.work[place], people.married[place] = 0, age > 30
        people.income[place] = 36_000_000
        people.risk[place], people.risk_on[place] = 2, start - 120
        self._settle(place, years, manager)
        return place

    def main_account(self, place: int, yuan: int) -> Position:
        """Return a member's main account, open since the member joined."""
        company = bool(self.people.company[place])
        product = catalogue.COMPANY_DEMAND if company else catalogue.DEMAND
        return Position(
            product=product,
            balance=yuan * YUAN,
            opened=day_of(self.people.opened[place]),
            rate=int(catalogue.RATE[product]),
        )

    def company(self, *, years: int = 11, manager: int = 0) -> int:
        """Make the next free place a company of a manager."""
        place, people = self.places.pop(0), self.people
        people.company[place] = True
        people.female[place] = people.married[place] = people.lunar[place] = False
        people.born[place] = NEVER
        people.profile[place] = PROFILE["company"]
        people.income[place] = 0
        people.risk[place], people.risk_on[place] = -1, NEVER
        self._settle(place, years, manager)
        return place

    def _settle(self, place: int, years: int, manager: int) -> None:
        people = self.people
        people.lunar[place] = False
        people.opened[place] = ordinal(self.start) - int(years * YEAR)
        people.closed[place] = NEVER
        people.owner[place] = manager
        people.unit[place] = self.network.unit_of_sub(self.network.rm_sub[manager])
        people.employer[place] = -1
        people.employer[people.employer == place] = -1
        people.salary[place], people.lively[place] = 0, 0
        people.scripted[place] = True


def free_places(customers: int, wanted: int) -> list[int]:
    """Return places for the planted, spread over the customers."""
    return [int(place) for place in np.linspace(customers * 0.05, customers * 0.95, wanted).astype(int)]


def well_off(people: Population, among: Whole, draw: np.random.Generator) -> Whole:
    """Return the wealthiest of some customers, in any order: whom a manager would call about small things."""
    order = np.argsort(-people.assets[among], kind="stable")[:_WELL_OFF]
    found: Whole = draw.permutation(among[order])
    return found
