"""Households and handed-over customers: who belongs to whom tonight (PROF-23, ROLE-12)."""

import datetime as dt
from dataclasses import replace
from typing import Any

from reference.inputs import Customer, Transfer
from spec.nightly.exclusions import read as read_cause
from spec.nightly.exclusions import stop
from spec.nightly.promises import promised
from spec.nightly.table import LONG_AGO, Case, Life, Marts, Rule, columns, contact, held
from spec.nightly.value_order import POINTS

ROW = 3
"""The customer of a row is named C01, C02, … behind the prefix of its rule."""


def _household(marts: Marts, customer_id: str) -> tuple[str, ...]:
    (found,) = columns("household_id")(marts, customer_id)
    return (found.removeprefix(customer_id[:-ROW]),)


def _tied(who: str, expected: str, *ties: tuple[int, str]) -> Case:
    shown = ", ".join(f"C{row:02d} as {kind}" for row, kind in ties) or "–"
    return Case(given=(who, shown), life=Life(tied_to=ties), expected=(expected,))


FAMILIES = Rule(
    title="Who is a household",
    shows={"PROF-23": None},
    sentence=(
        "Spouses, parents and children belong together, whichever of the two says so; the household bears "
        "the smallest customer number within four ties."
    ),
    given=("customer", "tied to"),
    expected=("household_id",),
    cases=(
        _tied("C01, whose husband says so", "C01"),
        _tied("C02", "C01", (1, "spouse")),
        _tied("C03", "C01", (2, "parent")),
        _tied("C04", "–", (1, "sibling")),
        _tied("C05", "–"),
        _tied("C06", "–", (6, "spouse")),
        _tied("C07", "C07", (8, "child")),
        _tied("C08", "C07", (9, "child")),
        _tied("C09", "C07", (10, "child")),
        _tied("C10", "C07", (11, "child")),
        _tied("C11, four ties away from C07", "C07", (12, "child")),
        _tied("C12, five ties away from C07", "C08"),
    ),
    read=_household,
)


def _called(
    tried: str, cause: str, until: str = "–", ties: tuple[tuple[int, str], ...] = (), *, two_way: bool = False
) -> Case:
    days = [dt.date(2026, 6, int(day)) for day in tried.split(", ") if tried != "–"]
    life = Life(
        customer=Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1"),
        contacts=tuple(contact(day, two_way=two_way) for day in days),
        tied_to=ties,
    )
    shown = ", ".join(f"C{row:02d}" for row, _ in ties) or "–"
    return Case(given=(tried, shown), life=life, expected=(cause, until))  # fmt: skip


TOGETHER = Rule(
    title="A household is not called too often either",
    shows={"LIST-13": None},
    sentence=(
        "Attempts at all members together are counted against the caps of a household, 4 in 7 days and 12 in "
        "30; the customer's own caps hold beside them."
    ),
    given=("tried in June on the", "tied to"),
    expected=("cause", "until"),
    cases=(
        _called("9, 10", "frequency_cap", "2026-06-16"),
        _called("11, 12", "frequency_cap", "2026-06-16", ((1, "spouse"),)),
        _called("–", "frequency_cap", "2026-06-16", ((2, "parent"),)),
        _called("8, 9", "listed"),
        _called("11, 12", "listed", "–", ((4, "spouse"),)),
        _called("9, 10, 11", "frequency_cap", "2026-06-16"),
        _called("12", "frequency_cap", "2026-06-16", ((6, "spouse"),)),
        _called("10, 11", "listed"),
        _called("11, 12", "listed", "–", ((8, "sibling"),)),
    ),
    read=read_cause,
)


def _worth(
    demand: str, moment: str, ties: tuple[tuple[int, str], ...], cause: str, until: str = "–", **more: Any
) -> Case:
    life = Life(
        customer=Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1"),
        holdings=((held("demand_deposit", demand),),),
        promises=promised(*(() if moment == "–" else (moment,))),
        tied_to=ties,
        **more,
    )
    shown = ", ".join(f"C{row:02d} as {kind}" for row, kind in ties) or "–"
    stopped = "a complaint" if more else "–"
    return Case(given=(demand, moment, stopped, shown), life=life, expected=(cause, until))


ONE_A_DAY = Rule(
    title="One of a household on a day",
    shows={"LIST-13": None},
    sentence=(
        "In the order of value one of a household is on the lists of a day, the best-placed; the others "
        "wait until the next working day. Promises are kept whoever else is called, and take the place; who "
        "cannot be called takes none. In the documents' order nobody waits for his household."
    ),
    given=("demand deposit", "promised", "stopped by", "tied to"),
    expected=("cause", "until"),
    cases=(
        _worth("140,000.00", "–", (), "same_household", "2026-06-16"),
        _worth("150,000.00", "–", ((1, "spouse"),), "listed"),
        _worth("130,000.00", "–", ((2, "parent"),), "same_household", "2026-06-16"),
        _worth("120,000.00", "–", ((2, "sibling"),), "listed"),
        _worth("900,000.00", "–", (), "same_household", "2026-06-16"),
        _worth("2,000.00", "2026-06-15", ((5, "spouse"),), "listed"),
        _worth("3,000.00", "2026-06-12", ((5, "child"),), "listed"),
        _worth("800,000.00", "–", (), "suppressed", stops=stop("complaint_open", "2026-06-01")),
        _worth("4,000.00", "–", ((8, "spouse"),), "listed"),
    ),
    read=read_cause,
    book=POINTS.book,
)


def _owner(marts: Marts, customer_id: str) -> tuple[str, ...]:
    cells = columns("rm_id", "branch_id")(marts, customer_id)
    return tuple(cell.removeprefix(customer_id[:-ROW]) for cell in cells)


def _moved(feed: str, before: str, after: str, branch: str, *expected: str) -> Case:
    given = [None if cell == "–" else cell for cell in (feed, before, after, branch)]
    customer = Customer(customer_id="", opened_on=LONG_AGO)
    move = Transfer(customer_id="", from_staff_id=given[1], to_staff_id=given[2], to_branch_id=given[3])
    life = Life(customer=replace(customer, rm_id=given[0]), transfer=move)
    return Case(given=(feed, before, after, branch), life=life, expected=expected)


HANDED_OVER = Rule(
    title="A customer handed over ahead of the feed",
    shows={"ROLE-12": None},
    sentence=(
        "A transfer counts from the night of its day while the feed still names the manager before; once the "
        "feed says anything else, the feed counts. Customers in this table are of branch B1."
    ),
    given=("rm_id in the feed", "transfer from", "to", "new branch"),
    expected=("rm_id", "branch_id"),
    cases=(
        _moved("M1", "M1", "M2", "B2", "M2", "B2"),
        _moved("M1", "M1", "M2", "–", "M2", "B1"),
        _moved("M2", "M1", "M2", "B2", "M2", "B1"),
        _moved("M3", "M1", "M2", "B2", "M3", "B1"),
        _moved("M1", "M1", "M2", "B9, closed", "M2", "B1"),
        _moved("M1", "M1", "–", "–", "–", "B1"),
        _moved("–", "–", "M1", "–", "M1", "B1"),
        _moved("–", "M1", "M2", "B2", "–", "B1"),
    ),
    read=_owner,
)

RULES = (FAMILIES, TOGETHER, ONE_A_DAY, HANDED_OVER)
