"""Proposals: needs first, suitable products, a whole split, costs, risks, four eyes, versions that stay."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from integration.doors import town
from subjects.conftest import NOON, As
from support import published
from tilth.data.models import (
    Certificate,
    Need,
    Proposal,
    PublishedCustomer,
    PublishedProduct,
    Suppression,
)
from tilth.domain.acting import Unclear
from tilth.domain.deals import papers
from tilth.domain.due import kinds
from tilth.domain.products import queries as products
from tilth.domain.records import need, proposal
from tilth.domain.records.certificate import present
from tilth.policy import proposals

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE, OTHER, DAY = "B1-rm1-c1", "B1-rm1-c2", published.DAY
LEAD = f"{town.ROLES['rm'][0]} lead"
ADULT = dt.date(1980, 1, 1)


@pytest.fixture(autouse=True)
def shelf(bank: town.Town) -> None:
    """Put two products on sale, both customers assessed C3 a week ago, the manager on the staff list."""
    products._on_sale.cache_clear()
    calm = {"category": "wealth_product", "expected_return": Decimal("0.026"), "term_days": 90}
    for number, grade in (("W1", "R1"), ("W2", "R2")):
        published.product(bank.generation, number, name=f"wealth {number}", risk_level=grade, **calm)
    PublishedCustomer.objects.unscoped().filter(customer_id__in=(MINE, OTHER)).update(
        birth_date=ADULT,
        risk_level="C3",
        risk_assessed_on=DAY - dt.timedelta(days=7),
        aum=Decimal(1_000_000),
        deposit_balance=Decimal(500_000),
    )


def needed(as_: As, customer: str = MINE, **told: Any) -> Need:
    given = {"kind": "saving", "dimension": "asset", "explicit": "explicit", "nature": "basic"}
    more = {"phase": "comparing", "priority": 1, "source": "talk"}
    return need.notice(as_("rm"), customer, **(given | more | told))


def certified(as_: As, product: str = "W2", customer: str = MINE) -> Certificate:
    return present(as_("rm"), customer, product_id=product, amount=Decimal(70_000))


def drawn(as_: As, **told: Any) -> Proposal:
    given: dict[str, Any] = {
        "title": "money for the new home",
        "costs": "0.5 % a year",
        "risks": "it may fall below what was put in",
        "created": "a reserve",
        "team": f"{LEAD} 100",
    }
    if "needs" not in told:
        given["needs"] = str(needed(as_).pk)
    if "certificates" not in told:
        given["certificates"] = str(certified(as_).pk)
    return proposal.draw_up(as_("rm"), MINE, **(given | told))


def test_what_is_amiss_with_one_certificate_is_not_said_of_another(as_: As) -> None:
    old, new = certified(as_), certified(as_)
    Certificate.objects.unscoped().filter(pk=old.pk).update(state="withdrawn")
    offered = {row.pk: why for row, why in papers.choice(as_("rm"), MINE).certificates}
    assert offered == {old.pk: "withdrawn", new.pk: ""}


def given_out(as_: As) -> Proposal:
    made = drawn(as_)
    proposal.approve(as_("branch_head"), MINE, made.pk, yes=True)
    return proposal.deliver(as_("rm"), MINE, made.pk)


@pytest.mark.requirement("SOL-09")
@pytest.mark.requirement("REL-12", part="the directory of what managers know")
def test_a_proposal_goes_from_the_draft_to_the_answer(as_: As) -> None:
    made = drawn(as_)
    assert (made.state, made.version, made.root, made.drafted_on) == ("draft", 1, None, DAY)
    approved = proposal.approve(as_("branch_head"), MINE, made.pk, yes=True, remark="clear")
    assert (approved.state, approved.decided_by) == ("approved", as_("branch_head").by)
    given = proposal.deliver(as_("rm"), MINE, made.pk)
    assert (given.state, given.delivered_on, given.due_on) == ("delivered", DAY, DAY + dt.timedelta(days=7))
    assert "proposal" in kinds.worked_on("rm")
    assert proposal.was_read(as_("rm"), MINE, made.pk).state == "read"
    said = proposal.answer(as_("rm"), MINE, made.pk, became="accepted")
    assert (said.state, said.answered_on, said.ended_at) == ("accepted", DAY, NOON)
    with pytest.raises(Unclear, match="answered already"):
        proposal.answer(as_("rm"), MINE, made.pk, became="declined", answer="no")


@pytest.mark.requirement("SOL-02")
def test_needs_stand_in_the_order_of_their_priority(as_: As) -> None:
    first, second = needed(as_), needed(as_, kind="home", dimension="liability")
    made = drawn(as_, needs=f"{second.pk} {first.pk}")
    assert made.needs == [str(second.pk), str(first.pk)]
    shown = proposals.read(made.shown or "")
    assert [one.kind for one in shown.needs] == ["home", "saving"]
    assert [(one.name, one.risk, one.level) for one in shown.offers] == [("wealth W2", "R2", "C3")]


@pytest.mark.requirement("SOL-03")
def test_products_are_put_together_with_what_others_do_not_offer(as_: As) -> None:
    both = f"{certified(as_).pk} {certified(as_, 'W1').pk}"
    made = drawn(as_, certificates=both, difference="looked at together each quarter")
    shown = proposals.read(made.shown or "")
    assert [one.name for one in shown.offers] == ["wealth W2", "wealth W1"]
    assert made.difference == "looked at together each quarter"
    assert shown.day == as_("rm").generation.business_date


@pytest.mark.requirement("GOV-04")
@pytest.mark.parametrize("field", ["costs", "risks", "title"])
def test_costs_and_risks_are_never_left_out(as_: As, field: str) -> None:
    with pytest.raises(Unclear, match="Say what it is"):
        drawn(as_, **{field: "  "})


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"needs": ""}, "First the need"),
        ({"needs": "0197a1b2-0000-7000-8000-000000000000"}, "no such need"),
        ({"needs": "the house"}, "no number of a record"),
        ({"certificates": ""}, "at least one product"),
        ({"certificates": "0197a1b2-0000-7000-8000-000000000000"}, "no such certificate"),
        ({"deal": "0197a1b2-0000-7000-8000-000000000000"}, "no such opportunity"),
        ({"title": "保证收益的安排"}, "nobody says"),
    ],
)
def test_what_is_not_there_or_may_not_be_said_is_refused(as_: As, told: dict[str, str], said: str) -> None:
    with pytest.raises(Unclear, match=said):
        drawn(as_, **told)
    assert not Proposal.objects.unscoped().exists()


def test_a_need_of_another_customer_is_none_of_this_one(as_: As) -> None:
    with pytest.raises(Unclear, match="no such need"):
        drawn(as_, needs=str(needed(as_, OTHER).pk))


@pytest.mark.requirement(
    "TEAM-03", part="transfer prices between units, and splits of deals without a proposal"
)
@pytest.mark.parametrize(
    ("team", "said"),
    [
        (f"{LEAD} 99.9", "0.1 % is missing"),
        (f"{LEAD} 100; nobody support 0.1", "0.1 % too much"),
        (f"{LEAD} 60; nobody support 40", "staff number nobody"),
        (f"{LEAD} 50; {LEAD} 50", "once"),
        (f"{LEAD} 33.333; nobody support 66.667", "two decimals"),
        (f"{LEAD} NaN", "two decimals"),
        ("", "100 % is missing"),
    ],
)
def test_a_split_is_a_hundred_percent_or_refused(as_: As, team: str, said: str) -> None:
    with pytest.raises(Unclear, match=said):
        drawn(as_, team=team)


def test_whoever_wrote_or_takes_part_approves_nothing(as_: As) -> None:
    head = as_("branch_head").by.staff_id
    made = drawn(as_, team=f"{LEAD} 60; {head} support 40")
    with pytest.raises(Unclear, match="take part"):
        proposal.approve(as_("branch_head"), MINE, made.pk, yes=True)
    with pytest.raises(Unclear, match="what is to be changed"):
        proposal.approve(as_("supervisor"), MINE, made.pk, yes=False)
    back = proposal.approve(
        as_("supervisor"), MINE, made.pk, yes=False, remark="say what leaving early costs"
    )
    assert (back.state, back.remark) == ("draft", "say what leaving early costs")
    with pytest.raises(Unclear, match="Only what a second person approved"):
        proposal.deliver(as_("rm"), MINE, made.pk)


def test_what_was_approved_and_is_changed_is_approved_anew(as_: As) -> None:
    made = drawn(as_)
    proposal.approve(as_("branch_head"), MINE, made.pk, yes=True)
    told = {"needs": made.needs[0], "certificates": made.certificates[0], "team": f"{LEAD} 100"}
    again = proposal.redraft(
        as_("rm"), MINE, made.pk, title="other", costs="1 % a year", risks="may fall", **told
    )
    assert (again.state, again.decided_at, again.costs) == ("draft", None, "1 % a year")


def test_what_was_delivered_changes_in_a_new_version_and_stays_to_be_read(as_: As) -> None:
    made = given_out(as_)
    told = {"needs": made.needs[0], "certificates": made.certificates[0], "team": f"{LEAD} 100"}
    with pytest.raises(Unclear, match="new version"):
        proposal.redraft(as_("rm"), MINE, made.pk, title="other", costs="1", risks="2", **told)
    with pytest.raises(Unclear, match="why, or what"):
        proposal.answer(as_("rm"), MINE, made.pk, became="changes")
    proposal.answer(as_("rm"), MINE, made.pk, became="changes", answer="less money")
    old = proposal.revise(as_("rm"), MINE, made.pk)
    assert (old.state, old.costs, old.answer) == ("replaced", "0.5 % a year", "less money")
    [fresh] = Proposal.objects.unscoped().filter(root=made.pk)
    assert (fresh.version, fresh.state, fresh.title, fresh.first) == (2, "draft", made.title, made.pk)
    with pytest.raises(Unclear, match="A draft is changed itself"):
        proposal.revise(as_("rm"), MINE, fresh.pk)


@pytest.mark.requirement("SOL-01")
@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"risk_level": "R3"}, "wealth W2 was graded anew"),
        ({"on_sale_to": DAY - dt.timedelta(days=1)}, "wealth W2 is not on sale"),
    ],
)
def test_a_product_that_changed_since_stops_the_proposal_by_name(
    as_: As, change: dict[str, Any], said: str
) -> None:
    made = drawn(as_)
    PublishedProduct.objects.filter(product_id="W2").update(**change)
    products._on_sale.cache_clear()
    with pytest.raises(Unclear, match=said):
        proposal.approve(as_("branch_head"), MINE, made.pk, yes=True)


def test_an_assessment_that_expires_overnight_stops_what_was_approved(as_: As) -> None:
    made = drawn(as_)
    proposal.approve(as_("branch_head"), MINE, made.pk, yes=True)
    last = DAY.replace(year=DAY.year + 1) - dt.timedelta(days=8)
    with pytest.raises(Unclear, match="assessment behind wealth W2 has expired"):
        proposal.deliver(as_("rm", day=last + dt.timedelta(days=1)), MINE, made.pk)
    assert proposal.deliver(as_("rm", day=last), MINE, made.pk).state == "delivered"


def test_nothing_is_proposed_while_a_complaint_is_open(as_: As) -> None:
    made = {"needs": str(needed(as_).pk), "certificates": str(certified(as_).pk)}
    officer = as_("compliance").by
    Suppression.objects.create(
        customer_id=MINE, kind="complaint_open", starts_on=DAY, reason="", recorded_by=officer
    )
    with pytest.raises(Unclear, match="complaint is open"):
        drawn(as_, **made)


def test_a_certificate_that_the_customer_withdrew_from_carries_no_proposal(as_: As) -> None:
    row = certified(as_)
    Certificate.objects.unscoped().filter(pk=row.pk).update(state="waits")
    with pytest.raises(Unclear, match="waits for the call back"):
        drawn(as_, certificates=str(row.pk))
