"""Steps of a path: trouble, way and deed, due on their day, and what came of them (PLAN-10, JRN-05)."""

import datetime as dt

import pytest

from subjects.conftest import As
from subjects.talked import DAY
from tilth.data import models
from tilth.domain.acting import Unclear
from tilth.domain.records.path_step import finish, leave_out, plan

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
SOON = DAY + dt.timedelta(days=4)


@pytest.mark.requirement("PLAN-10")
@pytest.mark.requirement("JRN-05", part="the link to a map of the journey, which does not exist yet")
def test_a_step_goes_from_trouble_by_a_way_to_a_deed_and_is_due(as_: As) -> None:
    told = {"stage": "service", "brings": "share", "trouble": "was told too late", "way": "first be on time"}
    made = plan(as_("rm"), MINE, deed="ask what lies elsewhere", due_on=SOON, **told)
    assert (made.trouble, made.way, made.deed) == (
        *("was told too late", "first be on time"),
        "ask what lies elsewhere",
    )
    line = models.DiaryLine.objects.unscoped().get(subject="path_step", row_id=str(made.pk))
    assert (line.open, line.due_on, line.said["brings"]) == (True, SOON, "share")
    done = finish(as_("rm"), MINE, made.pk, result="told us of two banks")
    assert (done.state, done.result) == ("done", "told us of two banks")
    line.refresh_from_db()
    assert not line.open
    with pytest.raises(Unclear, match="ended already"):
        leave_out(as_("rm"), MINE, made.pk, result="twice")


def test_a_step_is_planned_for_today_or_within_a_year(as_: As) -> None:
    for days in (-1, 400):
        with pytest.raises(Unclear, match="within a year"):
            plan(as_("rm"), MINE, deed="x", stage="trust", due_on=DAY + dt.timedelta(days=days))
    made = plan(as_("rm"), MINE, deed="x", stage="trust", due_on=DAY)
    assert leave_out(as_("rm"), MINE, made.pk, result="moved").state == "left"
