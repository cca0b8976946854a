"""The customers as arrays: one place each, those who join during the feeds last, in order of joining."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tilth.connectors.demo_bank.columns import NEVER, Flags, Whole, ordinal
from tilth.connectors.demo_bank.people.network import Network
from tilth.connectors.demo_bank.people.profiles import ALL, BY_NAME, PROFILES
from tilth.connectors.demo_bank.plan import Plan
from tilth.connectors.demo_bank.streams import pick, stream

Days = NDArray[np.int32]
Codes = NDArray[np.int8]

COMPANY_SHARE = 0.025
JOINING = 0.0004
"""New customers per business day, of all."""
TIER_SHARES = (0.005, 0.035, 0.18)
"""Private, platinum, personal; the rest is general."""
YEAR = 365.25


@dataclass(kw_only=True)
class Population:
    """The customers' facts; amounts in cents, dates as day numbers, people and units by place."""

    company: Flags
    female: Flags
    born: Days
    lunar: Flags
    profile: Codes
    work: Codes
    """The occupation, as its place in the profile's list; for companies the industry."""
    industry: Codes
    education: Codes
    married: Flags
    income: Whole
    risk: Codes
    risk_on: Days
    opened: Days
    closed: Days
    unit: NDArray[np.int32]
    owner: NDArray[np.int32]
    employer: NDArray[np.int32]
    """The employer as a customer, −1 where there is none at this bank."""
    assets: Whole
    """What the customer has at the bank on the first evening."""
    payday: Codes
    salary: Whole
    lively: NDArray[np.float32]
    scripted: Flags
    """Planted customers: nothing happens to them by chance."""

    def __len__(self) -> int:
        """Return the number of customers, those who join later included."""
        return len(self.company)

    def here(self, day: dt.date) -> int:
        """Return how many customers have joined by `day`: they are the first of the arrays."""
        return int(np.searchsorted(np.maximum.accumulate(self.opened), ordinal(day), side="right"))


def build(plan: Plan, network: Network) -> Population:
    """Return the population before anything is planted."""
    draw = stream(plan.seed, "population")
    joined = _joining_days(plan)
    count = plan.customers + len(joined)
    company = draw.random(count) < COMPANY_SHARE
    company[:4] = (False, True, False, True)
    profile = pick(draw, np.array([one.share for one in PROFILES]), count).astype(np.int8)
    profile[company] = BY_NAME["company"]
    born, opened = _ages(plan, draw, profile)
    opened[plan.customers :] = joined
    born = np.where(company, NEVER, np.minimum(born, opened - 30)).astype(np.int32)
    assets = _assets(draw, profile)
    assets[plan.customers :] = np.minimum(assets[plan.customers :], 30_000_000)
    unit, owner = _care(draw, network, assets)
    facts: dict[str, Any] = _facts(draw, profile, company, born, opened, ordinal(plan.start))
    closed = np.full(count, NEVER, dtype=np.int32)
    leaving = (draw.random(count) < 0.008) & (opened < ordinal(plan.start) - 400) & (assets < 10_000_000)
    span = ordinal(plan.start) - opened - 1
    closed[leaving] = opened[leaving] + 1 + (draw.random(count) * span)[leaving].astype(np.int32)
    return Population(
        company=company,
        profile=profile,
        born=born,
        opened=opened,
        closed=closed,
        assets=assets,
        unit=unit,
        owner=owner,
        scripted=np.zeros(count, dtype=bool),
        **facts,
    )


def _joining_days(plan: Plan) -> Days:
    draw = stream(plan.seed, "joining")
    counts = draw.poisson(max(0.6, plan.customers * JOINING), len(plan.worked))
    days = np.array([ordinal(day) for day in plan.worked], dtype=np.int32)
    return np.repeat(days[days >= ordinal(plan.feeds[0])], counts[days >= ordinal(plan.feeds[0])])


def _ages(plan: Plan, draw: np.random.Generator, profile: Codes) -> tuple[Days, Days]:
    low, high = (np.array([one.ages[end] for one in ALL])[profile] for end in (0, 1))
    start, count = ordinal(plan.start), len(profile)
    age = (low + draw.random(count) * (high - low + 0.99)) * YEAR
    born = (start - age).astype(np.int32)
    adult = np.where(age > 17 * YEAR, 16 * YEAR, 40)
    tenure = np.minimum(age - adult, 22 * YEAR) * draw.random(count) ** 1.3
    return born, (start - np.maximum(tenure, 0)).astype(np.int32)


def _assets(draw: np.random.Generator, profile: Codes) -> Whole:
    """Tiers by rank, so that the pyramid has its shape; within a tier, more near its floor."""
    count = len(profile)
    score = np.array([one.wealth for one in ALL])[profile] + draw.normal(size=count)
    place = np.empty(count)
    place[np.argsort(-score, kind="stable")] = (np.arange(count) + 0.5) / count
    edges = np.cumsum(TIER_SHARES)
    inside = draw.random(count)
    yuan = np.select(
        [place < edges[0], place < edges[1], place < edges[2]],
        [
            8_000_000 * (1 - inside * 0.96) ** -0.8,
            1_000_000 * 7.9 ** (inside**1.7),
            100_000 * 9.9 ** (inside**1.5),
        ],
        60 + 99_000 * inside**2.6,
    )
    return np.round(yuan * 100).astype(np.int64)


def _care(
    draw: np.random.Generator, network: Network, assets: Whole
) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Everyone gets a manager's sub-branch; the rich its wealth manager, some small ones nobody."""
    count = len(assets)
    weights = np.ones(len(network.rm_sub))
    weights[-1] = 0.08
    manager = pick(draw, weights, count)
    sub = network.rm_sub[manager]
    chance = draw.random(count)
    wealthy = (assets >= 800_000_000) | ((assets >= 150_000_000) & (chance < 0.6))
    nobody = (assets < 10_000_000) & (chance < 0.25)
    owner = np.where(wealthy, network.wealth_of[sub], np.where(nobody, -1, manager))
    return network.unit_of_sub(sub).astype(np.int32), owner.astype(np.int32)


def _facts(  # noqa: PLR0913, PLR0917 - one draw after another, in a fixed order
    draw: np.random.Generator, profile: Codes, company: Flags, born: Days, opened: Days, start: int, /
) -> dict[str, Any]:
    count = len(profile)
    grown = ~company & (born < start - 24 * YEAR)
    median = np.array([one.income for one in ALL])[profile]
    income = np.round(median * np.exp(draw.normal(0, 0.35, count)) / 1000).astype(np.int64) * 100_000
    jobs = np.array([max(1, len(one.occupations)) for one in ALL])[profile]
    work = (draw.random(count) * jobs).astype(np.int8)
    risk = (draw.random(count)[:, None] > np.cumsum([one.risk for one in ALL], axis=1)[profile]).sum(axis=1)
    assessed = draw.random(count) < np.array([one.invests for one in ALL])[profile] * 0.9 + 0.05
    recent = np.maximum(start - (draw.random(count) * 420).astype(np.int32), opened)
    employed = np.array([one.employed for one in ALL])[profile]
    return {
        "female": draw.random(count) < 0.505,
        "lunar": ~company & (draw.random(count) < np.array([one.lunar for one in ALL])[profile]),
        "work": work,
        "industry": draw.integers(0, 16, count).astype(np.int8),
        "education": draw.choice(5, count, p=[0.12, 0.2, 0.24, 0.34, 0.1]).astype(np.int8),
        "married": grown & (draw.random(count) < 0.72),
        "income": income,
        "risk": np.where(assessed, np.minimum(risk, 4), -1).astype(np.int8),
        "risk_on": np.where(assessed, recent, NEVER).astype(np.int32),
        "employer": _employers(draw, company, employed, opened),
        "payday": draw.choice(np.array([5, 8, 10, 15, 20, 25], dtype=np.int8), count),
        "salary": np.where(employed, income // 13, 0),
        "lively": _liveliness(draw, profile),
    }


def _employers(draw: np.random.Generator, company: Flags, employed: Flags, opened: Days) -> NDArray[np.int32]:
    """Some two fifths of the employed work for a company that banks here, larger ones for more of them."""
    firms = np.flatnonzero(company)
    firms = firms[np.argsort(opened[firms], kind="stable")][: max(2, len(firms) * 3 // 4)]
    chosen = firms[pick(draw, 1 / (1 + np.arange(len(firms)) * 0.2), len(company))]
    works_here = employed & (draw.random(len(company)) < 0.4)
    return np.where(works_here, chosen, -1).astype(np.int32)


def _liveliness(draw: np.random.Generator, profile: Codes) -> NDArray[np.float32]:
    usual = np.array([one.lively for one in ALL])[profile]
    quiet = draw.random(len(profile)) < 0.06
    return np.where(quiet, 0.0, usual * draw.gamma(2.5, 0.4, len(profile))).astype(np.float32)
