"""Legal holds: compliance sets and lifts them, leaders see them, whoever works with the customer does not."""

import datetime as dt

import pytest

from subjects.conftest import NOON, As
from support import published
from tilth.domain import acts, guards
from tilth.domain.acting import Unclear
from tilth.domain.records.hold import lift, place
from tilth.policy.subjects.hold import HOLD

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"


@pytest.mark.requirement("GOV-07")
def test_compliance_sets_a_hold_and_lifts_it_once(as_: As) -> None:
    who = as_("compliance")
    made = place(who, MINE, cause="lawsuit", stands_from=published.DAY, note="case 1")
    assert lift(who, MINE, made.pk).lifted_at == NOON
    with pytest.raises(Unclear, match="lifted already"):
        lift(who, MINE, made.pk)


def test_leaders_read_it_and_managers_do_not(as_: As) -> None:
    place(as_("compliance"), MINE, cause="complaint", stands_from=published.DAY, note="case 2")
    assert len(acts.of_customer(as_("branch_head"), HOLD, MINE, most=9)) == 1
    with pytest.raises(guards.NotAllowedError):
        acts.of_customer(as_("rm"), HOLD, MINE, most=9)
    with pytest.raises(guards.NotAllowedError):
        place(as_("branch_head"), MINE, cause="complaint", stands_from=published.DAY, note="case 3")


def test_it_stands_from_a_day_that_has_come(as_: As) -> None:
    tomorrow = published.DAY + dt.timedelta(days=1)
    with pytest.raises(Unclear, match="from today or an earlier day"):
        place(as_("compliance"), MINE, cause="lawsuit", stands_from=tomorrow, note="case 4")
