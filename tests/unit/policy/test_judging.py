"""The judgement on a product against an oracle that shares no code, and on the days where it turns."""

import datetime as dt
import itertools
from dataclasses import replace
from decimal import Decimal

import pytest

from reference import suitability as oracle
from reference.suitability import Told
from tilth.policy import playbook
from tilth.policy.subjects.certificate import CertificateRules
from tilth.policy.suitability import GRADES, LEAST, Suitability, newer, of
from tilth.policy.suitability.codes import ACTIONS, CHANNELS, DUTIES, REASONS
from tilth.policy.suitability.judging import Investor, Judgement, Offer, judge
from tilth.policy.suitability.rules import effective

DAY = dt.date(2026, 3, 31)
RULES = playbook.default().of(CertificateRules)
BORN = {"minor": 2010, "adult": 1980, "nearly": 1963, "elderly": 1950}
FUND = Offer(product_id="F1", category="fund", issuer="R3", term_days=None)
ADULT = Investor(suits=of("C3", DAY, day=DAY, years=1), born=dt.date(1980, 1, 1))
CASES = [
    Told(*one)
    for one in itertools.product(
        range(1, 6),
        oracle.STATES,
        (False, True),
        oracle.BANDS,
        oracle.CHANNELS,
        oracle.ACTIONS,
        (True, False),
    )
]


def assessed(state: str) -> Suitability:
    if state == "none":
        return of(None, None, day=DAY, years=1)
    if state == "expired":
        return of("C5", DAY.replace(year=DAY.year - 1), day=DAY, years=1)
    return of("C1" if state == "lowest" else state, DAY, day=DAY, years=1, lowest=state == "lowest")


def judged(case: Told) -> Judgement:
    product = Offer(
        product_id="P1", category="fund" if case.fund else "wealth_product", issuer=f"R{case.grade}"
    )
    investor = Investor(
        suits=assessed(case.state), born=dt.date(BORN[case.band], 1, 1), professional=case.professional
    )
    return judge(product, investor, RULES, day=DAY, channel=case.channel, action=case.action)


@pytest.mark.requirement("GOV-05")
@pytest.mark.requirement("TRAP-14")
@pytest.mark.parametrize("regime", ["csrc", "nfra"])
def test_every_case_is_judged_as_the_oracle_judges_it(regime: str) -> None:
    mine = [case for case in CASES if case.fund is (regime == "csrc")]
    wrong = [(case, judged(case).verdict) for case in mine if judged(case).verdict != oracle.verdict(case)]
    assert len(mine) == 3840
    assert wrong == []
    assert {oracle.verdict(case) for case in CASES} == set(oracle.HEAVIER)


def test_whatever_is_not_plainly_allowed_says_why_and_nothing_blocked_owes_anything() -> None:
    for case in CASES:
        found = judged(case)
        assert bool(found.reasons) is (found.verdict != "allowed"), case
        assert not (found.blocked and (found.duties or found.words)), case
        assert found.blocked or found.words[0] == "no_deposit"
        assert {*found.reasons} <= {*REASONS}
        assert {*found.duties} <= {*DUTIES}


@pytest.mark.parametrize(("issuer", "seller"), [*itertools.product(GRADES, GRADES)])
def test_of_issuer_and_seller_the_higher_counts(issuer: str, seller: str) -> None:
    assert effective(issuer, seller) == f"R{max(int(issuer[1]), int(seller[1]))}"


def test_the_banks_own_grade_lifts_a_product_above_what_its_issuer_says() -> None:
    gold = replace(FUND, category="precious_metal", issuer="R1")
    found = judge(gold, ADULT, RULES, day=DAY, channel="branch", action="recommend")
    assert (found.rating, found.verdict) == ("R3", "allowed")
    low = replace(ADULT, suits=of("C2", DAY, day=DAY, years=1))
    assert judge(gold, low, RULES, day=DAY, channel="branch", action="recommend").blocked


@pytest.mark.requirement("TRAP-18")
@pytest.mark.parametrize(
    ("born", "day", "protected"),
    [
        ("1961-04-01", "2026-03-31", "no"),
        ("1961-03-31", "2026-03-31", "yes"),
        ("1960-02-29", "2025-02-27", "no"),
        ("1960-02-29", "2025-02-28", "yes"),
    ],
)
def test_protection_by_age_begins_on_the_sixty_fifth_birthday(born: str, day: str, protected: str) -> None:
    on, elderly = dt.date.fromisoformat(day), protected == "yes"
    investor = Investor(suits=of("C5", on, day=on, years=1), born=dt.date.fromisoformat(born))
    found = judge(FUND, investor, RULES, day=on, channel="branch", action="recommend")
    assert found.verdict == ("own_wish" if elderly else "allowed")
    assert ({"second_person", "cooling_off", "call_back"} <= {*found.duties}) is elderly
    calm = judge(replace(FUND, issuer="R2"), investor, RULES, day=on, channel="branch", action="recommend")
    assert calm.verdict == ("procedure" if elderly else "allowed")


@pytest.mark.parametrize(
    ("assessed_on", "last"), [("2025-06-10", "2026-06-09"), ("2024-02-29", "2025-02-28")]
)
def test_an_assessment_judges_through_its_last_day(assessed_on: str, last: str) -> None:
    made, day = dt.date.fromisoformat(assessed_on), dt.date.fromisoformat(last)
    for on, verdict in ((day, "allowed"), (day + dt.timedelta(days=1), "blocked")):
        investor = replace(ADULT, suits=of("C3", made, day=on, years=1))
        found = judge(FUND, investor, RULES, day=on, channel="branch", action="recommend")
        assert found.verdict == verdict
    assert found.reasons == ("expired",)


@pytest.mark.parametrize(
    ("product", "investor", "verdict", "reason"),
    [
        ({"until": DAY}, {}, "allowed", ""),
        ({"until": DAY - dt.timedelta(days=1)}, {}, "blocked", "not_on_sale"),
        ({"on_sale_from": DAY + dt.timedelta(days=1)}, {}, "blocked", "not_on_sale"),
        ({"issuer": None}, {}, "blocked", "not_rated"),
        ({}, {"stopped": True}, "blocked", "stopped"),
        ({"term_days": 90}, {"needs_money_on": DAY + dt.timedelta(days=97)}, "allowed", ""),
        ({"term_days": 90}, {"needs_money_on": DAY + dt.timedelta(days=96)}, "blocked", "term"),
        ({}, {"assets": Decimal(100), "amount": Decimal(30)}, "allowed", ""),
        ({}, {"assets": Decimal(100), "amount": Decimal("30.01")}, "procedure", "concentrated"),
        (
            {},
            {"assets": Decimal(100), "amount": Decimal(20), "held": Decimal(11)},
            "procedure",
            "concentrated",
        ),
        (
            {"issuer": "R1"},
            {"assets": Decimal(100), "amount": Decimal(10), "deposits": Decimal(14)},
            "procedure",
            "liquidity",
        ),
        ({}, {"born": None}, "procedure", "age_unknown"),
        ({}, {"born": None, "person": False}, "allowed", ""),
        ({"category": "time_deposit", "issuer": None}, {"suits": assessed("none")}, "allowed", ""),
        ({"category": "bill", "issuer": "R2"}, {"suits": assessed("none")}, "blocked", "no_assessment"),
    ],
)
def test_what_else_speaks_against_it(
    product: dict[str, object], investor: dict[str, object], verdict: str, reason: str
) -> None:
    offer, asks = replace(FUND, **product), replace(ADULT, **investor)  # type: ignore[arg-type]
    found = judge(offer, asks, RULES, day=DAY, channel="branch", action="recommend")
    assert (found.verdict, found.reasons) == (verdict, (reason,) if reason else ())


def test_a_sale_at_the_branch_is_recorded_and_a_deposit_needs_neither_notice_nor_recording() -> None:
    sold = judge(FUND, ADULT, RULES, day=DAY, channel="branch", action="sign")
    assert (sold.verdict, sold.duties) == ("allowed", ("risk_notice", "recording"))
    deposit = replace(FUND, category="time_deposit", issuer=None)
    plain = judge(deposit, ADULT, RULES, day=DAY, channel="branch", action="sign")
    assert (plain.regime, plain.duties, plain.words) == ("none", (), ())


def test_of_the_cores_assessment_and_the_banks_own_the_newer_counts() -> None:
    def one(level: str, days: int) -> Suitability:
        return of(level, DAY - dt.timedelta(days=days), day=DAY, years=1)

    nothing = of(None, None, day=DAY, years=1)
    assert newer(one("C4", 9), one("C2", 1)).level == "C2"
    assert newer(one("C4", 1), one("C2", 9)).level == "C4"
    assert newer(one("C4", 1), one("C2", 1)).level == newer(one("C2", 1), one("C4", 1)).level == "C2"
    assert newer(nothing, one("C2", 1)) == newer(one("C2", 1), nothing) == one("C2", 1)


def test_the_words_of_the_rules_are_those_of_the_judgement() -> None:
    assert {one.code for one in RULES.regimes} == {*LEAST}
    assert [one.code for one in RULES.reach] == [*CHANNELS]
    assert {act for one in RULES.reach for act in one.may} == {*ACTIONS}
    assert {f"grade_{grade}" for grade in GRADES} | {"no_deposit"} <= {*RULES.notice_of}
