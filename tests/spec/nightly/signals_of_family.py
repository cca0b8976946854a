"""Signals of a customer's family."""

import datetime as dt
from dataclasses import replace

from spec.nightly.signal_rows import HEADER, NOTHING, reader
from spec.nightly.table import SOMEONE, Case, D, Life, Rule, booked, day, held


def _case(born: str, tie: str, manager: str, inflow: str, *expected: str) -> Case:
    what, _, row = tie.partition(" in row ")
    moved = () if inflow == "–" else (booked(D, inflow),)
    return Case(
        given=(born, tie, manager, inflow),
        life=Life(
            customer=replace(SOMEONE, birth_date=day(born), rm_id=manager, opened_on=dt.date(2009, 1, 5)),
            holdings=((held("demand_deposit", "90,000.00"),),),
            transactions=moved,
            tied_to=((int(row), what),) if row else (),
        ),
        expected=expected or NOTHING,
    )


FAMILY = Rule(
    title="Days and moves of the family",
    shows={"OPS-05": None},
    sentence=(
        "Of those who are tied and have the same manager: a child that comes of age within 30 days tells "
        "child_turns_18, the birthday of the spouse or of a child within seven days spouse_birthday or "
        "child_birthday, and a large flow or a new tier of somebody else of the household household_moved. "
        "Nobody hears of a colleague's customers."
    ),
    given=("born", "tie", "manager", "came in today"),
    expected=HEADER,
    cases=(
        _case("–", "child in row 2", "M1", "–", "child_turns_18", "2026-07-12", "–", "–", "2026-07-26", "–"),
        _case("2008-07-12", "–", "M1", "–"),
        _case("–", "child in row 4", "M1", "–"),
        _case("2008-07-13", "–", "M1", "–"),
        _case("–", "spouse in row 6", "M1", "–", "household_moved; spouse_birthday",
              "2026-06-12; 2026-06-19", "60,000.00; –", "6,000.00; –", "2026-06-26; 2026-06-20",
              "what large_inflow; –"),
        _case("1980-06-19", "–", "M1", "60,000.00"),
        _case("–", "spouse in row 8", "M2", "–"),
        _case("1980-06-19", "–", "M1", "60,000.00"),
        _case("2008-06-30", "parent in row 10", "M1", "–"),
        _case("–", "–", "M1", "–", "child_turns_18", "2026-06-30", "–", "–", "2026-07-14", "–"),
        _case("–", "child in row 12", "M1", "–", "child_birthday", "2026-06-15", "–", "–", "2026-06-16", "–"),
        _case("2015-06-15", "–", "M1", "–"),
        _case("2016-06-15", "parent in row 14", "M1", "–"),
        _case("–", "–", "M2", "–"),
    ),
    read=reader("child_turns_18", "spouse_birthday", "child_birthday", "household_moved"),
)  # fmt: skip

RULES = (FAMILY,)
