"""Facts learned: sealed, dated, ended once (REC-05)."""

import pytest

from integration.doors import town
from subjects.conftest import As
from support import published
from tilth.data.models import ContactPoint, Fact
from tilth.domain.acting import Unclear
from tilth.domain.records.fact import learn, outdate
from tilth.jobs.demo_subjects import contact_point, detail, fact

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


@pytest.mark.requirement("TRAP-15")
def test_the_demo_bank_has_a_note_that_was_confided(bank: town.Town, as_: As) -> None:
    published.customer(bank.generation, "B1-rm1-c3", rm_id="B1-rm1", branch_id="B1")
    customers = [f"B1-rm1-c{number}" for number in (1, 2, 3)]
    for one in (detail, contact_point, fact):
        one.tell({"rm": as_("rm")}, customers)
    written = Fact.objects.unscoped().get(restricted=True)
    assert (written.customer_id, written.kind) == (MINE, "family")
    assert ContactPoint.objects.unscoped().filter(best_days="workdays").exists()
