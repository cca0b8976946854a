"""Signals of wealth that is kept elsewhere, and of deposits that went there."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from reference.inputs import Detail
from spec.nightly.signal_rows import HEADER, NOTHING, reader
from spec.nightly.table import SOMEONE, Case, Life, Rule, booked, day, held


def _hidden(
    assets: str, inflow: str, ties: str, *expected: str, manager: str = "M1", told: str = "–"
) -> Case:
    elsewhere = (
        ()
        if told == "–"
        else (Detail(customer_id="", item="other_bank", value="boc", amount=Decimal(told.replace(",", ""))),)
    )
    what, _, row = ties.partition(" of row ")
    moved = () if inflow == "–" else (booked(dt.date(2026, 6, 10), inflow),)
    return Case(
        given=(assets, inflow, ties, told, manager),
        life=Life(
            customer=replace(SOMEONE, rm_id=None if manager == "–" else manager),
            holdings=((held("demand_deposit", assets),),),
            transactions=moved,
            tied_to=((int(row), what),) if row else (),
            details=elsewhere,
        ),
        expected=expected or NOTHING,
    )


HIDDEN = Rule(
    title="More wealth than is kept here",
    shows={"TIER-07": None, "PROF-12": None},
    sentence=(
        "An owned customer with less than 1,000,000 here tells hidden_wealth where at least 10,000,000 came "
        "from, or "
        "went to, others within 30 days, or where a customer of the same manager has as much and is spouse, "
        "parent, "
        "child, legal representative, shareholder or in control, or where the customer told of as much at "
        "other banks. A hundredth is at stake."
    ),
    given=("assets", "flow of 10 June", "tie", "told of other banks", "manager"),
    expected=HEADER,
    cases=(
        _hidden("60,000.00", "10,000,000.00", "–", "hidden_wealth", "2026-06-12", "10,000,000.00",
                "100,000.00", "2026-08-11", "aum 60000.00, flow 10000000.00, others 0, told None"),
        _hidden("60,000.00", "-12,000,000.00", "–", "hidden_wealth", "2026-06-12", "12,000,000.00",
                "120,000.00", "2026-08-11", "aum 60000.00, flow 12000000.00, others 0, told None"),
        _hidden("60,000.00", "9,999,999.99", "–"),
        _hidden("1,000,000.00", "10,000,000.00", "–"),
        _hidden("60,000.00", "10,000,000.00", "–", manager="–"),
        _hidden("11,000,000.00", "–", "legal_representative of row 7"),
        _hidden("500,000.00", "–", "–", "hidden_wealth", "2026-06-12", "11,000,000.00", "110,000.00",
                "2026-08-11", "aum 500000.00, flow None, others 1, told None"),
        _hidden("500,000.00", "–", "supplier of row 6"),
        _hidden("500,000.00", "–", "spouse of row 6", manager="M2"),
        _hidden("60,000.00", "–", "–", "hidden_wealth", "2026-06-12", "12,000,000.00", "120,000.00",
                "2026-08-11", "aum 60000.00, flow None, others 0, told 12000000.00", told="12,000,000.00"),
        _hidden("60,000.00", "–", "–", told="9,999,999.99"),
        _hidden("1,000,000.00", "–", "–", told="12,000,000.00"),
    ),
    read=reader("hidden_wealth"),
)  # fmt: skip

NEXT_WEEK = (dt.date(2026, 6, 12), dt.date(2026, 6, 15), dt.date(2026, 6, 22))


def _left(matures: str, amount: str, sent: str, *expected: str) -> Case:
    ends, (on, _, out) = day(matures), sent.partition(" ")
    assert ends is not None
    deposit = held("time_deposit", amount, matures_on=ends)
    nights = tuple(
        (
            held("demand_deposit", "10,000.00"),
            replace(deposit, closed_on=None if night < ends else ends),
        )
        for night in NEXT_WEEK
    )
    moved = (booked(dt.date.fromisoformat(on), out, kind="transfer_out"),) if out else ()
    return Case(
        given=(matures, amount, sent),
        life=Life(holdings=nights, transactions=moved),
        expected=expected or NOTHING,
    )


LEFT = Rule(
    title="A matured deposit has left",
    shows={"LIST-14": None},
    sentence=(
        "A time deposit of at least 50,000 that matured within the last seven days, of which at least half "
        "went to "
        "others since its day and the rest does not lie on demand, tells deposit_left. The nights are Friday "
        "12, "
        "Monday 15 and Monday 22 June 2026, and the answer is that of the last."
    ),
    given=("matures on", "balance", "sent to others"),
    expected=HEADER,
    nights=NEXT_WEEK,
    cases=(
        _left("2026-06-16", "100,000.00", "2026-06-17 -50,000.00", "deposit_left", "2026-06-16",
              "100,000.00", "100,000.00", "2026-07-06", "gone 50000.00, product_id time_deposit"),
        _left("2026-06-15", "50,000.00", "2026-06-22 -60,000.00", "deposit_left", "2026-06-15",
              "50,000.00", "50,000.00", "2026-07-06", "gone 60000.00, product_id time_deposit"),
        _left("2026-06-16", "100,000.00", "2026-06-17 -49,999.99"),
        _left("2026-06-16", "100,000.00", "2026-06-15 -90,000.00"),
        _left("2026-06-14", "100,000.00", "2026-06-17 -90,000.00"),
        _left("2026-06-16", "49,999.99", "2026-06-17 -49,999.99"),
        _left("2026-06-16", "100,000.00", "–"),
    ),
    read=reader("deposit_left"),
)  # fmt: skip

TWO = (dt.date(2026, 6, 11), dt.date(2026, 6, 12))


def _given_up(given: str, *expected: str) -> Case:
    """Return a case of `product balance closed matures` and what is held beside it."""
    what, beside = given.split(" | ")
    product, amount, closed, matures = what.split()
    line = held(product, amount, matures_on=day(matures))
    more = () if beside == "–" else (held(beside, "5,000.00", holding_id="other"),)
    nights = ((line, *more), (replace(line, balance=Decimal(0), closed_on=day(closed)), *more))
    return Case(
        given=(product, amount, closed, matures, beside),
        life=Life(holdings=nights),
        expected=expected or NOTHING,
    )


GIVEN_UP = Rule(
    title="A product was given up",
    shows={"LIFE-07": None},
    sentence=(
        "A category of which the last holding was closed since the night before, before its maturity or "
        "without one, tells product_cancelled where it was worth at least 10,000. What ended on its maturity "
        "does not, nor what is replaced by another holding of the category. The nights are Thursday 11 and "
        "Friday 12 June 2026."
    ),
    given=("product", "balance before", "closed on", "matures on", "held beside it"),
    expected=HEADER,
    nights=TWO,
    cases=(
        _given_up("fund 30,000.00 2026-06-12 – | –", "product_cancelled", "2026-06-12", "30,000.00",
                  "30,000.00", "2026-06-26", "holdings 1"),
        _given_up("fund 10,000.00 2026-06-12 – | –", "product_cancelled", "2026-06-12", "10,000.00",
                  "10,000.00", "2026-06-26", "holdings 1"),
        _given_up("fund 9,999.99 2026-06-12 – | –"),
        _given_up("fund 30,000.00 – – | –"),
        _given_up("fund 30,000.00 2026-06-13 – | –"),
        _given_up("fund 30,000.00 2026-06-12 – | fund_in_dollars"),
        _given_up("fund 30,000.00 2026-06-12 – | bond", "product_cancelled", "2026-06-12", "30,000.00",
                  "30,000.00", "2026-06-26", "holdings 1"),
        _given_up("time_deposit 30,000.00 2026-06-12 2027-01-04 | demand_deposit", "product_cancelled",
                  "2026-06-12", "30,000.00", "30,000.00", "2026-06-26", "holdings 1"),
        _given_up("time_deposit 30,000.00 2026-06-12 2026-06-12 | demand_deposit"),
        _given_up("time_deposit 30,000.00 2026-06-12 2026-06-12 | deposit_1y"),
        _given_up("demand_deposit 30,000.00 2026-06-12 – | –"),
        _given_up("loan 30,000.00 2026-06-12 – | –"),
    ),
    read=reader("product_cancelled"),
)  # fmt: skip

RULES = (HIDDEN, LEFT, GIVEN_UP)
