"""What people told of themselves, as the rules of segments read it: life stage, profession, other banks."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from reference.inputs import Detail
from spec.nightly.table import SOMEONE, Case, Life, Rule, changed, columns, day, held
from tilth.policy import playbook

HELD = ("time_deposit", "fund", "demand_deposit")


def _told(text: str) -> Detail:
    """Return a detail of `item value`, with an amount or a number behind it where there is one."""
    item, value, *amount = text.split(" ")
    return Detail(
        customer_id="",
        item=item,
        value=value,
        number=int(value) if value.isdigit() else None,
        amount=Decimal(amount[0].replace(",", "")) if amount else None,
    )


def _case(given: str, expected: str) -> Case:
    cells = tuple(given.split(" | "))
    born, who, *amounts, told = cells
    customer = replace(SOMEONE, birth_date=day(born), occupation=None if who == "–" else who)
    holdings = tuple(held(*one) for one in zip(HELD, amounts, strict=True) if one[1] != "–")
    details = () if told == "–" else tuple(_told(one) for one in told.split(", "))
    return Case(
        given=cells,
        life=Life(customer=customer, holdings=(holdings,), details=details),
        expected=tuple(expected.split(" | ")),
    )


GIVEN = ("born on", "occupation", *(name.replace("_", " ") for name in HELD), "told")
COLUMNS = ("segment", "segment_source", "time_deposit_share", "elsewhere", "asset_share")

FOUR = Rule(
    title="The four types hear what the customer told",
    shows={
        "SEG-07": "family abroad",
        "SEG-08": "news that makes a contact due",
        "MAIN-03": None,
        "PROF-12": None,
        "PROF-38": None,
        "TRAP-02": None,
    },
    sentence=(
        "Of the profile the night reads the items that the playbook marks for rules, as they stood at "
        "the end of the day. Retired is also who told so; open to foreign currency or a doctor or "
        "teacher, too; managers at two other banks stand for a third product. Shares count the money at "
        "all banks where the customer told of it: 450,000 in time deposits of 600,000 here and 400,000 "
        "elsewhere are 0.45, and the mart's own column keeps 0.75. Where nobody told anything, every "
        "answer is that of the feed alone."
    ),
    given=GIVEN,
    expected=COLUMNS,
    cases=(
        _case("1990-06-01 | – | 900,000.00 | – | 100,000.00 | –", "– | – | 0.9 | – | –"),
        _case(
            "1990-06-01 | – | 900,000.00 | – | 100,000.00 | life_stage retired",
            "secure_later_life | rule | 0.9 | – | –",
        ),
        _case("1990-06-01 | – | 900,000.00 | – | 100,000.00 | life_stage working", "– | – | 0.9 | – | –"),
        _case(
            "1990-06-01 | – | 500,000.00 | – | 500,000.00 | foreign_currency yes",
            "balanced_builder | rule | 0.5 | – | –",
        ),
        _case("1990-06-01 | – | 500,000.00 | – | 500,000.00 | foreign_currency no", "– | – | 0.5 | – | –"),
        _case(
            "1990-06-01 | 职员 | 500,000.00 | – | 500,000.00 | profession doctor",
            "balanced_builder | rule | 0.5 | – | –",
        ),
        _case(
            "1990-06-01 | 职员 | 450,000.00 | – | 150,000.00 | foreign_currency yes", "– | – | 0.75 | – | –"
        ),
        _case(
            "1990-06-01 | 职员 | 450,000.00 | – | 150,000.00 | foreign_currency yes, "
            "other_bank boc 300,000.00, other_bank icbc 100,000.00",
            "balanced_builder | rule | 0.75 | 400,000.00 | 0.6",
        ),
        _case(
            "1966-06-01 | – | 900,000.00 | – | 100,000.00 | other_bank boc 1,000,000.00",
            "– | – | 0.9 | 1,000,000.00 | 0.5",
        ),
        _case(
            "1990-06-01 | – | – | 100,000.00 | 900,000.00 | other_managers 2",
            "own_research | rule | 0.0 | – | –",
        ),
        _case(
            "1990-06-01 | – | – | 100,000.00 | 900,000.00 | other_managers 1, other_bank boc",
            "own_research | nearest | 0.0 | – | –",
        ),
    ),
    read=columns(*COLUMNS),
)


def _scheme(active: str) -> Any:
    return changed(segments={**playbook.default().model_dump()["segments"], "active": active})


SEVEN = Rule(
    title="The seven segments hear it too",
    shows={"SEG-12": None},
    sentence=(
        "An owner, a landlord, a doctor, somebody retired or running a household is one as well where the "
        "profile says it and the feed's occupation does not; who told that they are retired is no "
        "professional any more."
    ),
    given=GIVEN,
    expected=("segment", "segment_source"),
    cases=(
        _case("1980-06-01 | – | – | – | 100,000.00 | owns_business yes", "business_owner | rule"),
        _case("1980-06-01 | – | – | – | 100,000.00 | owns_business no", "– | –"),
        _case("1980-06-01 | – | – | – | 100,000.00 | profession landlord", "rental_income | rule"),
        _case("1980-06-01 | – | – | – | 100,000.00 | profession public", "public_professional | rule"),
        _case("1980-06-01 | 教师 | – | – | 100,000.00 | –", "public_professional | rule"),
        _case("1980-06-01 | 教师 | – | – | 100,000.00 | life_stage retired", "– | –"),
        _case("1966-06-01 | 教师 | – | – | 100,000.00 | life_stage retired", "pension_income | rule"),
        _case("1980-06-01 | – | – | – | 100,000.00 | life_stage household", "family_finance | rule"),
    ),
    read=columns("segment", "segment_source"),
    book=_scheme("seven_segments"),
)

SIX = Rule(
    title="And the six portraits",
    shows={
        "SEG-14": None,
        "SEG-15": "the current account among its musts",
        "SEG-19": "that it watches prices",
    },
    sentence=(
        "A learned profession, an enterprise and retirement are taken from the profile where the feed "
        "does not say them."
    ),
    given=GIVEN,
    expected=("segment", "segment_source"),
    cases=(
        _case("1980-06-01 | – | – | – | 100,000.00 | profession lawyer", "self_directed_professional | rule"),
        _case("1980-06-01 | – | – | – | 100,000.00 | owns_business yes", "enterprise_owner | rule"),
        _case("1980-06-01 | – | – | – | 100,000.00 | life_stage retired", "principal_first | rule"),
        _case(
            "1980-06-01 | – | – | – | 100,000.00 | profession lawyer, life_stage retired",
            "principal_first | rule",
        ),
        _case("1980-06-01 | – | 40,000.00 | – | 60,000.00 | –", "retirement_planning | rule"),
        _case(
            "1980-06-01 | – | 40,000.00 | – | 60,000.00 | other_bank boc 900,000.00",
            "– | –",
        ),
    ),
    read=columns("segment", "segment_source"),
    book=_scheme("six_portraits"),
)

RULES = (FOUR, SEVEN, SIX)
