"""Target levels: due on their day, the new manager's after a hand-over."""

import datetime as dt

import pytest

from subjects.conftest import As
from subjects.talked import DAY
from tilth.data import models
from tilth.domain.records.level_target import aim

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"


@pytest.mark.requirement("REL-04")
def test_a_target_is_due_on_its_day(as_: As) -> None:
    due = DAY + dt.timedelta(days=113)
    made = aim(as_("rm"), MINE, level="preferring", due_on=due)
    line = models.DiaryLine.objects.unscoped().get(subject="level_target", row_id=str(made.pk))
    assert (line.open, line.due_on, line.said["level"]) == (True, due, "preferring")
