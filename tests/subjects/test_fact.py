"""Facts learned: sealed, dated, ended once (REC-05)."""

import pytest

from subjects.conftest import As
from support import published
from tilth.domain.acting import Unclear
from tilth.domain.records.fact import learn, outdate

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"


@pytest.mark.requirement("REC-05")
def test_a_fact_is_sealed_and_ends_once(as_: As) -> None:
    made = learn(as_("rm"), MINE, kind="address", text="call her by her title")
    assert (made.learned_on, made.text, made.outdated_on) == (published.DAY, "call her by her title", None)
    past = outdate(as_("rm"), MINE, made.pk)
    assert past.outdated_on == published.DAY
    with pytest.raises(Unclear, match="past already"):
        outdate(as_("rm"), MINE, made.pk)
