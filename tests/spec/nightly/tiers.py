"""Tiers: which band an amount reaches, and how far the next one is (TIER-01)."""

from spec.nightly.call_list import BOOK
from spec.nightly.table import Case, Life, Rule, columns, held, money


def _balance(amount: str, *expected: str) -> Case:
    given = money(amount)
    sign = "demand_deposit" if given < 0 else "time_deposit"
    return Case(given=(amount,), life=Life(holdings=((held(sign, amount),),)), expected=expected)


BANDS = Rule(
    title="The tier of an amount",
    shows={"TIER-01": None, "PROF-30": "what assets and liabilities contribute"},
    sentence=(
        "A customer is in the highest tier whose floor is not above the tier basis, by default "
        "the assets of tonight; the gap is what is missing to the next floor (TIER-01)."
    ),
    given=("assets",),
    expected=("tier", "tier_floor", "next_tier_gap"),
    cases=(
        _balance("-500.00", "general", "0.00", "100,500.00"),
        _balance("0.00", "general", "0.00", "100,000.00"),
        _balance("99,999.99", "general", "0.00", "0.01"),
        _balance("100,000.00", "personal", "100,000.00", "900,000.00"),
        _balance("999,999.99", "personal", "100,000.00", "0.01"),
        _balance("1,000,000.00", "platinum", "1,000,000.00", "7,000,000.00"),
        _balance("7,999,999.99", "platinum", "1,000,000.00", "0.01"),
        _balance("8,000,000.00", "private", "8,000,000.00", "–"),
    ),
    read=columns("tier", "tier_floor", "next_tier_gap"),
)


def _weighted(fund: str, deposit: str, *expected: str) -> Case:
    return Case(
        given=(fund, deposit),
        life=Life(holdings=((held("fund", fund), held("time_deposit", deposit)),)),
        expected=expected,
    )


WEIGHTS = Rule(
    title="Weights per asset category",
    sentence=(
        "Where the playbook weighs categories, the basis is the sum of each holding's balance "
        "times its weight, each rounded to cents; aum itself is never weighted. Here a fund "
        "counts one third (0.3333)."
    ),
    given=("fund", "time deposit"),
    expected=("aum", "tier_basis", "tier"),
    cases=(
        _weighted("300,000.00", "0.00", "300,000.00", "99,990.00", "general"),
        _weighted("300,000.00", "10.00", "300,010.00", "100,000.00", "personal"),
        _weighted("0.05", "100,000.00", "100,000.05", "100,000.02", "personal"),
    ),
    read=columns("aum", "tier_basis", "tier"),
    book=BOOK,
)

RULES = (BANDS, WEIGHTS)
