"""Profile details: one vocabulary, each with source and day, nothing written over unseen (PROF-33)."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from subjects.conftest import As
from support import published
from tilth.domain.acting import Unclear
from tilth.domain.profile import queries
from tilth.domain.records import consent
from tilth.domain.records.detail import outdate, tell
from tilth.domain.refusing import ChangedError
from tilth.kernel.ids import uuid7

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"


def _written(as_: As, item: str, *, several: bool = False) -> queries.Of:
    who = as_("rm")
    found = queries.of_customer(
        who.by,
        who.generation,
        customer_id=MINE,
        several=frozenset({item} if several else ()),
        today=who.today,
    )
    return found.get(item, queries.NOTHING)


@pytest.mark.requirement("PROF-33")
def test_a_newer_value_takes_the_place_of_the_one_before_which_stays_to_be_read(as_: As) -> None:
    first = tell(as_("rm"), MINE, item="talks", value="brief", source="interview")
    assert (first.kind, first.choice, first.source, first.learned_on) == (
        "style",
        "brief",
        "interview",
        published.DAY,
    )
    second = tell(as_("rm"), MINE, item="talks", value="detail", instead=str(first.pk))
    there = _written(as_, "talks")
    assert [one.pk for one in there.holds] == [second.pk]
    assert [one.pk for one in there.before] == [first.pk]


def test_nothing_is_written_over_what_the_writer_has_not_seen(as_: As) -> None:
    first = tell(as_("rm"), MINE, item="talks", value="brief")
    with pytest.raises(ChangedError, match="meanwhile"):
        tell(as_("rm"), MINE, item="talks", value="detail")
    assert tell(as_("rm"), MINE, item="talks", value="brief", instead=str(first.pk).upper()).pk == first.pk
    newer = tell(as_("rm"), MINE, item="talks", value="warm", instead=str(first.pk))
    with pytest.raises(ChangedError, match="meanwhile"):
        outdate(as_("rm"), MINE, first.pk)
    first = newer
    outdate(as_("rm"), MINE, first.pk)
    with pytest.raises(ChangedError, match="meanwhile"):
        tell(as_("rm"), MINE, item="talks", value="detail", instead=str(first.pk))
    second = tell(as_("rm"), MINE, item="talks", value="detail")
    outdate(as_("rm"), MINE, second.pk)
    there = _written(as_, "talks")
    assert (there.holds, len(there.before)) == ((), 3), "what was replaced does not come back"


@pytest.mark.requirement("PROF-12")
def test_several_banks_stand_beside_each_other_with_their_estimates(as_: As) -> None:
    tell(as_("rm"), MINE, item="other_bank", value="icbc", amount=Decimal("350000.00"))
    tell(as_("rm"), MINE, item="other_bank", value="cmb")
    there = _written(as_, "other_bank", several=True)
    assert {(one.choice, one.amount) for one in there.holds} == {
        ("icbc", Decimal("350000.00")),
        ("cmb", None),
    }


def test_what_is_sent_twice_is_written_once(as_: As) -> None:
    who = replace(as_("rm"), key=uuid7())
    first = tell(who, MINE, item="talks", value="brief")
    assert tell(who, MINE, item="talks", value="brief").pk == first.pk


def test_what_was_learned_long_ago_counts_where_it_was_written_last(as_: As) -> None:
    first = tell(as_("rm"), MINE, item="talks", value="brief")
    before = published.DAY - dt.timedelta(days=30)
    second = tell(as_("rm"), MINE, item="talks", value="warm", learned_on=before, instead=str(first.pk))
    assert [one.pk for one in _written(as_, "talks").holds] == [second.pk]


def test_a_newer_estimate_of_a_bank_takes_the_place_of_the_one_before(as_: As) -> None:
    for amount in (100, 300):
        tell(as_("rm"), MINE, item="other_bank", value="icbc", amount=Decimal(amount))
    tell(as_("rm"), MINE, item="change", value="moves")
    tell(as_("rm"), MINE, item="change", value="marries")
    there = _written(as_, "other_bank", several=True)
    assert ([one.amount for one in there.holds], len(there.before)) == ([300], 1)
    assert len(_written(as_, "change", several=True).holds) == 2


@pytest.mark.requirement("TRAP-20")
def test_what_is_of_the_family_is_written_only_where_the_customer_agreed(as_: As) -> None:
    with pytest.raises(Unclear, match="only with consent"):
        tell(as_("rm"), MINE, item="children", value="2")
    agreed = {"purpose": "sensitive", "text_version": "1", "evidence": "form 7", "asked": False}
    consent.record(as_("rm"), MINE, decision="granted", **agreed)
    made = tell(as_("rm"), MINE, item="children", value="02")
    assert (made.choice, made.value) == (None, "2"), "sensitive values lie sealed"
    consent.withdraw(as_("rm"), MINE, purpose="sensitive")
    with pytest.raises(Unclear, match="only with consent"):
        tell(as_("rm"), MINE, item="marital", value="married")


@pytest.mark.parametrize(
    ("item", "value", "more", "says"),
    [
        ("shoe_size", "43", {}, "no such item"),
        ("employer", "the mill", {}, "own system"),
        ("talks", "loudly", {}, "none of the choices"),
        ("price_sensitive", "perhaps", {}, "none of the choices"),
        ("other_managers", "two", {}, "whole number"),
        ("other_managers", "10000", {}, "whole number"),
        ("other_bank", "icbc", {"amount": Decimal("1e9999999")}, "two decimals"),
        ("other_bank", "icbc", {"amount": Decimal(-1)}, "above nought"),
        ("talks", "brief", {"amount": Decimal(1)}, "no amount"),
        ("talks", "brief", {"day": published.DAY}, "no day"),
        ("talks", "brief", {"learned_on": published.DAY + dt.timedelta(days=1)}, "today or before"),
        ("talks", "brief", {"valid_until": published.DAY - dt.timedelta(days=1)}, "cannot end before"),
    ],
)
def test_what_cannot_be_meant_is_refused_in_a_sentence(
    as_: As, item: str, value: str, more: dict[str, object], says: str
) -> None:
    with pytest.raises(Unclear, match=says):
        tell(as_("rm"), MINE, item=item, value=value, **more)
    assert _written(as_, item) == queries.NOTHING


def test_what_holds_until_a_day_is_asked_again_after_it(as_: As) -> None:
    who = as_("rm")
    row = tell(who, MINE, item="post", value="on loan to another house", valid_until=who.today)
    assert queries.sorted_out([row], several=False, today=who.today).newest == row
    assert queries.sorted_out([row], several=False, today=who.today + dt.timedelta(days=1)).newest is None
