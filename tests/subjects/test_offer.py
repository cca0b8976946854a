"""Offers: complete, with reasons, confirmed, within the authority or approved by somebody else (NEG-07)."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from subjects.conftest import As
from support import published
from tilth.data.models import Offer, Opportunity
from tilth.domain.acting import Unclear
from tilth.domain.records import offer, opportunity
from tilth.kernel.errors import Refused
from tilth.policy import offering, playbook
from tilth.policy.subjects.offer import RISKS, OfferRules
from tilth.policy.words import Words

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
SOON = published.DAY + dt.timedelta(days=20)
TOLD: dict[str, Any] = {
    "side": "ours",
    "risk": "low",
    "amount": Decimal(400_000),
    "concession": 10,
    "terms": "price: list less 10 bp\nterm: three years\n费用：无\nCollateral: the flat\nservice: by phone",
    "reasons": "a steady income",
    "question": "So it is the rate of today, paid out in May, is that right?",
}


def deal(as_: As, **told: Any) -> Opportunity:
    given = {"source": "contact", "type": "full", "expected_on": SOON, "category": "loan"}
    return opportunity.open_up(as_("rm"), MINE, **(given | told))


def put(as_: As, about: Opportunity, **told: Any) -> Offer:
    return offer.put(as_("rm"), MINE, deal=str(about.pk), **(TOLD | told))


@pytest.mark.requirement("NEG-07")
def test_an_offer_within_the_authority_is_made_and_the_first_of_each_side_is_marked(as_: As) -> None:
    about = deal(as_)
    first, theirs, second = put(as_, about), put(as_, about, side="theirs"), put(as_, about, concession=0)
    assert [(one.first, one.state) for one in (first, theirs, second)] == [
        (True, "made"),
        (True, "made"),
        (False, "made"),
    ]
    done = offer.answered(as_("rm"), MINE, first.pk, became="countered", answer="lower, please")
    assert (done.state, done.answered_on) == ("countered", published.DAY)
    with pytest.raises(Unclear, match="answered already"):
        offer.answered(as_("rm"), MINE, first.pk, became="accepted")


@pytest.mark.requirement("NEG-07")
@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"terms": "price: list\nterm: a year"}, "Missing: 费用 Fees, 担保 Collateral, 服务 Service"),
        ({"reasons": " "}, "Say what it is"),
        ({"question": "What do you think of it?"}, "closed question"),
        ({"question": "That is settled."}, "closed question"),
        ({"question": "保本保收益，对吗？"}, "nobody says"),
        ({"amount": Decimal(0)}, "above nought"),
        ({"concession": 10_001}, "at most 10,000"),
        ({"risk": "none"}, "none of the choices"),
    ],
)
def test_what_is_not_complete_is_refused(as_: As, told: dict[str, Any], why: str) -> None:
    with pytest.raises(Unclear, match=why):
        put(as_, deal(as_), **told)


def test_it_is_about_an_open_opportunity_of_a_category(as_: As) -> None:
    with pytest.raises(Unclear, match="Say first of which category"):
        put(as_, deal(as_, category=None))
    about = deal(as_)
    opportunity.drop(as_("rm"), MINE, about.pk, reason="timing")
    with pytest.raises(Unclear, match="no such open opportunity"):
        put(as_, about)


@pytest.mark.requirement("NEG-07")
@pytest.mark.requirement("TRAP-23")
def test_above_the_authority_it_waits_for_somebody_whose_authority_covers_it(as_: As) -> None:
    made = put(as_, deal(as_), concession=25)
    assert made.state == "waits"
    with pytest.raises(Unclear, match="waits for approval"):
        offer.answered(as_("rm"), MINE, made.pk, became="accepted")
    approved = offer.approve(as_("supervisor"), MINE, made.pk, yes=True, remark="for this risk")
    assert (approved.state, approved.decided_by) == ("made", as_("supervisor").by)
    with pytest.raises(Unclear, match="waits for nobody"):
        offer.approve(as_("branch_head"), MINE, made.pk, yes=False)


@pytest.mark.requirement("TRAP-23")
def test_nobody_approves_above_the_own_authority(as_: As) -> None:
    made = put(as_, deal(as_), concession=45)
    with pytest.raises(Unclear, match="above your own authority"):
        offer.approve(as_("supervisor"), MINE, made.pk, yes=True)
    assert offer.approve(as_("branch_head"), MINE, made.pk, yes=True).state == "made"
    other = put(as_, deal(as_), concession=45)
    assert offer.approve(as_("supervisor"), MINE, other.pk, yes=False).state == "refused"


def slow(rules: OfferRules, role: str, risk: str, amount: Decimal, concession: int) -> bool:
    """Say the same as `allows` of a loan, row by row."""
    for one in rules.authority:
        if one.role != role or one.risk != risk:
            continue
        if one.categories and "loan" not in one.categories:
            continue
        if not (amount > one.up_to or concession > one.concession):
            return True
    return False


@pytest.mark.requirement("TRAP-23")
def test_authority_is_of_role_risk_and_amount_compared_row_by_row() -> None:
    rules = playbook.default().of(OfferRules)
    amounts = {one.up_to + more for one in rules.authority for more in (-1, 0, 1)}
    seen = set()
    for role in ("rm", "wealth", "supervisor", "branch_head", "region_head", "compliance"):
        for risk in RISKS:
            for amount in sorted(amounts):
                for concession in (0, 5, 6, 10, 11, 30, 31, 101):
                    told = rules.allows(
                        role, category="loan", risk=risk, amount=amount, concession=concession
                    )
                    assert told == slow(rules, role, risk, amount, concession)
                    seen.add(told)
    assert seen == {True, False}


@pytest.mark.requirement("TRAP-23")
@pytest.mark.parametrize("trait", ["size", "ownership", "monopoly", "tier"])
def test_a_playbook_whose_authority_asks_who_the_customer_is_is_refused(trait: str) -> None:
    text = playbook.default_text()
    was = '{ role = "rm", categories = [], risk = "low",'
    assert was in text
    with pytest.raises(Refused, match=f"authority depends on '{trait}': the same risk has the same rule"):
        playbook.parse(text.replace(was, f'{was} {trait} = "large",'), "own.toml")


@pytest.mark.parametrize(
    ("was", "becomes", "why"),
    [
        ('role = "rm", categories = []', 'role = "boss", categories = []', "role names 'boss'"),
        ('role = "rm", categories = []', 'role = "rm", categories = ["yacht"]', "categories names 'yacht'"),
        ('risk = "medium", up_to = 200000', 'risk = "low", up_to = 500000', "twice for the same risk"),
    ],
)
def test_a_playbook_that_names_what_there_is_not_is_refused(was: str, becomes: str, why: str) -> None:
    text = playbook.default_text()
    assert was in text
    with pytest.raises(Refused, match=why):
        playbook.parse(text.replace(was, becomes, 1), "own.toml")


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("您的意思是下月放款，对吗？", True),
        ("是否按这个期限？", True),
        ("Shall we write it so?", True),
        ("So the rate is 3 %, is that right?", True),
        ("您觉得怎么样？", False),
        ("What would you like?", False),
        ("So when does it begin?", False),
        ("?", False),
        ("好的。", False),
        ("", False),
    ],
)
def test_what_a_closed_question_is(text: str, *, closed: bool) -> None:
    assert offering.is_closed(text) is closed


def test_an_item_is_named_on_its_own_line_in_either_language() -> None:
    asked = (Words("Price", "价格"), Words("Term", "期限"))
    assert offering.missing("价格：3.1%\n TERM : 3 years", asked) == []
    assert offering.missing("price:\nthe term: long", asked) == list(asked)


@pytest.mark.requirement("NEG-08")
@pytest.mark.requirement("NEG-09")
@pytest.mark.requirement("NEG-10")
def test_hints_by_class_are_words_of_the_playbook_and_change_no_authority() -> None:
    rules = playbook.default().of(OfferRules)
    sources = {one.source for one in rules.advice}
    assert {"NEG-08", "NEG-09", "NEG-10"} <= sources
    assert all(one.zh and one.en and one.label_zh and one.label_en for one in rules.advice)
