"""Days planted in the books of the demo's sign-ins: one of each kind that the feed's `due_days` knows."""

import datetime as dt

import numpy as np

from tilth.connectors.demo_bank.columns import NEVER, ordinal
from tilth.connectors.demo_bank.people.customers import customer_id
from tilth.connectors.demo_bank.people.population import YEAR, Population
from tilth.connectors.demo_bank.plan import Plan
from tilth.connectors.demo_bank.planted.script import YUAN, Facts, well_off
from tilth.connectors.demo_bank.positions.due_days import Due, date_id, first_night
from tilth.connectors.demo_bank.streams import stream

_PREMIUM_IN, _CARD_IN, _WEDDING_IN = (dt.timedelta(days=count) for count in (15, 7, 7))
"""Days from the last night on; a premium and a wedding day are told on that night for the first time."""
_PREMIUM = 12_000 * YUAN
_MARRIED_FOR = 20
"""Years; as many leap years as a wedding on the last of February asks for."""
_SIGNALS = {
    "premium": "premium_due",
    "card": "card_expiring",
    "certificate": "certificate_expiring",
    "wedding": "wedding_anniversary",
}


def plant(plan: Plan, people: Population, owners: tuple[int, ...]) -> list[Due]:
    """Choose one customer of each book for each kind; who has too few grown customers tells fewer."""
    draw = stream(plan.seed, "planted days")
    known = np.arange(len(people)) < plan.customers
    grown = known & ~people.company & (people.born < ordinal(plan.start) - 45 * YEAR)
    free = grown & people.married & ~people.scripted & (people.closed == NEVER)
    return [
        due
        for owner in owners
        for due, place in zip(
            _days(plan), well_off(people, np.flatnonzero(free & (people.owner == owner)), draw), strict=False
        )
        for due in (due._replace(place=int(place)),)
    ]


def _days(plan: Plan) -> tuple[Due, ...]:
    """Return the days: three in the days ahead of the last night, and a document that lapses just before."""
    last = plan.feeds[-1]
    wedding = last + _WEDDING_IN
    return (
        Due("premium", -1, last + _PREMIUM_IN, _PREMIUM),
        Due("card", -1, last + _CARD_IN),
        Due("certificate", -1, _lapses(plan)),
        Due("wedding", -1, wedding.replace(year=wedding.year - _MARRIED_FOR)),
    )


def _lapses(plan: Plan) -> dt.date:
    """Return the last night but one, if the feed knows the day by then."""
    return max(first_night(plan), plan.feeds[-2:][0])


def expected(plan: Plan, planted: list[Due]) -> list[Facts]:
    """Return what the planted days tell, and on which night it is told, ready for truth.json."""
    told_on = {"certificate": _lapses(plan)}
    due_on = {"wedding": plan.feeds[-1] + _WEDDING_IN}
    return [
        {
            "mart": "signals",
            "kind": _SIGNALS[due.kind],
            "customer_id": customer_id(due.place),
            "subject": date_id(due),
            "due_on": due_on.get(due.kind, due.day).isoformat(),
            "on": told_on.get(due.kind, plan.feeds[-1]).isoformat(),
        }
        for due in planted
    ]
