"""What else is on the books on the first evening: debts, services for companies, what was closed long ago."""

import numpy as np

from tilth.connectors.demo_bank.columns import NEVER, Flags, Whole, ordinal
from tilth.connectors.demo_bank.people.population import YEAR, Population
from tilth.connectors.demo_bank.people.profiles import BY_NAME as PROFILE
from tilth.connectors.demo_bank.plan import Plan
from tilth.connectors.demo_bank.positions import catalogue
from tilth.connectors.demo_bank.positions.book import Book
from tilth.connectors.demo_bank.streams import pick, stream

_SERVICES = (
    ("settlement", "company", 0.8),
    ("payroll", "company", 0.5),
    ("cash_management", "company", 0.1),
    ("bill", "company", 0.15),
    ("annuity", "near_retirement", 0.2),
)
"""Category, profile of those who have it, and how many of them do."""


def fill(plan: Plan, people: Population, book: Book, here: Flags) -> None:
    """Open debts and services, and enter holdings that were closed before the first evening."""
    predecessors(plan, people, book)
    present = here & (people.closed == NEVER)
    _debts(plan, people, book, present)
    _cards(plan, people, book, present)
    _services(plan, people, book, present)
    _former(people, book, np.flatnonzero(here & (people.closed != NEVER)))


def predecessors(plan: Plan, people: Population, book: Book) -> None:
    """Half of the time deposits and term products were held before for the same term, and matured."""
    draw = stream(plan.seed, "predecessors")
    held = np.flatnonzero(book.matures != NEVER)
    term = catalogue.TERM[book.product[held]]
    fits = (book.opened[held] - term >= people.opened[book.customer[held]]) & (draw.random(len(held)) < 0.5)
    held, term = held[fits], term[fits]
    if not len(held):
        return
    opened = book.opened[held]
    book.add(
        customer=book.customer[held],
        product=book.product[held],
        opened=opened - term,
        matures=opened,
        closed=opened,
        cost=np.maximum(book.cost[held] * 24 // 25, 0),
        rate=book.rate[held],
    )


def _debts(plan: Plan, people: Population, book: Book, present: Flags) -> None:
    start = ordinal(plan.start)
    age = (start - people.born) / YEAR
    working = present & ~people.company & (age > 25) & (age < 58)
    for category, among, share, median in (
        ("mortgage", working & people.married, 0.16, 620_000),
        ("loan", working, 0.05, 60_000),
        ("loan", present & people.company, 0.35, 1_500_000),
    ):
        draw = stream(plan.seed, category, median)
        who = np.flatnonzero(among & (draw.random(len(among)) < share))
        if not len(who):
            continue
        places, weights = catalogue.of(category, companies=bool(people.company[who[0]]))
        product = places[pick(draw, weights, len(who))]
        term = catalogue.TERM[product]
        ago = (draw.random(len(who)) * np.minimum(term, start - people.opened[who])).astype(np.int32)
        cost = np.round(median * np.exp(draw.normal(0, 0.5, len(who))) / 1000).astype(np.int64) * 100_000
        book.add(
            customer=who.astype(np.int32),
            product=product,
            opened=start - ago,
            matures=start - ago + np.maximum(term, 1),
            balance=(cost * (1 - ago / term * 0.8)).astype(np.int64),
            cost=cost,
            rate=catalogue.RATE[product],
        )


def _cards(plan: Plan, people: Population, book: Book, present: Flags) -> None:
    draw = stream(plan.seed, "cardholders")
    adult = people.born < ordinal(plan.start) - 20 * YEAR
    young = people.profile != PROFILE["retired"]
    chance = draw.random(len(present))
    who = np.flatnonzero(present & ~people.company & adult & (chance < np.where(young, 0.42, 0.05)))
    gold = people.assets[who] >= 100_000_000
    places, _ = catalogue.of("credit_card")
    product = np.where(gold, places[1], places[0])
    book.card[who] = book.add(
        customer=who.astype(np.int32),
        product=product,
        opened=_since(draw, plan, people, who),
        balance=np.round(np.exp(draw.normal(6.6, 1.0, len(who)))).astype(np.int64) * 100,
        rate=catalogue.RATE[product],
    )


def _services(plan: Plan, people: Population, book: Book, present: Flags) -> None:
    for category, profile, share in _SERVICES:
        draw = stream(plan.seed, category)
        among = present & (people.profile == PROFILE[profile])
        who = np.flatnonzero(among & (draw.random(len(among)) < share))
        if not len(who):
            continue
        product = catalogue.of(category, companies=True)[0][0]
        held = category in ("annuity", "bill")
        opened = _since(draw, plan, people, who)
        term = int(catalogue.TERM[product])
        if term:
            opened = np.maximum(opened, ordinal(plan.start) - draw.integers(0, term, len(who)))
        book.add(
            customer=who.astype(np.int32),
            product=np.full(len(who), product),
            opened=opened.astype(np.int32),
            matures=(opened + term if term else np.full(len(who), NEVER)).astype(np.int32),
            balance=(people.assets[who] // 12_000 * 1_000) * held,
        )


def _former(people: Population, book: Book, who: Whole) -> None:
    """Customers who have left: their main account, closed on the day they left."""
    if not len(who):
        return
    product = np.where(people.company[who], catalogue.COMPANY_DEMAND, catalogue.DEMAND)
    book.add(
        customer=who.astype(np.int32),
        product=product,
        opened=people.opened[who],
        closed=people.closed[who],
        rate=catalogue.RATE[product],
    )


def _since(draw: np.random.Generator, plan: Plan, people: Population, who: Whole) -> np.ndarray:
    span = ordinal(plan.start) - people.opened[who]
    found: np.ndarray = (people.opened[who] + draw.random(len(who)) * span).astype(np.int32)
    return found
