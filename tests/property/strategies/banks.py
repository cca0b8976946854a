"""Whole small banks: every night's feed and extracts, and the playbook in force."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import fields, replace
from decimal import Decimal
from itertools import pairwise
from typing import Any

from hypothesis import strategies as st

from property.strategies import wishes
from property.strategies.deals import STAYS
from property.strategies.people import Life, lives
from property.strategies.playbooks import Variant, variants
from property.strategies.positions import PRODUCTS, bookings
from property.strategies.values import calendars
from property.strategies.wishes import relations
from reference.inputs import (
    Branch,
    DueDay,
    Extracts,
    Feed,
    Holding,
    KeptPromise,
    LibraryOpening,
    Night,
    NumberMark,
    Rate,
    Relation,
    Staff,
    Unread,
)

_DAYS = (
    ("premium", dt.date(2026, 6, 20), Decimal("1200.00")),
    ("card", dt.date(2026, 6, 30), None),
    ("certificate", dt.date(2026, 8, 1), None),
    ("wedding", dt.date(2004, 2, 29), None),
    ("wedding", dt.date(2001, 6, 14), None),
    (None, dt.date(2026, 6, 14), None),
    ("card", None, None),
)
"""Days of the feed's own table; of the later customers the later ones alone."""
_LIBRARY = tuple(
    LibraryOpening(
        opening=f"own_{number}",
        about=about,
        turn=number % 2,
        tone=tone,
        history=history,
        valid_from=dt.date(2026, 1, 1),
        valid_until=until,
    )
    for number, (about, tone, history, until) in enumerate(
        (
            ("any", "care", "any", None),
            ("any", "inform", "new", None),
            ("idle_cash", "offer", "known", dt.date(2026, 6, 12)),
            ("deposit_maturing", "inform", "any", None),
            ("promise", "care", "any", dt.date(2026, 6, 15)),
        )
    )
)
"""Openings of the bank's own library; some are over on the later nights."""
BRANCHES = (
    Branch(branch_id="B1"),
    Branch(branch_id="B2", parent_id="B1"),
    Branch(branch_id="B3", parent_id="B1"),
)
STAFF = (
    Staff(staff_id="S1"),
    Staff(staff_id="S2", role="wealth", branch_id="B2"),
    Staff(staff_id="S3", active=False),
    Staff(staff_id="S4", role="teller"),
    Staff(staff_id="S5", branch_id="B2"),
)


class Bank:
    """The nights of a bank and the playbook's difference from the default."""

    def __init__(self, variant: Variant, nights: tuple[Night, ...]) -> None:
        self.variant = variant
        self.nights = nights

    def __repr__(self) -> str:
        """Print what differs from the usual, so that a failing example can be read."""
        lines = [f"Bank({_short(self.variant)}"]
        for night in self.nights:
            lines.append(f"  {night.day} {night.day:%a}")
            for name in (
                "staff",
                "customers",
                "relations",
                "holdings",
                "transactions",
                "fx_rates",
                "due_days",
            ):
                rows = getattr(night.feed, name)
                lines += [f"    {_short(row)}" for row in rows if row not in STAFF]
            for part in fields(night.extracts):
                lines += [f"    {_short(row)}" for row in getattr(night.extracts, part.name)]
        return "\n".join([*lines, ")"])


def _short(row: Any) -> str:
    given = [
        f"{one.name}={getattr(row, one.name)}" for one in fields(row) if getattr(row, one.name) != one.default
    ]
    return f"{type(row).__name__}({', '.join(given)})"


@st.composite
def rates(draw: st.DrawFn, nights: tuple[dt.date, ...]) -> dict[dt.date, tuple[Rate, ...]]:
    """Draw the dollar's rates by the night that brings them: one at first, later or late ones after."""
    values = st.sampled_from((Decimal("7.12345678"), Decimal(1), Decimal("0.5"), Decimal("7.00000001")))
    found: dict[dt.date, tuple[Rate, ...]] = {
        nights[0]: (Rate(currency="USD", date=nights[0] - dt.timedelta(days=3), rate=draw(values)),)
    }
    for before, day in pairwise(nights):
        dated = draw(
            st.sampled_from((None, None, day, before + dt.timedelta(days=1), before - dt.timedelta(days=9)))
        )
        if dated is not None:
            found[day] = (Rate(currency="USD", date=dated, rate=draw(values)),)
    return found


@st.composite
def staffs(draw: st.DrawFn, nights: tuple[dt.date, ...]) -> dict[dt.date, tuple[Staff, ...]]:
    """Draw the staff of every night; one manager may leave."""
    leaves = draw(st.sampled_from((None, None, None, *nights)))
    rest = tuple(one for one in STAFF if one.staff_id != "S2")
    gone = Staff(staff_id="S2", role="wealth", branch_id="B2", active=False)
    return {day: (*rest, gone) if leaves and day >= leaves else STAFF for day in nights}


@st.composite
def banks(
    draw: st.DrawFn,
    *,
    most: int = 8,
    calendar: tuple[dt.date, ...] | None = None,
    variant: Variant | None = None,
) -> Bank:
    """Draw a bank of up to `most` customers over two to five nights, or the nights and playbook given."""
    nights = calendar or draw(calendars())
    variant = variant or draw(st.just(Variant()) | variants())
    book = variant.playbook()
    count = draw(st.sampled_from(tuple(range(1, most + 1)) + (most,) * most))
    people = [draw(lives(nights, f"C{index}", book)) for index in range(count)]
    draw(joint_accounts(people))
    staff, fx, ties = draw(staffs(nights)), draw(rates(nights)), draw(relations(count))
    ones = draw(wishes.merges(nights, count))
    return Bank(
        variant,
        tuple(
            Night(
                feed=_feed(day, people, ties, staff[day], fx.get(day, ())),
                extracts=replace(_extracts(day, people), merges=ones[day]),
                playbook=book,
            )
            for day in nights
        ),
    )


@st.composite
def joint_accounts(draw: st.DrawFn, people: list[Life]) -> None:
    """Give some customers what others hold: a row of their own each night, and bookings of their own."""
    pairs = st.tuples(*(st.sampled_from(range(len(people))),) * 2)
    for number, (giver, owner) in enumerate(draw(st.lists(pairs, max_size=4))):
        if giver == owner or not people[giver].holdings or not people[owner].customers:
            continue
        life, key = people[owner], next(iter(people[owner].customers.values())).customer_id
        held = draw(st.sampled_from(people[giver].holdings))
        story = {day: replace(one, customer_id=key) for day, one in held.items() if day in life.customers}
        if all(one.keys().isdisjoint(story) or _number(one) != _number(story) for one in life.holdings):
            life.holdings.append(story)
            life.transactions.append(draw(bookings(story, f"{key}J{number}")))


def _number(story: dict[dt.date, Holding]) -> str:
    return next((one.holding_id for one in story.values()), "")


def _feed(
    day: dt.date, people: list[Life], ties: list[Relation], staff: tuple[Staff, ...], fx: tuple[Rate, ...]
) -> Feed:
    here = {life.customers[day].customer_id for life in people if day in life.customers}
    return Feed(
        day=day,
        branches=BRANCHES,
        staff=staff,
        customers=tuple(life.customers[day] for life in people if day in life.customers),
        relations=tuple(one for one in ties if {one.from_id, one.to_id} <= here),
        products=PRODUCTS,
        holdings=tuple(_on(day, (one for life in people for one in life.holdings))),
        holdings_unread=tuple(Unread(customer_id=key) for key in sorted(here)[day.day % 3 :: 4]),
        transactions=tuple(_on(day, (one for life in people for one in life.transactions))),
        fx_rates=fx,
        due_days=tuple(
            DueDay(date_id=f"{kind}{place}", customer_id=key, kind=kind, day=on, amount=amount)
            for place, key in enumerate(sorted(here))
            for kind, on, amount in _DAYS[place % len(_DAYS) :]
        ),
    )


def _on(day: dt.date, stories: Iterable[dict[dt.date, Any]]) -> list[Any]:
    return [story[day] for story in stories if day in story]


def _extracts(day: dt.date, people: list[Life]) -> Extracts:
    known = [life for life in people if life.customers and min(life.customers) <= day]
    return Extracts(
        contacts=tuple(one for life in known for one in life.contacts if one.contact_on <= day),
        clearances=tuple(one for life in known for one in life.clearances if one.given_on <= day),
        suppressions=tuple(
            one for life in known for one in life.suppressions if one.ends_on is None or one.ends_on >= day
        ),
        consents=tuple(one for life in known for one in life.consents if one.decided_on <= day),
        preferences=tuple(one for life in known for one in life.preferences),
        transfers=tuple(one for life in known for one in life.transfers),
        do_not_disturb=tuple(
            one for life in known for one in life.settings if one.ends_on is None or one.ends_on >= day
        ),
        segment_assignments=tuple(one for life in known for one in life.assignments),
        cadence_agreements=tuple(one for life in known for one in life.agreements),
        promises=tuple(one for life in known for one in life.promises),
        reason_closures=tuple(one for life in known for one in life.closures if one.closed_on <= day),
        kept_promises=tuple(
            KeptPromise(customer_id=key, kept_on=max(kept))
            for life in known
            for key in sorted({one.customer_id for one in life.customers.values()})
            if (kept := [on for on in life.kept if on <= day])
        ),
        number_marks=tuple(
            NumberMark(customer_id=key, field=field, number_index=number, marked_on=day)
            for life in known
            for key in sorted({one.customer_id for one in life.customers.values()})
            if life.wrong
            for field, number in (("mobile", "139"), ("phone", "010"))
        ),
        details=tuple(one for life in known for one in life.details),
        needs=tuple(one for life in known for one in life.dealings.needs.get(day, ())),
        opportunities=tuple(one for life in known for one in life.dealings.opportunities.get(day, ())),
        stage_stays=STAYS,
        library_openings=_LIBRARY,
    )
