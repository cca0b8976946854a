"""Interests: due until a talk or a person ends them."""

import datetime as dt
from decimal import Decimal

import pytest

from subjects.conftest import NOON, As
from support import published
from tilth.data.models import Interest
from tilth.domain.acting import Unclear
from tilth.domain.due import kinds
from tilth.domain.records import interest

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
SOON = published.DAY + dt.timedelta(days=2)


def test_an_interest_is_due_until_something_ends_it(as_: As) -> None:
    made = interest.hear(as_("rm"), MINE, kind="fund", due_on=SOON, amount=Decimal(5000), note="in spring")
    assert (made.state, made.amount, made.note) == ("open", 5000, "in spring")
    assert "interest" in kinds.worked_on("rm")
    later = SOON + dt.timedelta(days=3)
    moved = interest.put_off(as_("rm"), MINE, made.pk, due_on=later)
    assert (moved.due_on, moved.moved_from_on, moved.state) == (later, SOON, "open")
    done = interest.end(as_("rm"), MINE, made.pk, became="taken")
    assert (done.state, done.ended_at) == ("taken", NOON)
    with pytest.raises(Unclear, match="ended already"):
        interest.end(as_("rm"), MINE, made.pk, became="dropped")
    with pytest.raises(Unclear, match="ended already"):
        interest.put_off(as_("rm"), MINE, made.pk, due_on=later)


def test_an_interest_of_a_day_that_has_passed_or_of_no_worth_is_refused(as_: As) -> None:
    before = published.DAY - dt.timedelta(days=1)
    with pytest.raises(Unclear, match="today or on a later day"):
        interest.hear(as_("rm"), MINE, kind="fund", due_on=before)
    with pytest.raises(Unclear, match="above nought"):
        interest.hear(as_("rm"), MINE, kind="fund", due_on=SOON, amount=Decimal(0))
    assert not Interest.objects.unscoped().exists()
