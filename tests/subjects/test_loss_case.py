"""Loss cases: reason, class, next step and outcome; due until it is ended."""

import datetime as dt

import pytest

from subjects.conftest import NOON, As
from support import published
from tilth.domain.acting import Unclear
from tilth.domain.due import kinds
from tilth.domain.records import loss_case
from tilth.policy.subjects.loss_case import CLASSES

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
SOON = published.DAY + dt.timedelta(days=2)


@pytest.mark.requirement("LIFE-06")
def test_a_case_keeps_reason_class_step_and_outcome(as_: As) -> None:
    assert list(CLASSES) == ["leak", "recoverable", "last"]
    made = loss_case.take_up(
        as_("rm"), MINE, reason="neglect", recoverable="leak", step="call", due_on=SOON, note="nobody called"
    )
    assert (made.state, made.reason, made.recoverable, made.step) == ("open", "neglect", "leak", "call")
    assert "loss_case" in kinds.worked_on("rm")
    later = SOON + dt.timedelta(days=5)
    on = loss_case.go_on(as_("rm"), MINE, made.pk, step="leader", due_on=later, recoverable="recoverable")
    assert (on.step, on.due_on, on.recoverable, on.reason) == ("leader", later, "recoverable", "neglect")
    done = loss_case.end(as_("rm"), MINE, made.pk, became="in_part", outcome="half came back")
    assert (done.state, done.ended_at, done.outcome) == ("in_part", NOON, "half came back")
    with pytest.raises(Unclear, match="ended already"):
        loss_case.go_on(as_("rm"), MINE, made.pk, step="call", due_on=later, recoverable="leak")


def test_a_step_of_a_day_that_has_passed_is_refused(as_: As) -> None:
    before = published.DAY - dt.timedelta(days=1)
    with pytest.raises(Unclear, match="today or on a later day"):
        loss_case.take_up(as_("rm"), MINE, reason="need", recoverable="last", step="wait", due_on=before)
