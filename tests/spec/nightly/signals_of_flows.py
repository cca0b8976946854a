"""Signals of money that comes in or slides away bit by bit, and of long silence."""

import datetime as dt
from dataclasses import replace

from spec.nightly.signal_rows import HEADER, NOTHING, reader
from spec.nightly.table import SOMEONE, Case, Life, Rule, booked, contact, day, held

LONG = (dt.date(2026, 3, 13), dt.date(2026, 5, 13), dt.date(2026, 6, 12))
"""A quarter of a bank, of which the feed brought few nights."""


def _came(assets: str, first: str, second: str, *expected: str) -> Case:
    days = (dt.date(2026, 5, 20), dt.date(2026, 6, 10))
    moved = tuple(
        booked(on, amount) for on, amount in zip(days, (first, second), strict=True) if amount != "–"
    )
    return Case(
        given=(assets, first, second),
        life=Life(holdings=((held("demand_deposit", assets),),), transactions=moved),
        expected=expected or NOTHING,
    )


CAME = Rule(
    title="New money came in",
    sentence=(
        "At least 50,000 more from others than to others in 30 days, and at least 20 % of the assets without "
        "it, "
        "tells new_money."
    ),
    given=("assets", "20 May", "10 June"),
    expected=HEADER,
    cases=(
        _came("300,000.00", "30,000.00", "20,000.00", "new_money", "2026-06-12", "50,000.00", "50,000.00",
              "2026-07-12", "inflow 50000.00, outflow 0.00"),
        _came("300,000.01", "30,000.00", "20,000.00"),
        _came("100,000.00", "30,000.00", "19,999.99"),
        _came("100,000.00", "90,000.00", "-40,000.00", "new_money", "2026-06-12", "50,000.00", "50,000.00",
              "2026-07-12", "inflow 90000.00, outflow -40000.00"),
        _came("100,000.00", "-90,000.00", "–"),
    ),
    read=reader("new_money"),
)  # fmt: skip


def _slides(march: str, may: str, june: str, *expected: str) -> Case:
    return Case(
        given=(march, may, june),
        life=Life(holdings=tuple((held("demand_deposit", amount),) for amount in (march, may, june))),
        expected=expected or NOTHING,
    )


SLIDES = Rule(
    title="Assets are sliding",
    shows={"LIFE-07": None},
    sentence=(
        "A 30-day mean at least 10 % below the 90-day one, assets tonight not above that mean, and at least "
        "50,000 "
        "below the 90-day one, tells balance_sliding."
    ),
    given=("assets from 13 March", "from 13 May", "on 12 June"),
    expected=HEADER,
    nights=LONG,
    cases=(
        _slides("300,000.00", "200,000.00", "200,000.00", "balance_sliding", "2026-06-12", "65,555.56",
                "65,555.56", "2026-07-12", "aum 200000.00, aum_avg_30 200000.00, aum_avg_90 265555.56"),
        _slides("300,000.00", "290,000.00", "290,000.00"),
        _slides("300,000.00", "200,000.00", "230,000.00"),
        _slides("60,000.00", "10,000.00", "10,000.00"),
        _slides("200,000.00", "300,000.00", "300,000.00"),
    ),
    read=reader("balance_sliding"),
)  # fmt: skip


def _silent(assets: str, manager: str, talk: str, *expected: str) -> Case:
    on = day(talk)
    owner = None if manager == "–" else manager
    return Case(
        given=(assets, manager, talk),
        life=Life(
            customer=replace(SOMEONE, rm_id=owner),
            holdings=((held("time_deposit", assets),),),
            contacts=(contact(on),) if on else (),
        ),
        expected=expected or NOTHING,
    )


SILENT = Rule(
    title="Valuable, and long silent",
    sentence=(
        "An owned customer with a 90-day mean of at least 200,000 whose last two-way contact is at least 120 "
        "days "
        "ago tells silent_valuable; who was never talked with is never_contacted instead."
    ),
    given=("assets", "manager", "last talk"),
    expected=HEADER,
    cases=(
        _silent("200,000.00", "M1", "2026-02-12", "silent_valuable", "2026-06-12", "200,000.00", "20,000.00",
                "2026-07-12", "last_contact_on 2026-02-12"),
        _silent("200,000.00", "M1", "2026-02-13"),
        _silent("199,999.99", "M1", "2026-02-12"),
        _silent("200,000.00", "–", "2026-02-12"),
        _silent("200,000.00", "M1", "–"),
    ),
    read=reader("silent_valuable"),
)  # fmt: skip

RULES = (CAME, SLIDES, SILENT)
