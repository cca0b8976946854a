"""Signals of how the money lies."""

from dataclasses import replace

from spec.nightly.signal_rows import HEADER, NIGHTS, NOTHING, figures, reader
from spec.nightly.table import SOMEONE, Case, Life, Rule, day, held


def _nights(*demand: str, other: str, opened: str = "2020-01-15") -> Life:
    fund = (held("fund", other),) if other != "–" else ()
    opened_on = day(opened)
    assert opened_on is not None
    return Life(
        customer=replace(SOMEONE, opened_on=opened_on),
        holdings=tuple((held("demand_deposit", amount), *fund) for amount in demand),
    )


def _idle(demand: tuple[str, ...], other: str, opened: str, *expected: str) -> Case:
    return Case(
        given=(" | ".join(demand), other, opened),
        life=_nights(*demand, other=other, opened=opened),
        expected=expected or NOTHING,
    )


_MONTH = ("100,000.00", "100,000.00", "100,000.00", "100,000.00")
IDLE = Rule(
    title="Money that lies idle",
    sentence=(
        "Demand deposits of at least 100,000 and at least 30 % of the assets, on every night of the last 30 "
        "days "
        "that the bank has a feed of, tell idle_cash where the relationship is 30 days old as well."
    ),
    given=("demand deposits by night", "fund", "opened on"),
    expected=HEADER,
    nights=NIGHTS,
    cases=(
        _idle(_MONTH, "–", "2020-01-15", "idle_cash", "2026-06-12", "100,000.00", "100,000.00", "2026-07-12",
              "aum 100000.00, since 2026-05-13"),
        _idle(_MONTH, "233,333.33", "2020-01-15", "idle_cash", "2026-06-12", "100,000.00", "100,000.00",
              "2026-07-12", "aum 333333.33, since 2026-05-13"),
        _idle(_MONTH, "233,333.34", "2020-01-15"),
        _idle(("99,999.99",), "–", "2020-01-15"),
        _idle(("100,000.00", "100,000.00", "99,999.99", "100,000.00"), "–", "2020-01-15"),
        _idle(_MONTH, "–", "2026-05-13", "idle_cash", "2026-06-12", "100,000.00", "100,000.00", "2026-07-12",
              "aum 100000.00, since 2026-05-13"),
        _idle(_MONTH, "–", "2026-05-14"),
    ),
    read=reader("idle_cash"),
)  # fmt: skip


def _held(first: str, second: str, deposits: str, *expected: str) -> Case:
    parts = (("fund", first), ("fund_in_dollars", second), ("time_deposit", deposits))
    positions = tuple(held(product, amount) for product, amount in parts if amount != "–")
    dollars = tuple(
        replace(one, currency="USD") if one.product_id == "fund_in_dollars" else one for one in positions
    )
    return Case(given=(first, second, deposits), life=Life(holdings=(dollars,)), expected=expected or NOTHING)


CONCENTRATION = Rule(
    title="Much in one product",
    sentence=(
        "A product with a risk that is at least half of assets of at least 100,000 tells concentration, one "
        "signal "
        "per product; a deposit never does. Half of it is at stake."
    ),
    given=("fund", "fund in dollars (rate 7.1)", "time deposit"),
    expected=HEADER,
    cases=(
        _held("50,000.00", "–", "50,000.00", "concentration", "2026-06-12", "50,000.00", "25,000.00",
              "2026-09-10", "aum 100000.00, share_bp 5000"),
        _held("50,000.00", "–", "50,000.01"),
        _held("99,999.99", "–", "–"),
        _held("–", "–", "900,000.00"),
        _held("71,000.00", "10,000.00", "–", "concentration; concentration", "2026-06-12; 2026-06-12",
              "71,000.00; 71,000.00", "35,500.00; 35,500.00", "2026-09-10; 2026-09-10",
              "aum 142000.00, share_bp 5000; aum 142000.00, share_bp 5000"),
    ),
    read=reader("concentration"),
)  # fmt: skip


def _falls(before: str, tonight: str, *expected: str) -> Case:
    return Case(
        given=(before, tonight),
        life=Life(
            holdings=tuple((held("demand_deposit", amount),) for amount in (before, before, before, tonight))
        ),
        expected=expected or NOTHING,
    )


FALLING = Rule(
    title="Close to falling a tier",
    shows={"TIER-15": None},
    sentence=(
        "Less than 5 % above the floor of the tier, with assets below their 30-day mean, tells "
        "near_lower_tier; "
        "the lowest tier has nothing below it, and who climbs is not told."
    ),
    given=("assets until 11 June", "assets on 12 June"),
    expected=HEADER,
    nights=NIGHTS,
    cases=(
        _falls("110,000.00", "104,999.99", "near_lower_tier", "2026-06-12", "104,999.99", "5,250.00",
               "2026-07-12", "margin 4999.99, tier personal"),
        _falls("110,000.00", "105,000.00"),
        _falls("110,000.00", "100,000.00", "near_lower_tier", "2026-06-12", "100,000.00", "5,000.00",
               "2026-07-12", "margin 0.00, tier personal"),
        _falls("90,000.00", "101,000.00"),
        _falls("101,000.00", "101,000.00"),
        _falls("9,000.00", "1,000.00"),
    ),
    read=reader("near_lower_tier"),
)  # fmt: skip


EVIDENCE = Rule(
    title="What a signal was made of",
    sentence=(
        "The holdings, balances and means from which tonight's figures were computed stand beside the "
        "signal."
    ),
    given=("fund", "fund in dollars (rate 7.1)", "time deposit"),
    expected=("evidence of concentration",),
    cases=(
        Case(
            given=("71,000.00", "10,000.00", "–"),
            life=_held("71,000.00", "10,000.00", "–").life,
            expected=(
                "holding fund 2026-06-12 71,000.00; holding fund_in_dollars 2026-06-12 71,000.00",
            ),
        ),
        Case(given=("1.00", "–", "–"), life=_held("1.00", "–", "–").life, expected=("–",)),
    ),
    read=figures("concentration"),
)  # fmt: skip

RULES = (IDLE, CONCENTRATION, FALLING, EVIDENCE)
