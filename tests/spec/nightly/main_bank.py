"""Whether this bank is a customer's main bank (MAIN-05)."""

from dataclasses import replace

from reference.inputs import Detail
from spec.nightly.table import SOMEONE, Case, D, Life, Rule, booked, columns, held, money

FOUR = "demand_deposit time_deposit fund credit_card"


def _case(given: str, *expected: str) -> Case:
    kind, products, used, told = given.split(" | ")
    names = products.split()
    holdings = tuple(held(one, "100,000.00" if one == "demand_deposit" else "100.00") for one in names)
    details = (
        () if told == "–" else (Detail(customer_id="", item="other_bank", value="boc", amount=money(told)),)
    )
    moved = () if used == "–" else tuple(booked(D, "10.00", one) for one in used.split())
    life = Life(
        customer=replace(SOMEONE, kind=kind), holdings=(holdings,), details=details, transactions=moved
    )
    return Case(given=(kind, products.replace(" ", ", "), used, told), life=life, expected=expected)


ANSWERS = ("product_coverage", "asset_share", "account_activity", "main_bank")
MAIN = Rule(
    title="The main bank passes on three indicators",
    shows={"MAIN-02": None, "MAIN-04": None, "MAIN-05": None},
    sentence=(
        "Main bank is where product coverage, the share of assets and account activity all reach their "
        "thresholds (0.30, 0.50 and 0.50). While one of the three is unknown, nobody says yes or no: of who "
        "told nothing of other banks, of who has no account that could be used."
    ),
    given=("kind", "holds", "used", "told of another bank"),
    expected=ANSWERS,
    cases=(
        _case(f"person | {FOUR} | demand_deposit | 100,200.00", "0.3076923076923077", "0.5", "0.5", "yes"),
        _case(f"person | {FOUR} | demand_deposit | –", "0.3076923076923077", "–", "0.5", "–"),
        _case(
            f"person | {FOUR} | demand_deposit | 100,200.01",
            *("0.3076923076923077", "0.49999997504990146", "0.5", "no"),
        ),
        _case(f"person | {FOUR} | – | 50,000.00", "0.3076923076923077", "0.6671105193075899", "0.0", "no"),
        _case(
            "person | demand_deposit time_deposit fund | demand_deposit | 0.00",
            *("0.23076923076923078", "1.0", "1.0", "no"),
        ),
        _case("person | time_deposit | – | 0.00", "0.07692307692307693", "1.0", "–", "–"),
        _case(
            "company | demand_deposit settlement payroll | demand_deposit | 1,000.00",
            *("0.2727272727272727", "0.9900990099009901", "1.0", "no"),
        ),
        _case(
            "company | demand_deposit settlement payroll loan | demand_deposit | 1,000.00",
            *("0.36363636363636365", "0.9900990099009901", "1.0", "yes"),
        ),
        _case("company | demand_deposit fund | demand_deposit | –", "0.09090909090909091", "–", "1.0", "–"),
    ),
    read=columns(*ANSWERS),
)

RULES = (MAIN,)
