"""Gifts: within the year's limit approved at once, above it a leader says yes or no (TRAP-15)."""

import dataclasses
import datetime as dt
from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from subjects.conftest import NOON, As
from support import published
from tilth.data import models
from tilth.data.models import Gift
from tilth.domain import acts, guards, sayings
from tilth.domain.acting import Unclear
from tilth.domain.records.gift import decide, give
from tilth.policy.subjects.gift import GIFT, state
from tilth.policy.subjects.memo import MEMO

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE, OTHERS = "B1-rm1-c1", "B2-rm1-c1"
DAY = published.DAY


@pytest.mark.requirement("TRAP-15")
@pytest.mark.parametrize(
    ("value", "before", "expected"),
    [("500", "0", "approved"), ("500.01", "0", "asked"), ("1", "499", "approved"), ("1", "499.01", "asked")],
)
def test_the_limit_of_a_year_is_what_may_be_given_without_asking(
    value: str, before: str, expected: str
) -> None:
    found = state(Decimal(value), given_this_year=Decimal(before), limit=Decimal(500))
    assert found == expected


def meal(as_: As, value: int, *, day: dt.date = DAY, role: str = "rm", customer: str = MINE) -> Gift:
    return give(
        as_(role, day=max(day, DAY)), customer, kind="meal", value=Decimal(value), given_on=day, note="lunch"
    )


@pytest.mark.requirement("TRAP-15")
def test_what_passes_the_limit_waits_until_a_leader_decides(as_: As) -> None:
    assert meal(as_, 400).state == "approved"
    waiting = meal(as_, 200)
    assert (waiting.state, waiting.decided_at) == ("asked", None)
    done = decide(as_("branch_head"), MINE, waiting.pk, yes=True, answer="once")
    assert (done.state, done.answer, done.decided_at) == ("approved", "once", NOON)
    assert Gift.objects.unscoped().get(pk=waiting.pk).decided_by == as_("branch_head").by


def test_the_line_above_gifts_says_what_is_left_of_the_year(as_: As) -> None:
    def said(**of: bool) -> object:
        rows = list(Gift.objects.unscoped().filter(customer_id=MINE))
        customer = models.PublishedCustomer.objects.unscoped().get(customer_id=MINE)
        saying = sayings.of(as_("rm"), GIFT, customer, rows, **{"all_read": True, **of})
        assert saying is not None
        return saying.values["left"]

    assert said() == 500
    meal(as_, 400)
    meal(as_, 500, day=DAY.replace(year=DAY.year - 1))
    assert said() == said(all_read=False) == 100
    decide(as_("branch_head"), MINE, meal(as_, 300).pk, yes=True)
    assert said() == 0
    assert sayings.of(as_("rm"), MEMO, models.PublishedCustomer(customer_id=MINE), [], all_read=True) is None


def test_what_was_refused_or_given_last_year_does_not_count(as_: As) -> None:
    decide(as_("supervisor"), MINE, meal(as_, 600).pk, yes=False)
    assert meal(as_, 500, day=DAY.replace(year=DAY.year - 1)).state == "approved"
    assert meal(as_, 500).state == "approved"
    assert meal(as_, 1).state == "asked"


def test_another_customers_gifts_do_not_count(as_: As) -> None:
    meal(as_, 500)
    assert meal(as_, 500, customer="B1-rm1-c2").state == "approved"


def test_a_decision_is_made_once_and_never_by_who_asked(as_: As) -> None:
    waiting = meal(as_, 600)
    decide(as_("branch_head"), MINE, waiting.pk, yes=False)
    with pytest.raises(Unclear, match="waits for nobody"):
        decide(as_("branch_head"), MINE, waiting.pk, yes=True)
    asked = meal(as_, 700)
    Gift.objects.unscoped().filter(pk=asked.pk).update(made_by=as_("branch_head").by)
    with pytest.raises(Unclear, match="Somebody else decides"):
        decide(as_("branch_head"), MINE, asked.pk, yes=True)
    with pytest.raises(IntegrityError, match="gift_four_eyes"), transaction.atomic():
        Gift.objects.unscoped().filter(pk=asked.pk).update(
            decided_by=as_("branch_head").by, decided_at=NOON, state="approved"
        )


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"value": Decimal(0)}, "worth something"),
        ({"value": Decimal("1.005")}, "two decimals"),
        ({"value": Decimal("NaN")}, "two decimals"),
        ({"kind": "car"}, "none of the choices"),
        ({"given_on": DAY + dt.timedelta(days=1)}, "on the day it is given"),
        ({"given_on": dt.date(1, 1, 1)}, "no day with which"),
        ({"note": "x" * 2001}, "shorten it to 2000"),
    ],
)
def test_what_does_not_fit_is_refused_in_one_sentence(as_: As, told: dict[str, object], said: str) -> None:
    good = {"kind": "meal", "value": Decimal(1), "given_on": DAY}
    with pytest.raises(Unclear, match=said):
        give(as_("rm"), MINE, **(good | told))  # type: ignore[arg-type]
    assert not Gift.objects.unscoped().exists()


def test_a_note_holds_no_password(as_: As) -> None:
    with pytest.raises(guards.AuthenticationDataError):
        give(as_("rm"), MINE, kind="meal", value=Decimal(1), given_on=DAY, note="密码是 83746152")


@pytest.mark.parametrize("role", ["branch_head", "compliance", "planner", "lobby", "admin"])
def test_only_managers_give(as_: As, role: str) -> None:
    with pytest.raises(guards.NotAllowedError):
        meal(as_, 1, role=role)


def test_a_customer_out_of_sight_does_not_exist(as_: As) -> None:
    with pytest.raises(guards.CustomerNotVisibleError):
        meal(as_, 1, customer=OTHERS)
    waiting = meal(as_, 600)
    with pytest.raises(guards.CustomerNotVisibleError):
        decide(as_("supervisor"), "B1-rm1-c2", waiting.pk, yes=True)
    with pytest.raises(guards.NotAllowedError):
        decide(as_("rm"), MINE, waiting.pk, yes=True)


def test_what_is_sent_twice_is_written_once(as_: As) -> None:
    who = dataclasses.replace(as_("rm"), key=uuid4())
    first, again = (give(who, MINE, kind="meal", value=Decimal(300), given_on=DAY) for _ in range(2))
    assert first.pk == again.pk == who.key
    assert Gift.objects.unscoped().count() == 1


def test_what_is_sent_again_after_it_was_taken_back_stays_taken_back(as_: As) -> None:
    who = dataclasses.replace(as_("rm"), key=uuid4())
    made = give(who, MINE, kind="meal", value=Decimal(300), given_on=DAY)
    acts.take_back(as_("rm", minutes=1), GIFT, MINE, made.pk)
    again = give(who, MINE, kind="meal", value=Decimal(300), given_on=DAY)
    assert (again.pk, again.voided_by) == (made.pk, who.by)
    assert acts.of_customer(as_("rm"), GIFT, MINE, most=10) == []


def test_it_is_taken_back_within_two_minutes_by_who_wrote_it(as_: As) -> None:
    made = meal(as_, 500)
    with pytest.raises(guards.NothingToUndoError):
        acts.take_back(as_("wealth", minutes=1), GIFT, "B1-rm2-c1", made.pk)
    with pytest.raises(guards.TooLateError):
        acts.take_back(as_("rm", minutes=3), GIFT, MINE, made.pk)
    assert acts.take_back(as_("rm", minutes=1), GIFT, MINE, made.pk).voided_by == as_("rm").by
    assert acts.of_customer(as_("rm"), GIFT, MINE, most=10) == []
    assert meal(as_, 500).state == "approved"
