"""Suggestions to meet somebody, set aside: by pair, until their reason changes, undone, refused (IDN-07)."""

from decimal import Decimal

import pytest

from subjects.conftest import As
from tilth.access.visibility import visible
from tilth.data import models
from tilth.domain import bank
from tilth.domain.acting import Unclear
from tilth.domain.network import meeting
from tilth.domain.records.dismissal import restore, set_aside
from tilth.domain.records.relation import tie
from tilth.jobs.demo_subjects import dismissal as story
from tilth.policy.subjects.relation import RelationRules

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE, OTHER = "B1-rm1-c1", "B1-rm1-c2"


@pytest.fixture(autouse=True)
def _rich(as_: As) -> None:
    models.PublishedCustomer.objects.unscoped().filter(customer_id=MINE).update(aum=Decimal(9_000_000))
    tie(as_("rm"), MINE, kind="neighbour", other_id=OTHER)
    tie(as_("rm"), MINE, kind="colleague", name="Li Lei")


def suggested(as_: As, *, aside: bool = False) -> list[tuple[str, str]]:
    who = as_("rm")
    rules = bank.playbook_of(who.generation.business_date).of(RelationRules)
    found = meeting.around_book(who.by, who.generation, rules=rules, circle="", page=1, today=who.today)
    return [
        (one.told.name or one.told.other, one.reason) for one in (found.aside if aside else found.suggestions)
    ]


@pytest.mark.requirement("IDN-07")
def test_it_is_gone_for_this_pair_until_its_reason_changes(as_: As) -> None:
    others = suggested(as_)
    assert (OTHER, "never") in others
    made = set_aside(as_("rm"), MINE, other=OTHER, why="known")
    assert (made.other_id, made.tie_id, made.reason) == (OTHER, None, "never")
    assert suggested(as_) == [one for one in others if one[0] != OTHER]
    assert suggested(as_, aside=True) == [(OTHER, "never")]
    tie(as_("rm", minutes=1), OTHER, kind="referred_by", other_id=MINE)
    assert (OTHER, "referred") in suggested(as_), "another reason"
    assert suggested(as_, aside=True) == []


def test_it_is_undone_by_hand(as_: As) -> None:
    before = suggested(as_)
    named = models.Relation.objects.unscoped().get(other_id=None)
    made = set_aside(as_("rm"), MINE, other=str(named.pk), why="unfit", note="runs a shop of his own")
    assert (made.other_id, made.tie_id, made.reason) == (None, named.pk, "no_account")
    assert suggested(as_, aside=True) == [("Li Lei", "no_account")]
    restore(as_("rm", minutes=5), MINE, made.pk)
    assert suggested(as_) == before
    with pytest.raises(Unclear, match="again already"):
        restore(as_("rm", minutes=6), MINE, made.pk)


@pytest.mark.parametrize("other", ["B2-rm1-c1", "nobody", "", MINE, "01990000-0000-7000-8000-000000000001"])
def test_whom_nobody_suggests_is_not_set_aside(as_: As, other: str) -> None:
    with pytest.raises(Unclear):
        set_aside(as_("rm"), MINE, other=other, why="known")


def test_it_is_set_aside_once(as_: As) -> None:
    set_aside(as_("rm"), MINE, other=OTHER, why="known")
    with pytest.raises(Unclear, match="set aside already"):
        set_aside(as_("rm", minutes=1), MINE, other=OTHER, why="other")


def test_who_sees_one_of_the_two_learns_nothing(as_: As) -> None:
    set_aside(as_("rm"), MINE, other=OTHER, why="known")
    head = as_("branch_head")
    assert visible(models.Dismissal, head.by, head.generation).count() == 1
    models.PublishedCustomer.objects.unscoped().filter(customer_id=OTHER).update(
        branch_id="B2", rm_id="B2-rm1"
    )
    assert not visible(models.Dismissal, head.by, head.generation).exists()
    assert not models.DiaryLine.objects.unscoped().filter(subject="dismissal").exists()


def test_the_demo_bank_has_one(as_: As) -> None:
    before = suggested(as_)
    story.tell({"rm": as_("rm")}, [])
    assert [*suggested(as_), *suggested(as_, aside=True)] == before
