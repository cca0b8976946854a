"""Which conditions are taken apart, and that they come together again."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db.models import Exists, F, Q

from tilth.access import marks, shapes
from tilth.access.marks import Marks, Number
from tilth.data.models import Contact, PublishedCustomer

rows = PublishedCustomer.objects.unscoped
CONDITIONS = [
    (Q(), True),
    (Q(tier="private"), True),
    (Q(tier="private") & (Q(closed_on__isnull=True) | Q(closed_on__gt=dt.date(2026, 3, 31))), True),
    (~Q(aum__lt=Decimal("5.00")), True),
    (Q(branch_id__among=["B1", "B2"]), True),
    (Q(branch_id__in=["B1", "B2"]), False),
    (Q(categories__contains=["fund"]), False),
    (Q(tier=F("tier_before")), False),
    (Q(Exists(Contact.objects.unscoped())), False),
    (Q(tier="private") & ~Q(Exists(Contact.objects.unscoped())), False),
]


@pytest.mark.parametrize(("condition", "plain"), CONDITIONS)
def test_a_condition_of_the_row_alone_is_plain(condition, plain) -> None:
    assert shapes.plain(condition) is plain


@pytest.mark.django_db
@pytest.mark.postgres
@pytest.mark.parametrize("condition", [condition for condition, plain in CONDITIONS if plain])
def test_taken_apart_it_comes_together_again(condition) -> None:
    asked, again = (
        rows().filter(one).query for one in (condition, shapes.whole(*shapes.apart(condition, "rule")))
    )
    assert again.sql_with_params() == asked.sql_with_params()


def test_conditions_that_differ_in_values_have_one_shape() -> None:
    first, second = (
        shapes.apart(Q(tier=tier, aum__lt=Decimal(most)), "rule") for tier, most in (("a", 1), ("b", 2))
    )
    assert first[0] == second[0]
    assert first[1] != second[1]


@pytest.mark.parametrize("value", [Number(7), Decimal("7.50"), dt.datetime(2026, 3, 31, 9, tzinfo=dt.UTC)])
def test_what_the_call_brings_is_marked(value) -> None:
    stands = Marks(0)
    mark = stands.of(value, "value")
    slot = stands.slot(mark)
    assert (mark == value, slot.name) == (False, "value")
    assert slot.filled({"value": value}) == value
    assert type(slot.filled({"value": Number(7)})) is int
    assert marks.kind(Number(7)) == marks.kind(Number(8)) != marks.kind(Number(0))


def test_a_number_of_the_rule_is_not() -> None:
    assert marks.kind(7) != marks.kind(8)
    assert marks.kind(Decimal(0)) != marks.kind(Decimal(1))
