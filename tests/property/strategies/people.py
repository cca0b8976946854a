"""Customers over the nights: new, closed, vanished, returning; what is known of them and agreed with them."""

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal

from hypothesis import strategies as st

from property.strategies import wishes
from property.strategies.deals import Dealings, dealings
from property.strategies.positions import Nights, bookings, holding_lives
from property.strategies.values import LUNAR_BIRTHS, moved_back
from reference.inputs import (
    Agreement,
    Assignment,
    Clearance,
    Consent,
    Contact,
    Customer,
    Detail,
    DoNotDisturb,
    Holding,
    Preference,
    Promise,
    ReasonClosure,
    Suppression,
    Transaction,
    Transfer,
)
from tilth.kernel.dates import add_years
from tilth.policy.playbook import Playbook

OWNERS = ("S1", "S1", "S1", "S1", "S1", "S2", "S2", "S3", "S4", None, "GONE")
INCOMES = (None, Decimal("200000.00"), Decimal("200000.01"), Decimal("0.00"))


@dataclass
class Life:
    """One customer on every night on which the feed brings it, with all that belongs to it."""

    customers: dict[dt.date, Customer] = field(default_factory=dict)
    holdings: list[dict[dt.date, Holding]] = field(default_factory=list)
    transactions: list[dict[dt.date, Transaction]] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    clearances: list[Clearance] = field(default_factory=list)
    settings: list[DoNotDisturb] = field(default_factory=list)
    suppressions: list[Suppression] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)
    preferences: list[Preference] = field(default_factory=list)
    transfers: list[Transfer] = field(default_factory=list)
    assignments: list[Assignment] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    promises: list[Promise] = field(default_factory=list)
    closures: list[ReasonClosure] = field(default_factory=list)
    details: list[Detail] = field(default_factory=list)
    dealings: Dealings = field(default_factory=Dealings)
    kept: tuple[dt.date, ...] = ()
    """Days on which a promise was kept."""
    wrong: bool = False


@st.composite
def births(draw: st.DrawFn, nights: Nights) -> dt.date | None:
    """Draw a birth date whose birthday is near one of the nights, in one of the calendars."""
    near = draw(st.sampled_from(nights)) + dt.timedelta(days=draw(st.integers(-1, 9)))
    years = draw(st.sampled_from((0, 1, 13, 14, 30, 43, 49, 50, 60)))
    leap_day = dt.date(1984, 2, 29)
    return draw(st.sampled_from((None, add_years(near, -years), leap_day, *LUNAR_BIRTHS)))


@st.composite
def customers(draw: st.DrawFn, nights: Nights, customer_id: str) -> dict[dt.date, Customer]:
    """Draw one customer as fed on each night."""
    opened = draw(moved_back(nights))
    closed = draw(moved_back(nights)) if draw(st.sampled_from((False,) * 6 + (True,))) else None
    born = draw(births(nights))
    customer = Customer(
        customer_id=customer_id,
        kind=draw(st.sampled_from(("person", "person", "company"))),
        birth_date=born if born is None or born <= opened else add_years(born, -20),
        birth_calendar=draw(st.sampled_from(("solar", "lunar", None))),
        occupation=draw(st.sampled_from((None, "医生", "retired teacher", "退休", "100%_x", "企业主"))),
        employer=draw(st.sampled_from((None, "Acme"))),
        industry=draw(st.sampled_from((None, "education", "mining"))),
        annual_income=draw(st.sampled_from(INCOMES)),
        risk_level=draw(st.sampled_from((None, "C1", "C3", "C5"))),
        risk_assessed_on=draw(st.none() | moved_back(nights)),
        opened_on=opened,
        branch_id=draw(st.sampled_from(("B1", "B2", "B3"))),
        rm_id=draw(st.sampled_from(OWNERS)),
        company_size=draw(st.sampled_from((None, "small"))),
        id_number=draw(st.sampled_from((None, None, None, "1", "2"))),
        mobile=draw(st.sampled_from(("own", "own", "own", "own", None, "139", "138"))),
        phone=draw(st.sampled_from((None, None, "010"))),
    )
    gone = draw(st.sets(st.sampled_from(nights))) if draw(st.integers(0, 4)) == 4 else set()
    return {
        day: replace(customer, closed_on=closed if closed and opened <= closed <= day else None)
        for day in nights
        if opened <= day and day not in gone
    }


@st.composite
def contacts(draw: st.DrawFn, nights: Nights, customer_id: str) -> list[Contact]:
    """Draw contacts and attempts, clustered so that caps are reached."""
    days = draw(st.lists(st.sampled_from((0, 1, 2, 5, 6, 7, 8, 9, 29, 30, 60)), max_size=4))
    pivot = draw(st.sampled_from(nights))
    return [
        Contact(
            contact_id=f"{customer_id}K{index}",
            customer_id=customer_id,
            staff_id=draw(st.sampled_from(("S1", "S2"))),
            contact_on=pivot - dt.timedelta(days=back),
            two_way=draw(st.booleans()),
            channel=draw(st.sampled_from(("phone", "phone", "visit"))),
            outcome=draw(st.sampled_from(("connected", "connected", "no_answer", "refused"))),
        )
        for index, back in enumerate(days)
    ]


@st.composite
def lives(draw: st.DrawFn, nights: Nights, customer_id: str, book: Playbook) -> Life:
    """Draw one customer's whole life."""
    life = Life(customers=draw(customers(nights, customer_id)))
    for index in range(draw(st.integers(0, 4))):
        key = f"{customer_id}H{index}"
        story = draw(holding_lives(nights, key, customer_id))
        present = {day: one for day, one in story.items() if day in life.customers}
        life.holdings.append(present)
        life.transactions.append(draw(bookings(present, key)))
    life.contacts = draw(contacts(nights, customer_id))
    life.clearances = draw(wishes.clearances(nights, customer_id))
    life.settings = draw(wishes.do_not_disturb(nights, customer_id))
    life.suppressions = draw(wishes.suppressions(nights, customer_id))
    life.consents = draw(wishes.consents(nights, customer_id))
    life.preferences = draw(wishes.preferences(customer_id))
    life.transfers = draw(wishes.transfers(customer_id, OWNERS))
    life.wrong = draw(st.sampled_from((False, False, True)))
    life.promises = draw(wishes.promises(nights, customer_id))
    numbers = [one.holding_id for story in life.holdings for one in list(story.values())[:1]]
    life.closures = draw(wishes.closures(nights, customer_id, numbers))
    life.details = draw(wishes.details(nights, customer_id))
    life.dealings = draw(dealings(nights, customer_id))
    life.kept = draw(wishes.kept(nights))
    scheme = draw(st.sampled_from((None, None, book.segments.active, "six_portraits")))
    if scheme:
        segment = draw(st.sampled_from(book.segments.schemes[scheme].segments))
        life.assignments = [Assignment(customer_id=customer_id, scheme=scheme, segment=segment.code)]
    days = draw(st.sampled_from((None, None, None, 1, 5, 30, 90)))
    life.agreements = [] if days is None else [Agreement(customer_id=customer_id, days=days)]
    return life
