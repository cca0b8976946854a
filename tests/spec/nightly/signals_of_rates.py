"""The signal of a better rate on sale."""

from decimal import Decimal

from spec.nightly.signal_rows import HEADER, NOTHING, reader
from spec.nightly.table import Case, Life, Rule, held


def _case(product: str, balance: str, rate: str, *expected: str) -> Case:
    one = held(product, balance, rate=None if rate == "–" else Decimal(rate))
    return Case(given=(product, balance, rate), life=Life(holdings=((one,),)), expected=expected or NOTHING)


def _told(amount: str, at_stake: str, detail: str) -> tuple[str, ...]:
    return "rate_gap", "2026-06-12", amount, at_stake, "2026-08-11", detail


RATES = Rule(
    title="A better rate is on sale",
    sentence=(
        "A time deposit of at least 50,000 that earns at least 0.1 % a year less than the best one on sale "
        "tonight "
        "of the same currency, of no greater risk, no longer in term and sold for its balance, tells "
        "rate_gap. On "
        "sale are 1.25 % for a year, 1.75 % for three and, from 200,000 on, 1.90 %; what was sold until "
        "January is "
        "not. A fifth of the balance is at stake."
    ),
    given=("product", "balance", "rate"),
    expected=HEADER,
    cases=(
        _case("deposit_1y", "50,000.00", "0.0115", *_told("50,000.00", "10,000.00",
              "product_id deposit_1y, rate 0.01150000, shelf_product_id deposit_1y, shelf_rate 0.01250000")),
        _case("deposit_1y", "50,000.00", "0.01150001"),
        _case("deposit_1y", "49,999.99", "0.0050"),
        _case("deposit_1y", "50,000.00", "–"),
        _case("deposit_3y", "199,999.99", "0.0150", *_told("199,999.99", "40,000.00",
              "product_id deposit_3y, rate 0.01500000, shelf_product_id deposit_3y, shelf_rate 0.01750000")),
        _case("deposit_3y", "200,000.00", "0.0150", *_told("200,000.00", "40,000.00",
              "product_id deposit_3y, rate 0.01500000, shelf_product_id deposit_3y_large, "
              "shelf_rate 0.01900000")),
        _case("time_deposit", "500,000.00", "0.0010"),
        _case("fund", "500,000.00", "0.0010"),
    ),
    read=reader("rate_gap"),
)  # fmt: skip

RULES = (RATES,)
