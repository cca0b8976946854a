"""The emotional account: points by the playbook, once for what happened, conserved, never for money."""

import pytest

from integration.doors import town
from subjects.conftest import As
from subjects.talked import DAY, memo, promise
from tilth.data import models
from tilth.domain.acting import Unclear
from tilth.domain.acting import enter as hands
from tilth.domain.levels import happened
from tilth.domain.records.rapport import enter
from tilth.domain.told import level as relationship
from tilth.policy import playbook
from tilth.policy.subjects.rapport import RapportRules
from tilth.policy.things import Action, Thing
from web.conftest import compiled_messages, day, signed_in  # noqa: F401 - fixtures

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
RULES = playbook.default().of(RapportRules)


def balance(as_: As) -> int:
    at = hands(as_("rm"), Thing.RAPPORT, Action.CREATE, MINE)
    found = relationship.relationship(at).values["balance", 0].value
    assert found is not None
    return int(found)


@pytest.mark.requirement("REL-07")
@pytest.mark.requirement("AFT-12", part="a target of care acts for each key customer")
def test_an_entry_takes_class_care_and_points_of_the_playbook(as_: As) -> None:
    made = enter(as_("rm"), MINE, deed="resource", note="the consultant came")
    assert (made.factor, made.care, made.points, made.done_on) == ("fellowship", "exceeds", 8, DAY)
    taken = enter(as_("rm"), MINE, deed="hurt")
    assert (taken.factor, taken.care, taken.points) == ("heart", None, -10)
    assert balance(as_) == RULES.start + 8 - 10
    with pytest.raises(Unclear, match="no such deed"):
        enter(as_("rm"), MINE, deed="bought_much")


@pytest.mark.requirement("REL-07")
def test_what_happened_is_proposed_and_entered_once(as_: As) -> None:
    rm = as_("rm")
    kept, broken = promise(rm, MINE, due=10, done=10), promise(rm, MINE, due=20, done=None)
    late, old = memo(rm, MINE, asked=9, due=6, answered=5), memo(rm, MINE, asked=300, due=290, answered=290)
    at = hands(rm, Thing.RAPPORT, Action.CREATE, MINE)
    there = happened.proposed(relationship.relationship(at).measuring)
    told = {one.row: (one.origin, one.deed.code) for one in there}
    assert told == {
        str(kept.pk): ("promise_kept", "kept"),
        str(broken.pk): ("promise_broken", "broken"),
        str(late.pk): ("request_late", "late"),
    }
    assert str(old.pk) not in told
    made = enter(rm, MINE, deed="kept", origin_row=str(kept.pk))
    assert (made.origin, made.origin_row, made.points, made.done_on) == (
        *("promise_kept", str(kept.pk), 3),
        kept.due_on,
    )
    for deed, row in (("kept", str(kept.pk)), ("kept", str(broken.pk)), ("kept", ""), ("late", "nothing")):
        with pytest.raises(Unclear, match="Nothing on record shows this"):
            enter(rm, MINE, deed=deed, origin_row=row)
    with pytest.raises(Unclear, match="without a record"):
        enter(rm, MINE, deed="listened", origin_row=str(broken.pk))


@pytest.mark.requirement("TRAP-22", part="points of growth and badges, which do not exist yet")
def test_no_point_comes_of_money() -> None:
    columns = {field.name for field in models.Rapport._meta.concrete_fields}
    assert not {"amount", "value", "money"} & columns
    assert {one.of for one in RULES.deeds if one.of} <= {
        *("promise_kept", "promise_broken", "greeting_sent", "request_answered", "request_late"),
    }


@pytest.mark.requirement("REL-07")
def test_programs_read_points_as_whole_numbers(bank: town.Town) -> None:
    client = signed_in(bank.users["rm"])
    here = "/api/v1/customers/B1-rm1-c1/rapports"
    made = client.post(f"{here}/enter", {"deed": "hurt"}, content_type="application/json")
    assert (made.status_code, made.json()["points"], made.json()["care"]) == (201, -10, None)
    assert [one["points"] for one in client.get(here).json()] == [-10]
