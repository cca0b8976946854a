"""Follow-ups by rule: which events become due items, what they go back to, who is not ready (MGM-02)."""

import datetime as dt
import random
from dataclasses import dataclass, replace
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from integration.doors import town
from subjects.conftest import NOON, As
from support import published
from tilth.access import scopes
from tilth.data import models
from tilth.data.models import FollowUp
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.follow_ups import operations
from tilth.domain.records.follow_up import finish, leave_out, plan
from tilth.jobs.demo_subjects import follow_up as story
from tilth.kernel.dates import add_months
from tilth.policy import playbook
from tilth.policy.subjects.follow_up import EVENTS, KINDS, FollowUpRules

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
DAY, ONE = published.DAY, dt.timedelta(days=1)
MORNING = DAY + ONE
BOOK = playbook.default()
BOUGHT, ASKS = "post_purchase_followup", "referral_due"


@dataclass(frozen=True, kw_only=True)
class Life:
    """What a night knows of one customer: the plain reference reads nothing else."""

    event: str = ASKS
    due: int = 0
    """Days after the night's."""
    state: str | None = "open"
    suppressed: bool = False
    closed: bool = False
    owed: str = ""
    """Kind of record that is late: matter, memo, task; own: a supervisor's matter, which owes nothing."""
    before: tuple[str, int] | None = None
    """State and day of an earlier follow-up of the kind, of another event."""


def reference(life: Life) -> tuple[str, dt.date] | None:
    """Return the follow-up that the night makes, and its day; None for none: the rule in plain words."""
    kind, due = EVENTS[life.event], DAY + life.due * ONE
    if life.state not in (None, "open") or life.suppressed or life.closed:
        return None
    if kind == "referral" and life.owed in ("matter", "memo", "task"):
        return None
    if life.before is not None:
        state, days = life.before
        there = DAY + days * ONE
        rested = add_months(due, -BOOK.windows.referral_rest_months)
        if state == "open" or (state == "done" and there >= due):
            return None
        if state == "done" and kind == "referral" and there > rested:
            return None
    return kind, max(due, MORNING)


SPEC = [
    pytest.param(Life(), ("referral", MORNING), id="of the night's day: due on the next working day"),
    pytest.param(Life(event=BOUGHT), ("after_purchase", MORNING), id="14 days after a purchase"),
    pytest.param(Life(due=-9), ("referral", MORNING), id="an open reason from before"),
    pytest.param(Life(state="acted_on"), None, id="somebody talked about it already"),
    pytest.param(Life(suppressed=True), None, id="to be left alone"),
    pytest.param(Life(closed=True), None, id="left the bank"),
    pytest.param(Life(owed="matter"), None, id="what was asked for is late: not ready"),
    pytest.param(Life(owed="memo"), None, id="an unmet wish is late: not ready"),
    pytest.param(Life(owed="task"), None, id="a promise is late: not ready"),
    pytest.param(
        Life(owed="own"), ("referral", MORNING), id="a supervisor's matter owes the customer nothing"
    ),
    pytest.param(
        Life(event=BOUGHT, owed="task"), ("after_purchase", MORNING), id="a purchase is followed up"
    ),
    pytest.param(Life(before=("done", -364)), None, id="asked 364 days before"),
    pytest.param(Life(before=("done", -365)), ("referral", MORNING), id="asked a year before"),
    pytest.param(Life(before=("left", -9)), ("referral", MORNING), id="left out is not asked"),
    pytest.param(Life(before=("open", -9)), None, id="one waits already"),
    pytest.param(
        Life(event=BOUGHT, before=("done", 0)), None, id="followed up on its day for another purchase"
    ),
    pytest.param(Life(event=BOUGHT, before=("done", -1)), ("after_purchase", MORNING), id="the day before"),
]


def night(day: dt.date = DAY, at: dt.datetime = NOON) -> tuple[int, int, int]:
    connection.ensure_connection()
    made = operations.make(connection.connection, playbook=BOOK, day=day, at=at)
    return made.made, made.settled, made.stopped


def rows(customer_id: str = MINE) -> list[FollowUp]:
    found = FollowUp.objects.unscoped().filter(customer_id=customer_id).exclude(event_id="before")
    return list(found.order_by("due_on", "kind"))


def live(bank: town.Town, customer_id: str, life: Life) -> None:
    by, generation = bank.users["rm"], bank.generation
    closed = {"closed_on": DAY} if life.closed else {}
    published.customer(generation, customer_id, rm_id="B1-rm1", branch_id="B1", **closed)
    published.event(generation, customer_id, life.event, DAY + life.due * ONE, state=life.state)
    if life.suppressed:
        models.Suppression.objects.create(
            customer_id=customer_id, kind="complaint_open", starts_on=DAY, recorded_by=by
        )
    late = {"customer_id": customer_id, "staff_id": "B1-rm1", "made_at": NOON, "due_on": DAY}
    if life.owed in ("matter", "own"):
        who = "customer" if life.owed == "matter" else "supervisor"
        more = {"asked_by": who, "asked_on": DAY, "wanted": "a list", "state": "open"}
        models.Matter.objects.create(**late, **more, made_by=by)
    if life.owed == "memo":
        models.Memo.objects.create(**late, asked_on=DAY, demand="a box", made_by=by)
    if life.owed == "task":
        models.Task.objects.create(**late, kind="task", step="send_material", user=by)
    if life.before is not None:
        state, days = life.before
        there = DAY + days * ONE
        given: dict[str, Any] = {"began": "by_hand", "began_on": there, "due_on": there, "state": state}
        given |= {"done_at": None if state == "open" else NOON + days * ONE, "event_id": "before"}
        FollowUp.objects.create(
            customer_id=customer_id, staff_id="B1-rm1", made_at=NOON, kind=EVENTS[life.event], **given
        )


@pytest.mark.requirement("MGM-02", part="level and satisfaction, which no record tells yet")
@pytest.mark.parametrize(("life", "expected"), SPEC)
def test_the_night_makes_what_the_table_says(
    bank: town.Town, life: Life, expected: tuple[str, dt.date] | None
) -> None:
    assert reference(life) == expected
    live(bank, "X1", life)
    night()
    assert [(one.kind, one.due_on) for one in rows("X1")] == ([] if expected is None else [expected])
    assert night()[0] == 0


def test_the_night_and_the_plain_rule_agree_on_random_lives(bank: town.Town) -> None:
    chance, expected = random.Random(11), {}
    for number in range(150):
        life = Life(
            event=chance.choice((BOUGHT, ASKS)),
            due=chance.choice((0, 0, -3, -13)),
            state=chance.choice((None, "open", "open", "acted_on")),
            suppressed=chance.random() < 0.1,
            closed=chance.random() < 0.1,
            owed=chance.choice(("", "", "", "matter", "memo", "task", "own")),
            before=chance.choice(
                (None, None, ("done", -chance.randrange(400)), ("left", -5), ("open", -5), ("stopped", -5))
            ),
        )
        live(bank, f"X{number}", life)
        if reference(life) is not None:
            expected[f"X{number}"] = reference(life)
    night()
    made = FollowUp.objects.unscoped().exclude(event_id="before")
    assert {one.customer_id: (one.kind, one.due_on) for one in made} == expected
    assert len(expected) > 30


@pytest.mark.requirement("MGM-01", part="a level reached, which no record tells yet")
def test_each_says_what_it_goes_back_to(bank: town.Town) -> None:
    generation = bank.generation
    opened = add_months(DAY, -3)
    for number, day in ((1, opened), (2, dt.date(2010, 1, 4)), (3, dt.date(2010, 1, 4))):
        published.customer(generation, f"X{number}", rm_id="B1-rm1", branch_id="B1", opened_on=day)
        published.event(generation, f"X{number}", ASKS, DAY)
    done = dt.datetime.combine(opened, dt.time(12), NOON.tzinfo)
    models.Task.objects.create(
        customer_id="X2",
        staff_id="B1-rm1",
        made_at=done,
        due_on=opened,
        kind="task",
        done_at=done,
        step="send_material",
        user=bank.users["rm"],
    )
    published.holding(
        generation, "H3", "X3", opened_on=opened, category="fund", product_name="稳健成长混合 A"
    )
    detail = {"bought_on": (DAY - 14 * ONE).isoformat(), "product_id": "P-F"}
    published.event(generation, "X3", BOUGHT, DAY, subject="H3", detail=detail)
    assert night() == (4, 0, 0)
    told = [(one.customer_id, one.kind, one.began, one.began_on) for n in "123" for one in rows(f"X{n}")]
    assert told == [
        ("X1", "referral", "opening", opened),
        ("X2", "referral", "promise_kept", opened),
        ("X3", "after_purchase", "purchase", DAY - 14 * ONE),
        ("X3", "referral", "first_investment", opened),
    ]
    assert rows("X3")[0].product == "稳健成长混合 A"
    line = models.DiaryLine.objects.unscoped().get(subject="follow_up", customer_id="X1")
    assert (line.due_on, line.open, line.staff_id, line.said["began"]) == (MORNING, True, "B1-rm1", "opening")


def talk(bank: town.Town, customer_id: str, day: dt.date, *, two_way: bool) -> None:
    models.Contact.objects.create(
        customer_id=customer_id,
        staff_id="B1-rm1",
        user=bank.users["rm"],
        channel="phone",
        contacted_at=NOON + (day - DAY),
        contact_on=day,
        two_way=two_way,
        outcome="connected" if two_way else "no_answer",
        purpose="service",
        idempotency_key=f"{customer_id} {day} {two_way}",
    )


def test_a_talk_settles_it_and_a_complaint_stops_it(bank: town.Town) -> None:
    live(bank, "X1", Life())
    live(bank, "X2", Life(event=BOUGHT))
    assert night() == (2, 0, 0)
    for one in ("X1", "X2"):
        talk(bank, one, DAY, two_way=True), talk(bank, one, MORNING, two_way=False)
    assert night(MORNING) == (0, 0, 0)
    for one in ("X1", "X2"):
        talk(bank, one, MORNING, two_way=True)
    models.Suppression.objects.create(
        customer_id="X1", kind="complaint_open", starts_on=DAY, recorded_by=bank.users["rm"]
    )
    assert night(MORNING) == (0, 1, 1)
    assert [rows(one)[0].state for one in ("X1", "X2")] == ["stopped", "done"]
    models.Suppression.objects.unscoped().update(lifted_at=NOON, lifted_by=bank.users["rm"])
    assert night() == (1, 0, 0)  # ready again while the reason lasts


def test_people_say_what_came_of_it(bank: town.Town, as_: As) -> None:
    asked = plan(as_("rm"), MINE, kind="referral", due_on=DAY)
    with pytest.raises(Unclear, match="waits already"):
        plan(as_("rm"), MINE, kind="referral", due_on=DAY)
    assert (asked.began, asked.event_id) == ("by_hand", None)
    told = finish(as_("rm"), MINE, asked.pk, result="two colleagues", named="two")
    assert (told.state, told.named, told.done_at) == ("done", "two", NOON)
    with pytest.raises(Unclear, match="done already"):
        leave_out(as_("rm"), MINE, asked.pk, result="twice")
    with pytest.raises(Unclear, match="not long ago"):
        plan(as_("rm"), MINE, kind="referral", due_on=DAY + 300 * ONE)
    bought = plan(as_("rm"), MINE, kind="after_purchase", due_on=DAY)
    with pytest.raises(Unclear, match="asked for them"):
        finish(as_("rm"), MINE, bought.pk, result="content", named="one")
    assert leave_out(as_("rm"), MINE, bought.pk, result="sold again").state == "left"
    with pytest.raises(guards.NotAllowedError):
        plan(as_("supervisor"), MINE, kind="referral", due_on=DAY)


def test_nobody_passes_one_off_as_the_nights(bank: town.Town) -> None:
    scopes.enter(bank.users["rm"], bank.generation)
    row = FollowUp(customer_id=MINE, staff_id="B1-rm1", made_at=NOON, kind="referral", began="opening")
    row.began_on, row.due_on, row.state = DAY, DAY, "open"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE tilth_web")
        with pytest.raises(ProgrammingError, match="row-level security"):
            row.save(force_insert=True)


def test_a_bank_chooses_which_follow_ups_the_night_makes(bank: town.Town) -> None:
    live(bank, "X1", Life())
    none = BOOK.model_copy(update={"follow_up": FollowUpRules(of_night=(), onboarding={})})
    connection.ensure_connection()
    made = operations.make(connection.connection, playbook=none, day=DAY, at=NOON)
    assert made == operations.Made(made=0, settled=0, stopped=0)
    with pytest.raises(ValueError, match="none of"):
        FollowUpRules(of_night=("birthday",), onboarding={})
    with pytest.raises(ValueError, match="none of"):
        FollowUpRules(of_night=(), onboarding={"referral": 3})


@pytest.mark.requirement("REL-10")
def test_a_new_customer_gets_the_first_contacts_each_on_its_day(bank: town.Town) -> None:
    """Opened today all four, 20 days ago the last two; nobody's customer none, and none for days gone by."""
    for number, days, owner in ((1, 0, "B1-rm1"), (2, 20, "B1-rm1"), (3, 0, None), (4, 90, "B1-rm1")):
        opened = DAY - days * ONE
        published.customer(bank.generation, f"X{number}", rm_id=owner, branch_id="B1", opened_on=opened)
    assert night() == (6, 0, 0)
    assert night() == (0, 0, 0)
    told = {
        one: [(row.kind, (row.due_on - DAY).days) for row in rows(one)] for one in ("X1", "X2", "X3", "X4")
    }
    assert {name: sorted(found, key=lambda one: one[1]) for name, found in told.items()} == {
        "X1": [("welcome", 3), ("settle_in", 14), ("first_needs", 30), ("first_review", 90)],
        "X2": [("first_needs", 10), ("first_review", 70)],
        "X3": [],
        "X4": [],
    }
    assert {(row.began, row.began_on) for row in rows("X2")} == {("opening", DAY - 20 * ONE)}
    talk(bank, "X1", MORNING, two_way=True)
    assert night(MORNING) == (0, 1, 0)
    assert [row.kind for row in rows("X1") if row.state == "done"] == ["welcome"]
    models.Suppression.objects.create(
        customer_id="X2", kind="complaint_open", starts_on=DAY, recorded_by=bank.users["rm"]
    )
    assert night(MORNING) == (0, 0, 2)


def test_the_story_of_the_demo_can_be_told(bank: town.Town, as_: As) -> None:
    customers = [f"X{number}" for number in range(1, 4)]
    for customer_id in customers:
        published.customer(bank.generation, customer_id, branch_id="B1", rm_id="B1-rm1")
    published.event(bank.generation, MINE, BOUGHT, DAY)
    story.tell({"rm": replace(as_("rm"))}, customers)
    made = FollowUp.objects.unscoped()
    assert story.SAID.keys() == KINDS.keys()
    assert sorted((one.kind, one.state) for one in made) == [
        ("after_purchase", "done"),
        ("after_purchase", "open"),
        ("after_purchase", "open"),
        ("referral", "done"),
    ]
