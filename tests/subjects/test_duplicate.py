"""Likely duplicates: kept as found, decided by who leads, seen only by who sees both (IDN-02)."""

import pytest
from django.db import connection

from integration.doors import town
from subjects.conftest import NOON, As
from support import published
from tilth.access import scopes
from tilth.data.models import Duplicate
from tilth.domain import acts, guards
from tilth.domain.acting import Unclear
from tilth.domain.duplicates import operations, queries
from tilth.domain.duplicates.operations import Kept
from tilth.domain.merges import operations as merging
from tilth.domain.records.duplicate import part, reopen, report
from tilth.policy.duplicates.evidence import Pair
from tilth.policy.subjects.duplicate import DUPLICATE

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
A, B = "B1-rm1-c1", "B1-rm1-c2"
SAME_BRANCH, ELSEWHERE = "B1-rm2-c1", "B2-rm1-c1"
TOLD = (("name", "same", 14.249), ("birthday", "same", 14.2), ("branch", "other", -1.17))


def found(one: str = A, other: str = B, weight: float = 8.0) -> Pair:
    return Pair(customer_id=one, other_id=other, weight=weight, told=TOLD)


def keep(bank: town.Town, *pairs: Pair) -> Kept:
    given = {"generation": bank.generation.pk, "day": published.DAY, "at": NOON}
    return operations.keep(connection.connection, pairs, **given)


def rows() -> list[Duplicate]:
    return list(Duplicate.objects.unscoped().order_by("customer_id", "other_id"))


@pytest.mark.requirement("IDN-02", part="the referral form")
def test_what_comparing_found_is_kept_once_and_told_anew(bank: town.Town) -> None:
    assert keep(bank, found(), found(A, ELSEWHERE)) == Kept(new=2, changed=0, gone=0)
    assert keep(bank, found(), found(A, ELSEWHERE)) == Kept(new=0, changed=0, gone=0)
    [row, other] = rows()
    assert (row.found, row.state, row.made_by, row.staff_id) == ("scan", "open", None, "B1-rm1")
    assert row.told == [["name", "same", 14.2], ["birthday", "same", 14.2], ["branch", "other", -1.2]]
    assert keep(bank, found(weight=9.5)) == Kept(new=0, changed=1, gone=1)
    [row] = rows()
    assert str(row.weight) == "9.50"
    assert other.pk != row.pk


@pytest.mark.requirement("IDN-02", part="the referral form")
def test_two_persons_stay_two_whatever_comparing_finds(bank: town.Town, as_: As) -> None:
    keep(bank, found())
    [row] = rows()
    made = part(as_("branch_head"), A, row.pk, note="twins")
    assert (made.state, made.note, made.said_at) == ("different", "twins", NOON)
    with pytest.raises(Unclear, match="looked at already"):
        part(as_("branch_head"), A, row.pk)
    assert keep(bank, found(weight=20.0)) == Kept(new=0, changed=1, gone=0)
    assert keep(bank) == Kept(new=0, changed=0, gone=0)
    [row] = rows()
    assert row.state == "different"
    again = reopen(as_("branch_head"), A, row.pk)
    assert (again.state, again.said_at) == ("open", None)
    with pytest.raises(Unclear, match="waits already"):
        reopen(as_("branch_head"), A, row.pk)


@pytest.mark.requirement("IDN-02", part="the referral form")
def test_a_colleague_reports_and_comparing_adds_the_evidence(bank: town.Town, as_: As) -> None:
    made = report(as_("rm"), B, other_id=A, note="same voice")
    assert (made.found, made.weight, made.told) == ("hand", None, [])
    for one, other in ((A, B), (B, A)):
        with pytest.raises(Unclear, match="already"):
            report(as_("rm"), one, other_id=other, note="again")
    assert keep(bank, found()) == Kept(new=0, changed=1, gone=0)
    [row] = rows()
    assert (row.customer_id, row.found, str(row.weight), row.note) == (B, "hand", "8.00", "same voice")
    assert keep(bank) == Kept(new=0, changed=0, gone=0), "what a person reported does not go by itself"


def test_a_report_is_taken_back_by_who_made_it(as_: As) -> None:
    made = report(as_("rm"), A, other_id=B, note="same voice")
    acts.take_back(as_("rm", minutes=1), DUPLICATE, A, made.pk)
    assert report(as_("rm", minutes=1), B, other_id=A, note="the voice of the other").state == "open"


@pytest.mark.parametrize(
    ("other", "why"),
    [(A, "own number"), (ELSEWHERE, "no customer of this number"), ("nobody", "no customer of this number")],
)
def test_what_cannot_be_reported_is_said(as_: As, other: str, why: str) -> None:
    with pytest.raises(Unclear, match=why):
        report(as_("rm"), A, other_id=other, note="looks alike")


@pytest.mark.requirement("IDN-02", part="the referral form")
def test_only_who_sees_both_learns_of_a_pair(bank: town.Town, as_: As) -> None:
    keep(bank, found(), found(A, SAME_BRANCH), found(A, ELSEWHERE))
    seen = {
        "rm": {B},
        "wealth": set(),
        "supervisor": {B, SAME_BRANCH},
        "branch_head": {B, SAME_BRANCH},
        "region_head": {B, SAME_BRANCH, ELSEWHERE},
        "compliance": {B, SAME_BRANCH, ELSEWHERE},
    }
    for role, others in seen.items():
        user = bank.users[role]
        told = queries.waiting(user, bank.generation)
        assert {one.other.customer_id for one in told.pairs} == others, role
        assert told.count == len(others), role
        mine = queries.of_customer(user, bank.generation, customer_id=A)
        assert {one.other.customer_id for one in mine} == others, role
        # the database says the same to who reads the table itself
        with connection.cursor() as cursor:
            user.entered = scopes.enter(user, bank.generation, step_down=True)
            cursor.execute("SELECT other_id FROM tilth_duplicate")
            assert {number for (number,) in cursor.fetchall()} == others, role
            cursor.execute("RESET ROLE")
    [hidden] = [row for row in rows() if row.other_id == ELSEWHERE]
    with pytest.raises((guards.CustomerNotVisibleError, guards.NothingToUndoError)):
        part(as_("branch_head"), A, hidden.pk)
    with pytest.raises(guards.NotAllowedError):
        part(as_("rm"), A, hidden.pk)


@pytest.mark.requirement("IDN-02", part="the referral form")
def test_a_pair_that_was_merged_waits_no_more_and_comes_back_with_the_undo(bank: town.Town, as_: As) -> None:
    keep(bank, found())
    head = bank.users["branch_head"]
    merged = merging.merge(as_("branch_head"), A, merged_id=B, cause="opened_twice")
    assert queries.waiting(head, bank.generation).pairs == ()
    merging.undo(as_("branch_head"), merged.pk)
    [pair] = queries.waiting(head, bank.generation).pairs
    assert pair.likely == pytest.approx(256 / 257)


def test_the_likeliest_stand_first_and_reported_ones_before_them(bank: town.Town, as_: As) -> None:
    keep(bank, found(weight=3.0), found(A, SAME_BRANCH, weight=30.0))
    report(as_("branch_head"), B, other_id=SAME_BRANCH, note="asked at the counter")
    pairs = queries.waiting(bank.users["branch_head"], bank.generation).pairs
    assert [one.weight and float(one.weight) for one in pairs] == [None, 30.0, 3.0]
    assert pairs[0].reported_by == "branch_head"
