"""Opportunities: stage by stage, a need before a product, won with seven facts, dropped with a reason."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from subjects.conftest import NOON, As
from support import published
from tilth.data.models import FollowUp, Interest, Need, Opportunity, PublishedCustomer, Suppression
from tilth.domain import acts
from tilth.domain.acting import Unclear
from tilth.domain.deals import past
from tilth.domain.due import kinds
from tilth.domain.guards import CustomerNotVisibleError
from tilth.domain.products import queries as products
from tilth.domain.records import interest, need, opportunity
from tilth.policy.subjects.interest import INTEREST
from tilth.policy.subjects.opportunity import PROCESS, PSYCHOLOGY

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE, FOREIGN = "B1-rm1-c1", "B2-rm3-c1"
DAY = published.DAY
SOON = DAY + dt.timedelta(days=20)
SALE: dict[str, Any] = {
    "bought_on": DAY,
    "bought_amount": Decimal(5000),
    "price": Decimal(1),
    "expected_return": Decimal("2.5"),
    "stop_loss": Decimal(0),
    "preference": "C2",
    "bought_before": "a deposit of three years",
}


def opened(as_: As, **told: Any) -> Opportunity:
    given = {"source": "contact", "type": "full", "expected_on": SOON, "category": "time_deposit"}
    return opportunity.open_up(as_("rm"), MINE, **(given | told))


def needed(as_: As) -> Need:
    return need.notice(
        as_("rm"),
        MINE,
        kind="saving",
        dimension="asset",
        explicit="explicit",
        nature="basic",
        phase="comparing",
        priority=1,
        source="talk",
    )


def moved(as_: As, deal: Opportunity, *stages: str) -> Opportunity:
    for stage in stages:
        deal = opportunity.move(as_("rm"), MINE, deal.pk, stage=stage)
    return deal


@pytest.mark.requirement("CONS-01")
@pytest.mark.requirement("CONS-05")
@pytest.mark.requirement("SALM-01")
def test_an_opportunity_goes_through_its_stages_and_is_won_with_the_seven_facts(as_: As) -> None:
    wanted = needed(as_)
    deal = opened(as_, amount=Decimal(5000))
    assert (deal.stage, deal.stage_on, deal.state, deal.staff_id) == (
        "contact",
        DAY,
        "open",
        as_("rm").by.staff_id,
    )
    assert "opportunity" in kinds.worked_on("rm")
    deal = moved(as_, deal, "qualify", "investigate", "present")
    assert (deal.stage, deal.stage_on) == ("present", as_("rm").today)
    won = opportunity.win(as_("rm"), MINE, deal.pk, **SALE)
    assert (won.state, won.stage, won.ended_at) == ("won", "close", NOON)
    assert {name: getattr(won, name) for name in SALE} == SALE
    wanted.refresh_from_db()
    assert (wanted.state, wanted.phase, wanted.deal) == ("met", "use", deal.pk)
    [asked] = FollowUp.objects.unscoped().filter(customer_id=MINE)
    assert (asked.kind, asked.due_on) == ("after_purchase", DAY + dt.timedelta(days=14))
    with pytest.raises(Unclear, match="ended already"):
        opportunity.drop(as_("rm"), MINE, deal.pk, reason="timing")


@pytest.mark.requirement("CONS-02")
def test_nothing_is_presented_without_a_need(as_: As) -> None:
    deal = moved(as_, opened(as_), "qualify", "investigate")
    with pytest.raises(Unclear, match="First the need"):
        moved(as_, deal, "present")
    wanted = needed(as_)
    opportunity.meet_need(as_("rm"), MINE, deal.pk, need=str(wanted.pk))
    assert moved(as_, deal, "present").stage == "present"


def test_a_need_that_was_dropped_lets_nothing_be_presented(as_: As) -> None:
    wanted = needed(as_)
    deal = moved(as_, opened(as_), "qualify", "investigate")
    need.end(as_("rm"), MINE, wanted.pk, became="dropped")
    with pytest.raises(Unclear, match="First the need"):
        moved(as_, deal, "present")


@pytest.mark.parametrize("category", ["trust", "securities"])
def test_nothing_is_presented_that_does_not_suit(as_: As, category: str) -> None:
    wanted = needed(as_)
    deal = opened(as_, category=category)
    opportunity.meet_need(as_("rm"), MINE, deal.pk, need=str(wanted.pk))
    with pytest.raises(Unclear, match="does not suit"):
        moved(as_, deal, "qualify", "investigate", "present")


def test_a_product_that_is_not_on_sale_is_refused(as_: As) -> None:
    deal = opened(as_)
    with pytest.raises(Unclear, match="not on sale"):
        opportunity.reckon(as_("rm"), MINE, deal.pk, expected_on=SOON, product="no such product")


def test_nothing_is_presented_while_a_complaint_is_open(as_: As) -> None:
    needed(as_)
    deal = moved(as_, opened(as_), "qualify", "investigate")
    officer = as_("compliance").by
    Suppression.objects.create(
        customer_id=MINE, kind="complaint_open", starts_on=DAY, reason="", recorded_by=officer
    )
    with pytest.raises(Unclear, match="complaint is open"):
        moved(as_, deal, "present")


def test_stages_are_not_left_out_and_it_may_fall_back(as_: As) -> None:
    deal = opened(as_)
    with pytest.raises(Unclear, match="not left out"):
        moved(as_, deal, "investigate")
    with pytest.raises(Unclear, match="never presented"):
        opportunity.win(as_("rm"), MINE, deal.pk, **SALE)
    deal = moved(as_, deal, "qualify", "contact")
    assert deal.stage == "contact"


@pytest.mark.requirement("CONS-01")
def test_a_dropped_one_says_why_and_its_needs_wait_for_another(as_: As) -> None:
    wanted = needed(as_)
    deal = opened(as_)
    with pytest.raises(Unclear, match="few words why"):
        opportunity.drop(as_("rm"), MINE, deal.pk, reason="other")
    gone = opportunity.drop(as_("rm"), MINE, deal.pk, reason="rate", outcome="20 points less")
    wanted.refresh_from_db()
    assert (gone.state, gone.reason, gone.stage, wanted.deal, wanted.state) == (
        "dropped",
        "rate",
        "contact",
        None,
        "open",
    )


@pytest.mark.requirement("CONS-06")
def test_an_interest_opens_one_by_itself_and_takes_it_back(as_: As) -> None:
    heard = interest.hear(as_("rm"), MINE, kind="mortgage", due_on=SOON, amount=Decimal(900))
    [deal] = Opportunity.objects.unscoped()
    told = (deal.category, deal.amount, deal.source, deal.interest, deal.stage)
    assert told == ("mortgage", 900, "contact", heard.pk, "contact")
    interest.hear(as_("rm"), MINE, kind="mortgage", due_on=SOON)
    assert Opportunity.objects.unscoped().count() == 1
    acts.take_back(as_("rm"), INTEREST, MINE, heard.pk)
    deal.refresh_from_db()
    assert deal.voided_at is not None
    assert Interest.objects.unscoped().get(pk=heard.pk).voided_at is not None


@pytest.mark.requirement("CONS-07")
@pytest.mark.requirement("AFT-13", part="the report of sales that came of maintenance")
def test_a_trial_and_one_of_maintenance_are_told_apart(as_: As) -> None:
    deal = opened(as_, type="trial", source="maintenance")
    assert (deal.type, deal.source) == ("trial", "maintenance")


@pytest.mark.requirement("PSY-01")
@pytest.mark.requirement("PSY-02")
def test_the_state_of_mind_has_eight_stages_in_three_processes(as_: As) -> None:
    assert (len(PSYCHOLOGY), [*dict.fromkeys(PROCESS.values())]) == (8, ["approach", "talks", "propose"])
    deal = opened(as_)
    assert opportunity.sense(as_("rm"), MINE, deal.pk, psychology="comparison").psychology == "comparison"


def test_nobody_moves_the_opportunity_of_a_customer_out_of_sight(as_: As) -> None:
    deal = opened(as_)
    with pytest.raises(CustomerNotVisibleError):
        opportunity.move(as_("rm"), FOREIGN, deal.pk, stage="qualify")


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"amount": Decimal(0)}, "above nought"),
        ({"expected_on": DAY - dt.timedelta(days=1)}, "today or on a later day"),
        ({"source": "luck"}, "none of the choices"),
        ({"category": "yachts"}, "none of the choices"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_one_sentence(as_: As, told: dict[str, Any], why: str) -> None:
    with pytest.raises(Unclear, match=why):
        opened(as_, **told)


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ({"bought_on": DAY - dt.timedelta(days=1)}, "since the opportunity was opened"),
        ({"bought_amount": Decimal(0)}, "above nought"),
        ({"stop_loss": Decimal(-1)}, "in percent"),
        ({"expected_return": Decimal(101)}, "in percent"),
        ({"bought_before": " "}, "Say what it is"),
    ],
)
def test_a_sale_that_cannot_be_is_refused(as_: As, told: dict[str, Any], why: str) -> None:
    needed(as_)
    deal = moved(as_, opened(as_), "qualify", "investigate", "present")
    with pytest.raises(Unclear, match=why):
        opportunity.win(as_("rm"), MINE, deal.pk, **(SALE | told))


@pytest.fixture
def _graded(as_: As) -> Iterator[None]:
    """A fund of grade R3 on sale until tomorrow, and a customer assessed C3 a year ago tomorrow."""
    night = as_("rm").generation
    published.product(
        night, "F1", category="fund", name="Steady", risk_level="R3", on_sale_to=DAY + dt.timedelta(days=1)
    )
    begun = dt.date(DAY.year - 1, DAY.month, DAY.day) + dt.timedelta(days=1)
    rows = PublishedCustomer.objects.unscoped().filter(customer_id=MINE)
    rows.update(risk_level="C3", risk_assessed_on=begun)
    products._on_sale.cache_clear()
    yield
    products._on_sale.cache_clear()


@pytest.mark.usefixtures("_graded")
def test_an_assessment_that_ends_at_midnight_ends_what_may_be_presented(as_: As) -> None:
    wanted = needed(as_)
    deal = opened(as_, category="fund")
    opportunity.meet_need(as_("rm"), MINE, deal.pk, need=str(wanted.pk))
    opportunity.reckon(as_("rm"), MINE, deal.pk, expected_on=SOON, product="F1")
    deal = moved(as_, deal, "qualify", "investigate")
    tomorrow = as_("rm", day=DAY + dt.timedelta(days=1))
    with pytest.raises(Unclear, match="does not suit"):
        opportunity.move(tomorrow, MINE, deal.pk, stage="present")
    assert moved(as_, deal, "present").stage == "present"


@pytest.mark.usefixtures("_graded")
def test_a_product_withdrawn_after_it_was_presented_is_not_sold_any_more(as_: As) -> None:
    wanted = needed(as_)
    deal = opened(as_, category="fund")
    opportunity.meet_need(as_("rm"), MINE, deal.pk, need=str(wanted.pk))
    opportunity.reckon(as_("rm"), MINE, deal.pk, expected_on=SOON, product="F1")
    deal = moved(as_, deal, "qualify", "investigate", "present")
    later = DAY + dt.timedelta(days=2)
    with pytest.raises(Unclear, match="not on sale any more"):
        opportunity.win(as_("rm", day=later), MINE, deal.pk, **(SALE | {"bought_on": later}))
    won = opportunity.win(as_("rm", day=later), MINE, deal.pk, **SALE)
    [asked] = FollowUp.objects.unscoped().filter(customer_id=MINE)
    assert (won.state, asked.product) == ("won", "Steady")


@pytest.mark.requirement("REL-11")
def test_the_cycle_runs_from_the_opening_to_the_purchase_and_each_stage_has_its_median(as_: As) -> None:
    needed(as_)
    deal = opened(as_)
    for days, stage in ((2, "qualify"), (5, "investigate"), (9, "present")):
        who = as_("rm", day=DAY + dt.timedelta(days=days))
        opportunity.move(who, MINE, deal.pk, stage=stage)
    end = DAY + dt.timedelta(days=12)
    opportunity.win(as_("rm", day=end), MINE, deal.pk, **(SALE | {"bought_on": end}))
    night = as_("rm").generation
    night.business_date = end
    past._of.cache_clear()
    found = past.of(night)
    past._of.cache_clear()
    assert {stage: int(stay.days) for stage, stay in found.stayed.items()} == {
        "": 12,
        "contact": 2,
        "qualify": 3,
        "investigate": 4,
        "present": 3,
    }
    assert found.cycle is not None
    assert [(one.category, one.won, one.dropped) for one in found.closed] == [("time_deposit", 1, 0)]
