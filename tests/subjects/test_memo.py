"""Service memos: a demand that could not be met, due until it is answered (REC-03)."""

import datetime as dt

import pytest

from subjects.conftest import NOON, As
from support import published
from tilth.data.models import Memo
from tilth.domain.acting import Unclear
from tilth.domain.records.memo import answer, note_down

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
SOON = published.DAY + dt.timedelta(days=2)


@pytest.mark.requirement("REC-03", part="how long unmet demands have been open, as a report")
def test_a_demand_is_written_down_and_answered_once(as_: As) -> None:
    made = note_down(as_("rm"), MINE, demand="a larger safe deposit box", due_on=SOON)
    assert (made.asked_on, made.due_on, made.answered_at) == (published.DAY, SOON, None)
    done = answer(as_("rm"), MINE, made.pk, answer="number 12 is free")
    assert (done.answer, done.answered_at) == ("number 12 is free", NOON)
    with pytest.raises(Unclear, match="answered already"):
        answer(as_("rm"), MINE, made.pk, answer="again")


@pytest.mark.parametrize(
    ("demand", "days", "said"),
    [("box", -1, "today or a later day"), ("", 1, "a few words"), (" ", 1, "a few words")],
)
def test_it_says_what_is_wanted_and_by_when(as_: As, demand: str, days: int, said: str) -> None:
    with pytest.raises(Unclear, match=said):
        note_down(as_("rm"), MINE, demand=demand, due_on=published.DAY + dt.timedelta(days=days))
    assert not Memo.objects.unscoped().exists()
