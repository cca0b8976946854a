"""Events of holdings: what matures, bands, the first fund in profit, the follow-up of a purchase."""

import datetime as dt
from decimal import Decimal
from typing import Any

from reference.inputs import Holding
from spec.nightly.event_rows import HEADER, MONDAY, NIGHTS, NOTHING, read
from spec.nightly.table import LONG_AGO, Case, Life, Rule, day, held
from tilth.kernel.dates import add_months


def _matures(product: str, on: str, *expected: str) -> Case:
    holding = held(product, "10,000.00", matures_on=day(on), opened_on=LONG_AGO)
    return Case(given=(product, on), life=Life(holdings=((holding,),)), expected=expected or NOTHING)


def _maturing(kind: str, product: str, on: str, days: int) -> Case:
    detail = f"category {product}, days {days}, product_id {product}"
    return _matures(product, on, kind, on, "10,000.00", detail)


MATURING = Rule(
    title="What matures",
    shows={
        "OPS-01": "agreements",
        "LIST-14": None,
    },
    sentence=(
        "An open time deposit, product or loan that matures within its lead days, today included, "
        "stands as an event every night until then."
    ),
    given=("holding", "matures on"),
    expected=HEADER,
    cases=(
        _matures("time_deposit", "2026-06-11"),
        _maturing("deposit_maturing", "time_deposit", "2026-06-12", 0),
        _maturing("deposit_maturing", "time_deposit", "2026-07-12", 30),
        _matures("time_deposit", "2026-07-13"),
        _maturing("product_maturing", "wealth_product", "2026-07-12", 30),
        _maturing("product_maturing", "bond", "2026-06-15", 3),
        _maturing("product_maturing", "trust", "2026-06-15", 3),
        _maturing("product_maturing", "insurance", "2026-06-15", 3),
        _matures("fund", "2026-06-15"),
        _maturing("loan_due", "loan", "2026-07-12", 30),
        _maturing("loan_due", "mortgage", "2026-07-12", 30),
        _matures("credit_card", "2026-06-15"),
        _matures("time_deposit", "9999-12-31"),
    ),
    read=read,
)


def _moved(what: str, before: Holding, tonight: Holding, *expected: str) -> Case:
    return Case(
        given=(what,),
        life=Life(holdings=((before,), (tonight,))),
        expected=expected or NOTHING,
    )


def _fund(balance: str, product: str = "fund", **more: Any) -> Holding:
    usual = {
        "take_profit": Decimal("0.20"),
        "stop_loss": Decimal("-0.10"),
        "cost": Decimal(1000),
        "opened_on": add_months(MONDAY, -2),
        "currency": "USD" if "dollars" in product else "CNY",
    }
    return held(product, balance, **{**usual, **more})


BANDS = Rule(
    title="Bands, and the first fund in profit",
    shows={
        "LIST-12": "reasons that a bank adds itself",
        "AFT-08": None,
        "WM-04": "prices and whole portfolios as bands, and setting one here",
        "SALM-03": "the return expected at the purchase, and a task for the owner",
    },
    sentence=(
        "A holding's return, balance ÷ cost − 1, tells once when it crosses its take-profit or "
        "stop-loss band; the first fund a customer ever bought tells once when it is in profit "
        "three months after its purchase or later. Cost is 1,000, the bands are +20 % and −10 %."
    ),
    given=("balance on Friday, then on Monday",),
    expected=HEADER,
    nights=NIGHTS,
    cases=(
        _moved("1,199.99, then 1,200.00", _fund("1,199.99"), _fund("1,200.00"), "take_profit", "2026-06-15",
               "200.00", "band 0.20000000, product_id fund, return_bp 2000"),
        _moved("1,200.00, then 1,500.00", _fund("1,200.00"), _fund("1,500.00")),
        _moved("1,100.00, then 1,199.99", _fund("1,100.00"), _fund("1,199.99")),
        _moved("900.01, then 900.00", _fund("900.01"), _fund("900.00"), "stop_loss", "2026-06-15", "-100.00",
               "band -0.10000000, product_id fund, return_bp -1000"),
        _moved("900.00, then 800.00", _fund("900.00"), _fund("800.00")),
        _moved("no cost known", _fund("1,000.00", cost=None), _fund("9,000.00", cost=None)),
        _moved("1,000.00, then 1,200.00, in dollars at 7.1", _fund("1,000.00", "fund_in_dollars"),
               _fund("1,200.00", "fund_in_dollars"), "take_profit", "2026-06-15", "1,420.00",
               "band 0.20000000, product_id fund_in_dollars, return_bp 2000"),
        _moved("bought 2026-03-15: 1,000.00, then 1,000.01",
               _fund("1,000.00", opened_on=dt.date(2026, 3, 15)),
               _fund("1,000.01", opened_on=dt.date(2026, 3, 15)),
               "first_fund_in_profit; referral_due", "2026-06-15; 2026-06-15", "0.01; –",
               "product_id fund, return_bp 0; –"),
        _moved("bought 2026-03-16: 1,000.00, then 1,000.01",
               _fund("1,000.00", opened_on=dt.date(2026, 3, 16)),
               _fund("1,000.01", opened_on=dt.date(2026, 3, 16))),
        _moved("bought 2026-03-01: 1,000.01, then 1,000.02",
               _fund("1,000.01", opened_on=dt.date(2026, 3, 1)),
               _fund("1,000.02", opened_on=dt.date(2026, 3, 1))),
        _moved("bought 2026-06-01: 1,000.00, then the same", _fund("1,000.00", opened_on=dt.date(2026, 6, 1)),
               _fund("1,000.00", opened_on=dt.date(2026, 6, 1)),
               "post_purchase_followup", "2026-06-15", "–", "bought_on 2026-06-01, product_id fund"),
        _moved("bought 2026-05-29: 1,000.00, then the same",
               _fund("1,000.00", opened_on=dt.date(2026, 5, 29)),
               _fund("1,000.00", opened_on=dt.date(2026, 5, 29))),
    ),
    read=read,
)  # fmt: skip


RULES = (MATURING, BANDS)
