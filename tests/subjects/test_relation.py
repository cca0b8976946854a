"""Relations written by hand: what may stand between two, and what nobody learns of whom they do not see."""

import datetime as dt

import pytest
from django.db import connection

from subjects.conftest import As
from support import published
from tilth.data.models import PublishedCustomer, Relation, Suppression
from tilth.domain.acting import Unclear
from tilth.domain.merges import operations as merges
from tilth.domain.network import ties
from tilth.domain.records import consent
from tilth.domain.records.relation import outdate, tie
from tilth.policy import playbook
from tilth.policy.subjects.relation import RelationRules

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE, ALSO_MINE, THIRD = "B1-rm1-c1", "B1-rm1-k2", "B1-rm1-k3"
ELSEWHERE, NOBODY = "B2-rm1-c1", "C99999"
AMONG = "Among the customers whom you see there is none"


@pytest.fixture(autouse=True)
def _more_of_mine(as_: As) -> None:
    row = PublishedCustomer.objects.unscoped().filter(customer_id=MINE).values("rm_id", "branch_id").get()
    for number in (ALSO_MINE, THIRD):
        published.customer(as_("rm").generation, number, **row)


def agreed(as_: As, customer_id: str = MINE) -> None:
    given = {"purpose": "sensitive", "decision": "granted", "text_version": "1", "evidence": "form 7"}
    consent.record(as_("rm"), customer_id, asked=False, **given)


@pytest.mark.requirement("PROF-22")
@pytest.mark.requirement("PROF-35")
def test_a_relation_to_a_customer_or_to_somebody_by_name_is_written_down(as_: As) -> None:
    made = tie(
        as_("rm"), MINE, kind="classmate", other_id=ALSO_MINE, source="visit", since=dt.date(2019, 9, 1)
    )
    assert (made.other_id, made.circle, made.told_on) == (ALSO_MINE, "other", published.DAY)
    named = tie(as_("rm"), MINE, kind="supplier", name="Hengmu Timber", source="payments")
    assert (named.other_id, named.name, named.circle) == (None, "Hengmu Timber", "company")
    ended = outdate(as_("rm"), MINE, made.pk)
    assert ended.outdated_on == published.DAY
    tie(as_("rm", minutes=1), MINE, kind="classmate", other_id=ALSO_MINE)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"kind": "friend", "other_id": MINE}, "Nobody is related to themselves"),
        ({"kind": "friend", "other_id": NOBODY}, AMONG),
        ({"kind": "friend", "other_id": ELSEWHERE}, AMONG),
        ({"kind": "friend"}, "Say who it is"),
        ({"kind": "friend", "name": "Li Lei", "other_id": ALSO_MINE}, "not both"),
        ({"kind": "friend", "minor": True, "name": "Xiaobao"}, "Of a minor no name"),
        ({"kind": "soulmate", "name": "Li Lei"}, "There is no such relation"),
        ({"kind": "friend", "name": "Li Lei", "since": dt.date(2026, 4, 1)}, "begins today or before"),
        ({"kind": "child", "other_id": ALSO_MINE}, "only with consent"),
        ({"kind": "friend", "minor": True}, "only with consent"),
    ],
)
def test_what_cannot_be_is_refused_with_one_sentence(as_: As, given: dict[str, object], said: str) -> None:
    with pytest.raises(Unclear, match=said):
        tie(as_("rm"), MINE, **given)
    assert not Relation.objects.unscoped().exists()


def test_the_same_is_not_written_twice_from_either_side_nor_beside_the_feed(as_: As) -> None:
    tie(as_("rm"), MINE, kind="referred_by", other_id=ALSO_MINE)
    for customer, other, kind in ((MINE, ALSO_MINE, "referred_by"), (ALSO_MINE, MINE, "referred")):
        with pytest.raises(Unclear, match="stands already"):
            tie(as_("rm"), customer, kind=kind, other_id=other)
    tie(as_("rm"), MINE, kind="friend", name="Li Lei")
    with pytest.raises(Unclear, match="stands already"):
        tie(as_("rm"), MINE, kind="friend", name="Li Lei")
    published.relation(as_("rm").generation, THIRD, MINE, "employer")
    with pytest.raises(Unclear, match="stands already"):
        tie(as_("rm"), MINE, kind="employee", other_id=THIRD)


@pytest.mark.requirement("PROF-23")
def test_a_family_has_no_circle_no_second_spouse_and_one_tie_between_two(as_: As) -> None:
    agreed(as_)
    tie(as_("rm"), MINE, kind="parent", other_id=ALSO_MINE)
    published.relation(as_("rm").generation, ALSO_MINE, THIRD, "parent")
    for kind, other, said in (
        ("child", ALSO_MINE, "one family in another way"),
        ("spouse", ALSO_MINE, "one family in another way"),
        ("child", THIRD, "their own forebear"),
    ):
        with pytest.raises(Unclear, match=said):
            tie(as_("rm"), MINE, kind=kind, other_id=other)
    Relation.objects.unscoped().all().update(outdated_on=published.DAY)
    tie(as_("rm"), MINE, kind="spouse", other_id=ALSO_MINE)
    with pytest.raises(Unclear, match="has a spouse already"):
        tie(as_("rm"), MINE, kind="spouse", other_id=THIRD)


def test_whoever_died_enters_no_living_family(as_: As) -> None:
    agreed(as_)
    Suppression.objects.create(
        customer_id=ALSO_MINE, kind="deceased", starts_on=published.DAY, recorded_by=as_("rm").by
    )
    with pytest.raises(Unclear, match="recorded as deceased"):
        tie(as_("rm"), MINE, kind="sibling", other_id=ALSO_MINE)
    tie(as_("rm"), MINE, kind="referred_by", other_id=ALSO_MINE)


@pytest.mark.requirement("TRAP-20")
def test_family_goes_with_the_consent(as_: As) -> None:
    agreed(as_)
    family = tie(as_("rm"), MINE, kind="sibling", other_id=ALSO_MINE)
    child = tie(as_("rm"), MINE, kind="child", minor=True)
    friend = tie(as_("rm"), MINE, kind="friend", other_id=THIRD)
    consent.withdraw(as_("rm"), MINE, purpose="sensitive")
    there = Relation.objects.unscoped().in_bulk()
    assert there[family.pk].voided_at
    assert there[child.pk].voided_at
    assert there[friend.pk].voided_at is None


def test_family_goes_with_the_consent_where_the_other_end_is_out_of_sight(as_: As) -> None:
    agreed(as_)
    tie(as_("rm"), MINE, kind="sibling", other_id=ALSO_MINE)
    there = PublishedCustomer.objects.unscoped().filter(customer_id=ALSO_MINE)
    keeper = there.values("rm_id", "branch_id").get()
    there.update(rm_id="S9", branch_id="B9")
    consent.withdraw(as_("rm"), MINE, purpose="sensitive")
    there.update(**keeper)
    who, rules = as_("rm"), playbook.default().of(RelationRules)
    assert ties.around(who.by, who.generation, ids=[MINE], rules=rules) == ()


def test_between_two_customers_the_diary_has_no_line(as_: As) -> None:
    two = tie(as_("rm"), MINE, kind="friend", other_id=ALSO_MINE)
    named = tie(as_("rm"), MINE, kind="friend", name="Li Lei")
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_id FROM tilth_diary WHERE subject = 'relation'")
        assert [row for (row,) in cursor.fetchall()] == [str(named.pk)] != [str(two.pk)]


def test_a_relation_between_two_numbers_of_one_person_is_none(as_: As) -> None:
    made = tie(as_("rm"), MINE, kind="friend", other_id=ALSO_MINE)
    merges.merge(as_("branch_head"), ALSO_MINE, merged_id=MINE, cause="same_document")
    made.refresh_from_db()
    assert made.customer_id == made.other_id == ALSO_MINE
    who, rules = as_("rm"), playbook.default().of(RelationRules)
    assert ties.around(who.by, who.generation, ids=[ALSO_MINE, MINE], rules=rules) == ()
