"""What people record about whom may be called: stops, wishes, consent, suitable days, allowed calls, ties."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from hypothesis import strategies as st

from property.strategies.playbooks import CONSENT_TEXT
from property.strategies.positions import Nights
from reference.event import Event
from reference.inputs import (
    Clearance,
    Consent,
    Detail,
    DoNotDisturb,
    Merge,
    Preference,
    Promise,
    ReasonClosure,
    Relation,
    Suppression,
    Transfer,
)
from tilth.kernel.dates import add_months

CHANNELS = ("phone", "any", "email")
RARELY = (0, 0, 0, 0, 0, 0, 1, 2)
LENGTHS = (None, 0, 1, 29, 31, 60)
CROSSED = ("take_profit", "stop_loss", "first_fund_in_profit")
MOVED = ("large_outflow", "large_inflow", "large_cash", "tier_down", "near_next_tier")
TEXTS = (CONSENT_TEXT, "old")
BRANCHES = (None, "B2", "B3", "CLOSED")


def _start(nights: Nights) -> st.SearchStrategy[dt.date]:
    return st.builds(
        lambda night, days: night + dt.timedelta(days=days),
        st.sampled_from(nights),
        st.sampled_from((-30, 0, 1, 2)),
    )


def _end(start: dt.date, length: int | None) -> dt.date | None:
    return None if length is None else start + dt.timedelta(days=length)


@st.composite
def do_not_disturb(draw: st.DrawFn, nights: Nights, customer_id: str) -> list[DoNotDisturb]:
    """Draw settings that begin or end about a night."""
    found = []
    for index in range(draw(st.sampled_from(RARELY))):
        start = draw(_start(nights))
        found.append(
            DoNotDisturb(
                setting_id=f"{customer_id}D{index}",
                customer_id=customer_id,
                channel=draw(st.sampled_from(CHANNELS)),
                topic=draw(st.sampled_from(("", "", "segment", "service"))),
                starts_on=start,
                ends_on=_end(start, draw(st.sampled_from(LENGTHS))),
            )
        )
    return found


@st.composite
def suppressions(draw: st.DrawFn, nights: Nights, customer_id: str) -> list[Suppression]:
    """Draw stops that begin or end about a night."""
    found = []
    for index in range(draw(st.sampled_from(RARELY))):
        start = draw(_start(nights))
        found.append(
            Suppression(
                suppression_id=f"{customer_id}S{index}",
                customer_id=customer_id,
                kind=draw(st.sampled_from(("bereaved", "restricted", "deceased", "complaint_open"))),
                starts_on=start,
                ends_on=_end(start, draw(st.sampled_from(LENGTHS))),
            )
        )
    return found


@st.composite
def consents(draw: st.DrawFn, nights: Nights, customer_id: str) -> list[Consent]:
    """Draw at most one decision per channel, on the same day as often as not."""
    if draw(st.integers(0, 3)):
        return []
    first = draw(st.sampled_from(nights))
    return [
        Consent(
            customer_id=customer_id,
            channel=channel,
            decision=draw(st.sampled_from(("granted", "granted", "withdrawn", "refused"))),
            text_version=draw(st.sampled_from(TEXTS)),
            decided_on=first - dt.timedelta(days=draw(st.sampled_from((0, 1, 6, 30)))),
        )
        for channel in draw(st.lists(st.sampled_from(CHANNELS), max_size=3, unique=True))
    ]


@st.composite
def details(draw: st.DrawFn, nights: Nights, customer_id: str) -> list[Detail]:
    """Draw what the profile tells: choices, a number, a day, other banks with and without an amount."""
    ones = {
        "life_stage": ("retired", "working", "household"),
        "owns_business": ("yes", "no"),
        "foreign_currency": ("yes", "no"),
        "profession": ("doctor", "landlord", "other"),
    }
    found = [
        Detail(customer_id=customer_id, item=item, value=draw(st.sampled_from(values)))
        for item, values in ones.items()
        if not draw(st.integers(0, 2))
    ]
    if not draw(st.integers(0, 2)):
        number = draw(st.sampled_from((0, 1, 2, 9999)))
        found.append(Detail(customer_id=customer_id, item="other_managers", value=str(number), number=number))
    for bank in draw(st.lists(st.sampled_from(("boc", "icbc")), max_size=2, unique=True)):
        amount = draw(st.sampled_from((None, Decimal("0.01"), Decimal(150_000), Decimal(12_000_000))))
        found.append(Detail(customer_id=customer_id, item="other_bank", value=bank, amount=amount))
    if not draw(st.integers(0, 2)):
        found.append(Detail(customer_id=customer_id, item="moved_on", day=draw(st.sampled_from(nights))))
    return found


@st.composite
def preferences(draw: st.DrawFn, customer_id: str) -> list[Preference]:
    """Draw suitable weekdays, one or two of them or none."""
    if draw(st.integers(0, 5)):
        return []
    days = draw(st.lists(st.sampled_from("1234567"), max_size=2, unique=True))
    return [Preference(customer_id=customer_id, weekdays=tuple(sorted(days)))]


@st.composite
def clearances(draw: st.DrawFn, nights: Nights, customer_id: str) -> list[Clearance]:
    """Draw calls that were allowed and are not recorded yet."""
    pivot = draw(st.sampled_from(nights))
    return [
        Clearance(
            clearance_id=f"{customer_id}A{index}",
            customer_id=customer_id,
            given_on=pivot - dt.timedelta(days=back),
        )
        for index, back in enumerate(draw(st.lists(st.sampled_from((0, 1, 6, 7, 30)), max_size=2)))
    ]


@st.composite
def transfers(draw: st.DrawFn, customer_id: str, owners: Sequence[str | None]) -> list[Transfer]:
    """Draw a customer handed over, by the manager whom the feed names or by another."""
    if draw(st.integers(0, 5)):
        return []
    return [
        Transfer(
            customer_id=customer_id,
            from_staff_id=draw(st.sampled_from(owners)),
            to_staff_id=draw(st.sampled_from(owners)),
            to_branch_id=draw(st.sampled_from(BRANCHES)),
        )
    ]


@st.composite
def merges(draw: st.DrawFn, nights: Nights, count: int) -> dict[dt.date, tuple[Merge, ...]]:
    """Draw numbers that are one with another from a night on, until a night; a survivor stays."""
    found: dict[dt.date, tuple[Merge, ...]] = dict.fromkeys(nights, ())
    if count < 3 or draw(st.integers(0, 2)):
        return found
    stays = draw(st.integers(0, count - 1))
    gone = draw(st.sets(st.sampled_from([one for one in range(count) if one != stays]), max_size=2))
    begins, ends = draw(st.sampled_from(nights)), draw(st.sampled_from((None, *nights)))
    for day in nights:
        if begins <= day and (ends is None or day < ends):
            found[day] = tuple(Merge(customer_id=f"C{one}", survivor_id=f"C{stays}") for one in sorted(gone))
    return found


@st.composite
def closures(
    draw: st.DrawFn, nights: Nights, customer_id: str, numbers: Sequence[str]
) -> list[ReasonClosure]:
    """Draw a day on which every reason of about these nights was closed, whether or not it was ever told."""
    closed_on = draw(st.sampled_from((None, None, None, *nights)))
    if closed_on is None:
        return []
    events = [Event(kind, number, due_on=day) for kind in CROSSED for number in numbers for day in nights]
    events += [Event(kind, due_on=day) for kind in MOVED for day in nights]
    return [
        ReasonClosure(
            event_id=event.row(customer_id, event.due_on)["event_id"],
            customer_id=customer_id,
            closed_on=closed_on,
        )
        for event in events
    ]


@st.composite
def kept(draw: st.DrawFn, nights: Nights) -> tuple[dt.date, ...]:
    """Draw days on which a promise was kept, most of them three or fifteen months before a night."""
    pivot = draw(st.sampled_from(nights))
    months = draw(st.sampled_from(((), (), (), (3,), (3,), (15,), (15, 3), (0,), (2, 1))))
    moved = dt.timedelta(days=draw(st.integers(-1, 1)))
    return tuple(add_months(pivot, -ago) + moved for ago in months)


@st.composite
def promises(draw: st.DrawFn, nights: Nights, customer_id: str) -> list[Promise]:
    """Draw what was promised for about the list day, now and then for an hour."""
    pivot = draw(st.sampled_from(nights))
    days = draw(st.sampled_from(((), (), (), (-3,), (0,), (1,), (2,), (3,), (4,), (9,), (3, 12), (1, 8))))
    return [
        Promise(
            promise_id=f"{customer_id}P{index}",
            customer_id=customer_id,
            due_on=pivot + dt.timedelta(days=ahead),
            due_minute=draw(st.sampled_from((None, 540, 900))),
        )
        for index, ahead in enumerate(days)
    ]


@st.composite
def relations(draw: st.DrawFn, count: int) -> list[Relation]:
    """Draw ties between the customers C0 … Cn: some at random, and now and then a row of generations."""
    keys = [f"C{index}" for index in range(count)]
    kinds = ("spouse", "parent", "child", "sibling")
    some = draw(
        st.lists(
            st.tuples(st.sampled_from(keys), st.sampled_from(keys), st.sampled_from(kinds)),
            max_size=count,
            unique=True,
        )
    )
    row = draw(st.permutations(keys)) if draw(st.booleans()) else []
    generations = [(older, younger, "child") for older, younger in pairwise(row)]
    return [
        Relation(from_id=one, to_id=other, kind=kind)
        for one, other, kind in sorted({*some, *generations[: draw(st.integers(0, 7))]})
    ]
