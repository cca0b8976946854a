"""Property: what fell due is paid, waived or carried, of each customer, book and branch, whatever happened.

Histories of talks (some recorded late), agreed intervals that change, stops, wishes and hand-overs.
"""

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from property import engine
from property.profiles import examples
from reference import care_debt
from reference.history import History
from reference.inputs import (
    Agreement,
    Branch,
    Contact,
    Customer,
    DoNotDisturb,
    Extracts,
    Feed,
    Night,
    Staff,
    Suppression,
)
from spec.nightly.table import PRODUCTS, changed

FIRST = dt.date(2025, 12, 1)
MOST = 45
BRANCHES = (Branch(branch_id="B1"), Branch(branch_id="B2"))
STAFF = (Staff(staff_id="M1"), Staff(staff_id="M2", branch_id="B2"))
WAIVED = [f"waived_{cause}" for cause in care_debt.WAIVED]
DAY = st.integers(-20, MOST)
PLACES = (("M1", "B1"), ("M2", "B2"), (None, "B2"))


def _on(days: int) -> dt.date:
    return FIRST + dt.timedelta(days=days)


@st.composite
def customers(draw: st.DrawFn, nights: Sequence[int]) -> list[tuple[Customer, Extracts]]:
    """Draw one customer as each night knows it."""
    every = len(nights)
    talks = draw(st.lists(st.tuples(DAY, st.integers(0, 10), st.booleans()), max_size=5))
    rests = draw(st.lists(st.tuples(st.sampled_from("sdw"), DAY, st.integers(0, 20)), max_size=1))
    agreed = draw(st.lists(st.sampled_from((None, 1, 3, 7, 14)), min_size=every, max_size=every))
    kept = draw(st.lists(st.sampled_from(PLACES), min_size=every, max_size=every))
    closed = draw(st.sampled_from((None, None, None, 20)))
    opened, key = draw(st.integers(-60, -25)), "C"
    found = []
    for number, night in enumerate(nights):
        known = [one for one in talks if one[0] <= night and one[0] + one[1] <= night]
        contacts = tuple(
            Contact(contact_id=str(place), customer_id=key, staff_id="M1", contact_on=_on(day), two_way=both)
            for place, (day, _late, both) in enumerate(known)
        )
        extracts = Extracts(
            contacts=contacts,
            suppressions=tuple(
                Suppression(
                    suppression_id="S",
                    customer_id=key,
                    kind="deceased" if kind == "d" else "complaint_open",
                    starts_on=_on(start),
                    ends_on=None if kind == "d" else _on(start + length),
                )
                for kind, start, length in rests
                if kind != "w"
            ),
            do_not_disturb=tuple(
                DoNotDisturb(
                    setting_id="W", customer_id=key, starts_on=_on(start), ends_on=_on(start + length)
                )
                for kind, start, length in rests
                if kind == "w"
            ),
            cadence_agreements=tuple(
                Agreement(customer_id=key, days=days) for days in agreed[number : number + 1] if days
            ),
        )
        rm_id, branch_id = kept[number]
        person = Customer(
            customer_id=key,
            opened_on=_on(opened),
            rm_id=rm_id,
            branch_id=branch_id,
            closed_on=None if closed is None else _on(closed),
        )
        found.append((person, extracts))
    return found


@st.composite
def histories(draw: st.DrawFn, most: int) -> list[Night]:
    """Draw the nights of a small bank."""
    nights = sorted(draw(st.sets(st.integers(0, MOST), min_size=2, max_size=4)))
    people = draw(st.lists(customers(nights), min_size=1, max_size=most))
    return [
        Night(
            feed=Feed(
                day=_on(night),
                branches=BRANCHES,
                staff=STAFF,
                products=PRODUCTS[:1],
                customers=tuple(_named(life[number][0], place) for place, life in enumerate(people)),
            ),
            extracts=_together([life[number][1] for life in people]),
            playbook=changed(),
        )
        for number, night in enumerate(nights)
    ]


def _named(customer: Customer, place: int) -> Customer:
    return replace(customer, customer_id=f"C{place:02d}")


def _together(people: Sequence[Extracts]) -> Extracts:
    """Return all that is known of the customers, each under a number of its own."""
    parts = ("contacts", "suppressions", "do_not_disturb", "cadence_agreements")
    return Extracts(
        **{
            name: tuple(
                replace(one, **_keys(one, place))
                for place, extracts in enumerate(people)
                for one in getattr(extracts, name)
            )
            for name in parts
        }
    )


def _keys(record: Any, place: int) -> dict[str, str]:
    own = {name for name in ("contact_id", "suppression_id", "setting_id") if hasattr(record, name)}
    named = {name: f"C{place:02d}.{getattr(record, name)}" for name in own}
    return named | {"customer_id": f"C{place:02d}"}


@examples(few=30, soak=3000)
@given(histories(most=4))
def test_what_fell_due_is_paid_waived_or_carried(nights: list[Night]) -> None:
    for history in History.of(nights):
        accounts = care_debt.table(history)
        people = {one.customer_id: one for one in history.tonight.feed.customers}
        for keep in ("customer_id", "rm_id", "branch_id"):
            total: Counter[tuple[str | None, str]] = Counter()
            for row in accounts:
                whose = getattr(people[row["customer_id"]], keep)
                total.update({(whose, name): row[name] for name in care_debt.COUNTS})
            for whose in {whose for whose, _ in total}:
                gone = sum(total[whose, name] for name in ("paid", *WAIVED, "carried"))
                assert total[whose, "created"] == gone
        assert all(row[name] >= 0 for row in accounts for name in care_debt.COUNTS)


@examples(few=30, soak=3000)
@given(histories(most=3))
def test_a_hand_over_takes_the_account_along(nights: list[Night]) -> None:
    still = [
        replace(
            night,
            feed=replace(
                night.feed,
                customers=tuple(replace(one, rm_id="M1", branch_id="B1") for one in night.feed.customers),
            ),
        )
        for night in nights
    ]
    moved, stayed = (care_debt.table(History.of(each)[-1]) for each in (nights, still))
    assert moved == stayed


@examples(few=30, soak=3000)
@given(histories(most=3))
def test_an_account_only_grows_within_a_year(nights: list[Night]) -> None:
    for before, tonight in pairwise(History.of(nights)):
        earlier = {row["customer_id"]: row for row in care_debt.table(before)}
        for row in care_debt.table(tonight):
            was = earlier.get(row["customer_id"])
            if was and before.day.year == tonight.day.year:
                assert all(row[name] >= was[name] for name in ("created", "paid", *WAIVED))
                assert row["since_on"] >= was["since_on"]


@examples(few=2, soak=500)
@given(histories(most=25))
def test_the_engine_keeps_the_same_accounts_and_a_night_run_again_changes_none(nights: list[Night]) -> None:
    with engine.run(nights) as made:
        for history in History.of(nights):
            assert made.rows("care_debt", history.day) == care_debt.table(history)
        last = nights[-1]
        once = made.bytes(last.day)["care_debt"]
        made.compute(last)
        assert made.bytes(last.day)["care_debt"] == once
