"""What stands on a day's timeline is the same for a line of the diary and for the task that it names."""

import datetime as dt

import pytest

from integration.doors.town import Town
from support.tasks import TODAY, task
from tilth.data import models
from tilth.domain.call_lists import of_hours

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
KINDS, DAYS, HOURS = ("task", "appointment", "call"), (-1, 0, 1), (None, dt.time(9, 30))
STANDS = {
    *(("appointment", days, hour) for days in (0, 1) for hour in HOURS),
    *((kind, 0, dt.time(9, 30)) for kind in KINDS),
}


def test_lines_and_tasks_agree(bank: Town) -> None:
    made = {
        (kind, days, hour): task(bank, "B1-rm1-c1", days, kind=kind, due_at=hour)
        for kind in KINDS
        for days in DAYS
        for hour in HOURS
    }
    assert {key for key, row in made.items() if of_hours.task(row, TODAY)} == STANDS
    found = models.DiaryLine.objects.unscoped().filter(of_hours.lines(TODAY), subject="task")
    named = set(found.values_list("row_id", flat=True))
    assert {key for key, row in made.items() if str(row.pk) in named} == STANDS
