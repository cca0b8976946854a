"""Certificates: what suits is written with all that was judged, what does not leaves a line in the audit."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from integration.doors import town
from subjects.conftest import As
from support import published
from tilth.access import audit
from tilth.data.models import AuditEntry, Certificate, PublishedCustomer
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.records.certificate import call_back, present
from tilth.domain.suitability import rerun
from tilth.domain.suitability.refusing import UnsuitableError
from tilth.policy import playbook
from tilth.policy.subjects.certificate import CertificateRules

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE, DAY = "B1-rm1-c1", published.DAY
ADULT, OLD = dt.date(1980, 1, 1), dt.date(1955, 1, 1)


@pytest.fixture
def shelf(bank: town.Town) -> None:
    """Put four products on sale, the manager's customer assessed C3 a week ago."""
    calm = {"category": "wealth_product", "expected_return": Decimal("0.026"), "term_days": 90}
    for number, grade in (("W1", "R1"), ("W2", "R2"), ("W4", "R4")):
        published.product(bank.generation, number, name=f"wealth {number}", risk_level=grade, **calm)
    published.product(bank.generation, "F4", category="fund", risk_level="R4", term_days=None)
    customer(born=ADULT, level="C3")


def customer(*, born: dt.date, level: str | None) -> None:
    PublishedCustomer.objects.unscoped().filter(customer_id=MINE).update(
        birth_date=born,
        risk_level=level,
        risk_assessed_on=level and DAY - dt.timedelta(days=7),
        aum=Decimal(1_000_000),
        deposit_balance=Decimal(500_000),
    )


def presented(as_: As, product: str = "W2", **told: Any) -> Certificate:
    return present(as_("rm"), MINE, product_id=product, **{"amount": Decimal(70_000), **told})


@pytest.mark.requirement("GOV-05")
@pytest.mark.requirement("PROD-06")
@pytest.mark.usefixtures("shelf")
def test_a_recommendation_that_suits_is_certified_with_the_words_that_were_shown(as_: As) -> None:
    made = presented(as_)
    assert (made.verdict, made.state, made.rating, made.level) == ("allowed", "stands", "R2", "C3")
    assert (made.issuer, made.seller, made.regime) == ("R2", None, "nfra")
    assert (made.duties, made.reasons) == (["risk_notice"], [])
    assert "不是存款" in made.words_zh
    assert "R2 (low to middle)" in made.words_en
    assert (made.ends_on, made.rules_version) == (
        DAY.replace(year=DAY.year + 1) - dt.timedelta(7),
        "default-1",
    )


@pytest.mark.usefixtures("shelf")
def test_a_large_part_of_the_assets_is_a_condition(as_: As) -> None:
    made = presented(as_, amount=Decimal(300_000))
    assert made.verdict == "allowed"
    made = presented(as_, amount=Decimal("300000.01"))
    assert (made.verdict, made.reasons, made.state) == ("procedure", ["concentrated"], "stands")


@pytest.mark.requirement("TRAP-14")
@pytest.mark.usefixtures("shelf")
def test_what_does_not_suit_writes_nothing_and_is_audited(as_: As) -> None:
    with pytest.raises(UnsuitableError, match="grade R4 is above"):
        presented(as_, "W4")
    assert not Certificate.objects.unscoped().exists()
    [line] = AuditEntry.objects.unscoped().filter(action=audit.Event.REFUSAL)
    assert (line.why, line.subject_type, line.detail) == (
        "unsuitable",
        "certificate",
        {"product": "W4", "reasons": "above_level"},
    )


@pytest.mark.usefixtures("shelf")
def test_a_fund_above_the_level_is_never_recommended_and_may_be_the_customers_own_wish(as_: As) -> None:
    with pytest.raises(UnsuitableError):
        presented(as_, "F4")
    made = presented(as_, "F4", action="own_wish")
    assert (made.verdict, made.reasons) == ("own_wish", ["above_level"])
    assert "special_warning" in made.duties
    assert "Special warning" in made.words_en
    customer(born=ADULT, level="C1")
    with pytest.raises(UnsuitableError):
        presented(as_, "F4", action="own_wish")


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("level", "said"), [(None, "no risk assessment"), ("C1", "grade R2 is above"), ("C2", "")]
)
def test_without_a_level_that_reaches_nothing_is_presented(as_: As, level: str | None, said: str) -> None:
    customer(born=ADULT, level=level)
    if not said:
        assert presented(as_).verdict == "allowed"
        return
    with pytest.raises(UnsuitableError, match=said):
        presented(as_)


@pytest.mark.requirement("TRAP-18")
@pytest.mark.usefixtures("shelf")
def test_from_sixty_five_on_somebody_else_calls_back_after_a_day(as_: As) -> None:
    customer(born=OLD, level="C5")
    made = presented(as_)
    assert (made.verdict, made.state) == ("procedure", "waits")
    assert made.due_on == DAY + dt.timedelta(days=1)
    head = as_("branch_head")
    with pytest.raises(Unclear, match="has not passed"):
        call_back(head, MINE, made.pk, yes=True)
    with pytest.raises(guards.NotAllowedError):
        call_back(as_("rm"), MINE, made.pk, yes=True)
    later = replace(head, at=head.at + dt.timedelta(hours=24))
    done = call_back(later, MINE, made.pk, yes=True, answer="keeps to it")
    assert (done.state, done.decided_by) == ("stands", head.by)
    with pytest.raises(Unclear, match="waits for nobody"):
        call_back(later, MINE, made.pk, yes=False)


@pytest.mark.usefixtures("shelf")
def test_nothing_bold_is_pushed_at_the_elderly_however_high_their_level(as_: As) -> None:
    customer(born=OLD, level="C5")
    with pytest.raises(UnsuitableError, match="own wish counts"):
        presented(as_, "W4")
    assert presented(as_, "W4", action="own_wish").state == "waits"


@pytest.mark.usefixtures("shelf")
def test_a_customer_may_think_better_of_it_at_once(as_: As) -> None:
    customer(born=OLD, level="C5")
    made = presented(as_)
    assert call_back(as_("branch_head"), MINE, made.pk, yes=False, answer="no").state == "withdrawn"


@pytest.mark.usefixtures("shelf")
def test_it_is_judged_again_years_later_with_the_same_answer(as_: As) -> None:
    made = presented(as_, amount=Decimal(400_000))
    customer(born=OLD, level=None)
    kept = Certificate.objects.unscoped().get(pk=made.pk)
    found = rerun.again(kept)
    assert (found.same, found.known) == (True, True)
    assert found.judgement is not None
    assert list(found.judgement.reasons) == kept.reasons == ["concentrated"]


@pytest.mark.usefixtures("shelf")
def test_what_was_changed_since_is_told_apart(as_: As) -> None:
    made = presented(as_)
    made.verdict = "procedure"
    assert rerun.again(made).same is False
    made.rules_digest = "another"
    assert (rerun.again(made).known, rerun.again(made).judgement) == (False, None)
    made.rules_version, made.inputs = "gone-9", None
    assert (rerun.again(made).known, rerun.again(made).judgement) == (False, None)


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"product": "X9"}, "not on sale"),
        ({"amount": Decimal(0)}, "more than nothing"),
        ({"needed_on": DAY + dt.timedelta(days=96)}, "needed earlier"),
        ({"channel": "third_party"}, "somebody else's platform"),
    ],
)
def test_what_cannot_be_is_refused_in_one_sentence(as_: As, told: dict[str, Any], said: str) -> None:
    with pytest.raises(Unclear, match=said):
        presented(as_, **told)
    assert not Certificate.objects.unscoped().exists()


def test_the_rules_are_told_apart_by_more_than_their_version() -> None:
    rules = playbook.default().of(CertificateRules)
    other = rules.model_copy(update={"elderly_age": 60})
    assert rerun.digest(rules) == rerun.digest(rules.model_copy())
    assert rerun.digest(rules) != rerun.digest(other)
