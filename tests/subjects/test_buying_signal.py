"""Buying signals: fifteen codes, a close proposed the next working day, nobody pushed."""

import datetime as dt
from uuid import UUID

import pytest

from subjects.conftest import As
from support import published
from tilth.data.models import BuyingSignal, Task
from tilth.domain import acts
from tilth.domain.acting import Unclear
from tilth.domain.contacts import operations
from tilth.domain.contacts.learned import Learned
from tilth.domain.records import buying_signal, opportunity
from tilth.policy import playbook
from tilth.policy.subjects.buying_signal import (
    BEHAVIOUR,
    BUYING_SIGNAL,
    EXPRESSION,
    KEYS,
    METHODS,
    SIGNALS,
    STRENGTH,
    VERBAL,
    BuyingSignalRules,
)
from tilth.policy.working_days import next_working_day

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
DAY = published.DAY
RULES = playbook.default().of(BuyingSignalRules)


def opened(as_: As) -> str:
    made = opportunity.open_up(
        as_("rm"), MINE, source="contact", type="full", expected_on=DAY + dt.timedelta(days=9)
    )
    return str(made.pk)


@pytest.mark.requirement("PSY-03")
@pytest.mark.requirement("PSY-04")
@pytest.mark.requirement("PSY-05")
def test_there_are_nine_four_and_two_signals_each_with_its_key() -> None:
    assert (len(VERBAL), len(BEHAVIOUR), len(EXPRESSION)) == (9, 4, 2)
    assert len({*KEYS.values()}) == len(SIGNALS) == 15
    assert [STRENGTH[code] for code in BEHAVIOUR] == ["interest", "interest", "decision", "decision"]


@pytest.mark.parametrize(
    ("level", "born", "peace"),
    [
        ("C1", dt.date(1990, 1, 1), True),
        ("C2", None, True),
        ("C3", dt.date(1961, 4, 1), True),
        ("C3", dt.date(1961, 4, 2), False),
        ("C5", None, False),
        (None, dt.date(1990, 1, 1), False),
    ],
)
def test_nothing_pushes_the_cautious_and_the_elderly(
    level: str | None,
    born: dt.date | None,
    peace: bool,  # noqa: FBT001 - what is expected
) -> None:
    assert RULES.left_in_peace(level=level, born=born, today=dt.date(2026, 4, 1)) is peace


@pytest.mark.requirement("PSY-07")
@pytest.mark.requirement("PSY-08")
@pytest.mark.requirement("PSY-09")
@pytest.mark.requirement("PSY-10")
@pytest.mark.requirement("PSY-11", part="the contact style and the class of the customer")
@pytest.mark.parametrize(
    ("signal", "kind", "stage", "method"),
    [
        ("nods", "person", None, "stone"),
        ("rate_down", "person", "comparison", "consensus"),
        ("wants_terms", "person", "decision", "direct"),
        ("bargains", "person", "desire", "steps"),
        ("bargains", "company", "comparison", "steps"),
        ("loan_time", "company", "belief", "direct"),
        ("smiles", "company", "trust", "stone"),
    ],
)
def test_the_first_method_that_suits_is_proposed(
    signal: str, kind: str, stage: str | None, method: str
) -> None:
    assert RULES.closing(signal, kind=kind, stage=stage).method == method
    assert {one.method for one in RULES.closings} == {*METHODS}


@pytest.mark.requirement("PSY-06")
def test_a_signal_makes_the_task_to_propose_the_close_next_working_day(as_: As) -> None:
    made = buying_signal.heed(as_("rm"), MINE, deal=opened(as_), code="rate_down")
    found = list(Task.objects.unscoped().filter(customer_id=MINE, step="propose_closing"))
    if made.method is None:
        assert found == []
        return
    [task] = found
    assert (task.pk, task.due_on) == (made.task, next_working_day(as_("rm").today))
    assert METHODS[made.method].zh in task.text or METHODS[made.method].en in task.text


def test_a_signal_that_is_taken_back_takes_its_task_along(as_: As) -> None:
    made = buying_signal.heed(as_("rm"), MINE, deal=opened(as_), code="bargains")
    acts.take_back(as_("rm"), BUYING_SIGNAL, MINE, made.pk)
    kept = Task.objects.unscoped().filter(customer_id=MINE, step="propose_closing", voided_at=None)
    assert not kept.exists()


@pytest.mark.requirement("PSY-06")
def test_a_talk_tells_a_signal_of_the_deal_that_came_furthest_and_takes_it_back(as_: As) -> None:
    who = as_("rm")
    late, early = opened(as_), opened(as_)
    opportunity.move(who, MINE, UUID(late), stage="qualify")
    record = operations.Record(
        customer_id=MINE,
        channel="phone",
        purpose="maintain",
        outcome="connected",
        two_way=True,
        key="signal",
        learned=Learned(signal="wants_terms"),
    )
    contact = operations.add(who, record=record)
    [found] = BuyingSignal.objects.unscoped()
    assert (str(found.deal), found.contact_id) == (late, contact.pk)
    assert late != early
    operations.take_back(who, MINE, contact.pk)
    found.refresh_from_db()
    assert found.voided_at is not None
    assert not Task.objects.unscoped().filter(customer_id=MINE, voided_at=None).exists()


@pytest.mark.parametrize("deal", ["", "nonsense", "0197a1b2-0000-7000-8000-000000000000"])
def test_a_signal_is_about_an_open_opportunity(as_: As, deal: str) -> None:
    with pytest.raises(Unclear, match=r"open one first|no number"):
        buying_signal.heed(as_("rm"), MINE, deal=deal, code="nods")
