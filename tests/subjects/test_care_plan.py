"""Care plans: their days, what carries one out, the bank's own, and who is given none (CAD-05, NEED-12)."""

import datetime as dt
import random
from typing import Any

import pytest
from django.db import connection

from integration.doors import town
from subjects.conftest import NOON, As
from support import published
from tilth.data import models
from tilth.data.models import CarePlan
from tilth.domain import subjects
from tilth.domain.acting import Unclear
from tilth.domain.care_plans import operations
from tilth.domain.care_plans.operations import Made
from tilth.domain.records.care_plan import carry_out, end, fill_in, pause, resume, set_up
from tilth.jobs.demo_subjects import care_plan as story
from tilth.policy import playbook
from tilth.policy.subjects.care_plan import BLOCKS, CARE_PLAN, EVERY, CarePlanRules, following
from tilth.policy.working_days import is_working_day
from tilth.web.act_form import ActForm

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE, OTHER = "B1-rm1-c1", "B1-rm1-c2"
DAY, ONE = published.DAY, dt.timedelta(days=1)
MORNING = DAY + ONE
BOOK = playbook.default()
D = dt.date


def reference(starts_on: D, every: str, after: D) -> D:
    """Return the day after `after`: every day is looked at, one by one, as somebody with a calendar would."""
    unit, number = every.split("_")
    day, due = starts_on, False
    while True:
        if unit == "week":
            due = due or (day - starts_on).days % (7 * int(number)) == 0
        else:
            months = (day.year - starts_on.year) * 12 + day.month - starts_on.month
            last = (day + ONE).month != day.month
            same = day.day == starts_on.day or (last and day.day < starts_on.day)
            due = due or (months % int(number) == 0 and same)
        if due and is_working_day(day):
            if day > after:
                return day
            due = False
        day += ONE


@pytest.mark.parametrize(
    ("starts_on", "every", "after", "expected"),
    [
        pytest.param(D(2026, 4, 1), "week_2", D(2026, 4, 1), D(2026, 4, 15), id="every 2 weeks"),
        pytest.param(
            D(2026, 4, 1), "week_2", D(2026, 5, 20), D(2026, 5, 27), id="what was missed is not made up"
        ),
        pytest.param(
            D(2026, 4, 1), "month_1", D(2026, 4, 1), D(2026, 5, 6), id="a holiday: the next working day"
        ),
        pytest.param(D(2026, 1, 30), "month_1", D(2026, 2, 10), D(2026, 2, 28), id="a month's end, worked"),
        pytest.param(
            D(2026, 1, 30), "month_1", D(2026, 3, 1), D(2026, 3, 30), id="which stays a month's end"
        ),
        pytest.param(D(2026, 4, 1), "month_12", D(2026, 4, 1), D(2027, 4, 1), id="every year"),
    ],
)
@pytest.mark.requirement("CAD-05")
def test_a_plan_has_these_days(starts_on: D, every: str, after: D, expected: D) -> None:
    assert following(starts_on, every, after) == reference(starts_on, every, after) == expected


def test_rule_and_reference_agree_on_random_plans() -> None:
    chance = random.Random(5)
    for _ in range(200):
        starts_on = D(2026, 1, 1) + chance.randrange(200) * ONE
        every, after = chance.choice([*EVERY]), starts_on + chance.randrange(300) * ONE
        assert following(starts_on, every, after) == reference(starts_on, every, after), (starts_on, every)


def test_a_day_that_may_be_left_out_is_not_proposed() -> None:
    """A plan would end on the day it begins: only what must be said begins with today."""
    act = next(one for one in subjects.acts(CARE_PLAN) if one.name == "set_up")
    fields = ActForm(act, today=MORNING).fields
    assert (fields["starts_on"].initial, fields["ends_on"].initial) == (MORNING, None)


def test_each_day_carried_out_makes_the_next_due(bank: town.Town, as_: As) -> None:
    made = set_up(as_("rm"), MINE, every="week_2", channel="phone", starts_on=DAY, ends_on=DAY + 30 * ONE)
    line = models.DiaryLine.objects.unscoped().get(subject="care_plan")
    assert (line.due_on, line.open, line.staff_id) == (DAY, True, "B1-rm1")
    with pytest.raises(Unclear, match="by this channel already"):
        set_up(as_("rm"), MINE, every="week_1", channel="phone", starts_on=DAY)
    done = carry_out(as_("rm", day=DAY + 3 * ONE), MINE, made.pk)
    assert (done.next_on, done.done_on, done.state) == (DAY + 14 * ONE, DAY + 3 * ONE, "running")
    line.refresh_from_db()
    assert (line.due_on, line.open) == (DAY + 14 * ONE, True)
    carry_out(as_("rm", day=DAY + 14 * ONE), MINE, made.pk)
    over = carry_out(as_("rm", day=DAY + 28 * ONE), MINE, made.pk)
    assert (over.state, over.ended_at) == ("ended", NOON)
    with pytest.raises(Unclear, match="not running"):
        carry_out(as_("rm"), MINE, made.pk)


def test_what_is_paused_is_not_due_until_it_is_resumed(bank: town.Town, as_: As) -> None:
    made = set_up(as_("rm"), MINE, every="month_1", channel="visit", starts_on=DAY, ends_on=DAY + 99 * ONE)
    pause(as_("rm"), MINE, made.pk, why="abroad")
    assert not models.DiaryLine.objects.unscoped().get(subject="care_plan").open
    for refused, said in ((DAY - ONE, "within a year"), (DAY + 100 * ONE, "ends before")):
        with pytest.raises(Unclear, match=said):
            resume(as_("rm"), MINE, made.pk, next_on=refused)
    resume(as_("rm"), MINE, made.pk, next_on=DAY + 9 * ONE)
    line = models.DiaryLine.objects.unscoped().get(subject="care_plan")
    assert (line.open, line.due_on) == (True, DAY + 9 * ONE)
    with pytest.raises(Unclear, match="not paused"):
        resume(as_("rm"), MINE, made.pk, next_on=DAY)
    assert end(as_("rm"), MINE, made.pk, why="enough").state == "ended"
    with pytest.raises(Unclear, match="ended already"):
        end(as_("rm"), MINE, made.pk, why="twice")
    for given, said in (
        ({"starts_on": DAY - ONE}, "begins today"),
        ({"ends_on": DAY - ONE}, "ends on the day"),
    ):
        with pytest.raises(Unclear, match=said):
            set_up(as_("rm"), MINE, **{"every": "week_1", "channel": "phone", "starts_on": DAY} | given)


def night(rules: CarePlanRules | None = None, day: dt.date = DAY) -> Made:
    connection.ensure_connection()
    book = BOOK if rules is None else BOOK.model_copy(update={"care_plan": rules})
    return operations.make(connection.connection, playbook=book, day=day, at=NOON)


def open_plans() -> dict[str, CarePlan]:
    return {one.customer_id: one for one in CarePlan.objects.unscoped().exclude(state="ended")}


def talk(bank: town.Town, **more: Any) -> None:
    values = {"customer_id": MINE, "staff_id": "B1-rm1", "user": bank.users["rm"], "channel": "phone"}
    values |= {
        "contacted_at": NOON,
        "contact_on": DAY,
        "two_way": True,
        "outcome": "connected",
        "purpose": "service",
    }
    number = models.Contact.objects.unscoped().count()
    values |= {"idempotency_key": f"talk-{number}"} | more
    values["contacted_at"] -= DAY - values["contact_on"]
    models.Contact.objects.create(**values)


def test_a_talk_by_its_channel_carries_a_day_out(bank: town.Town, as_: As) -> None:
    set_up(as_("rm"), MINE, every="week_1", channel="phone", starts_on=DAY)
    set_up(as_("rm"), OTHER, every="week_1", channel="visit", starts_on=DAY)
    talk(bank, two_way=False, outcome="no_answer")
    talk(bank, contact_on=DAY - ONE)
    talk(bank, customer_id=OTHER)
    assert night() == Made(carried_out=0, made=0, ended=0)
    talk(bank)
    assert night() == Made(carried_out=1, made=0, ended=0)
    assert (open_plans()[MINE].next_on, open_plans()[OTHER].next_on) == (DAY + 7 * ONE, DAY)
    assert night().carried_out == 0


def test_the_bank_gives_plans_by_segment_before_tier_and_what_was_agreed_wins(
    bank: town.Town, as_: As
) -> None:
    place = {"rm_id": "B1-rm1", "branch_id": "B1"}
    for name, more in (
        ("X1", {"tier": "private"}),
        ("X2", {"tier": "private", "segment": "retiree"}),
        ("X3", {"tier": "private"}),
        ("X4", {"tier": "private"}),
        ("X5", {"tier": "private", "closed_on": DAY}),
        ("X6", {"tier": "general"}),
    ):
        published.customer(bank.generation, name, **place | more)
    models.CadenceAgreement.objects.create(
        customer_id="X3", days=90, agreed_on=DAY, recorded_by=bank.users["rm"]
    )
    set_up(as_("rm"), "X4", every="month_6", channel="visit", starts_on=DAY)
    rules = CarePlanRules(
        by_segment={"retiree": "month_2"},
        by_tier={"private": "week_2"},
        channel="phone",
        blocks=BOOK.of(CarePlanRules).blocks,
    )
    assert night(rules) == Made(carried_out=0, made=2, ended=0)
    made = open_plans()
    assert {one: plan.every for one, plan in made.items()} == {
        "X1": "week_2",
        "X2": "month_2",
        "X4": "month_6",
    }
    assert made["X1"].made_by_id is None
    assert MORNING <= made["X1"].next_on <= MORNING + 14 * ONE
    assert night(rules) == Made(carried_out=0, made=0, ended=0)
    models.CadenceAgreement.objects.create(
        customer_id="X2", days=30, agreed_on=DAY, recorded_by=bank.users["rm"]
    )
    end(as_("rm"), "X1", made["X1"].pk, why="asks for quiet")
    assert night(rules) == Made(carried_out=0, made=0, ended=1)
    assert [*open_plans()] == ["X4"]
    models.PublishedCustomer.objects.unscoped().filter(customer_id="X4").update(closed_on=DAY)
    assert night() == Made(carried_out=0, made=0, ended=1)


def test_a_playbook_names_known_intervals_tiers_and_channels() -> None:
    blocks = BOOK.of(CarePlanRules).blocks
    whole: dict[str, Any] = {"by_segment": {}, "by_tier": {}, "channel": "phone", "blocks": blocks}
    for change in ({"by_tier": {"private": "daily"}}, {"by_tier": {"gold": "week_1"}}, {"channel": "pigeon"}):
        with pytest.raises(ValueError, match="none of"):
            CarePlanRules.model_validate(whole | change)


def test_the_story_of_the_demo_can_be_told(bank: town.Town, as_: As) -> None:
    customers = [f"X{number}" for number in range(1, 5)]
    for customer_id in customers:
        published.customer(bank.generation, customer_id, branch_id="B1", rm_id="B1-rm1")
    story.tell({"rm": as_("rm")}, customers)
    found = CarePlan.objects.unscoped().order_by("customer_id")
    assert [one.state for one in found] == ["running", "running", "paused", "ended"]


@pytest.mark.requirement("MAIN-01")
def test_the_four_blocks_stand_as_written_else_as_the_bank_proposes(bank: town.Town, as_: As) -> None:
    made = set_up(as_("rm"), MINE, every="week_2", channel="phone", starts_on=DAY, direction="先做基金")
    fill_in(as_("rm"), MINE, made.pk, indicators="三项指标", direction="")
    row = CarePlan.objects.unscoped().get(pk=made.pk)
    assert [getattr(row, block) for block in BLOCKS] == ["", "先做基金", "三项指标", ""]
    with pytest.raises(Unclear):
        fill_in(as_("rm"), MINE, made.pk)
    rules = BOOK.of(CarePlanRules)
    assert rules.proposes("indicators").zh == "产品覆盖率、资产占比、账户动户率"
    for blocks in ({}, {**rules.blocks, "services": {"zh": "服务", "en": " "}}):
        with pytest.raises(ValueError, match="block"):
            CarePlanRules.model_validate(rules.model_dump() | {"blocks": blocks})
