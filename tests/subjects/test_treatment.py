"""Special treatments of key customers: each given once, until it is taken away."""

import pytest

from subjects.conftest import NOON, As
from tilth.domain.acting import Unclear
from tilth.domain.records import treatment

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"


@pytest.mark.requirement("TIER-12")
def test_a_treatment_stands_until_it_is_taken_away(as_: As) -> None:
    made = treatment.grant(as_("rm"), MINE, kind="leader", note="met at the opening")
    assert (made.state, made.ended_at) == ("standing", None)
    with pytest.raises(Unclear, match="given already"):
        treatment.grant(as_("rm"), MINE, kind="leader")
    treatment.grant(as_("rm"), MINE, kind="direct_line")
    done = treatment.lift(as_("rm"), MINE, made.pk)
    assert (done.state, done.ended_at) == ("ended", NOON)
    with pytest.raises(Unclear, match="ended already"):
        treatment.lift(as_("rm"), MINE, made.pk)
    assert treatment.grant(as_("rm"), MINE, kind="leader").state == "standing"
