"""Greetings: due on the day at the hour of the playbook, under a consent of their own (OPS-04, OPS-05)."""

import datetime as dt
import itertools
import random
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from integration.doors import town
from subjects.conftest import NOON, As
from support import published
from tilth.access import scopes
from tilth.api import shapes
from tilth.data import models
from tilth.data.models import Greeting
from tilth.domain import guards, subjects
from tilth.domain.acting import Unclear
from tilth.domain.days import ZONE
from tilth.domain.greetings import operations
from tilth.domain.records.greeting import leave_out, plan, send
from tilth.jobs.demo_subjects import greeting as story
from tilth.policy import contact_gate, playbook
from tilth.policy.contact_gate import Consent, History, Request
from tilth.policy.subjects.greeting import GREETING, GreetingRules, festivals
from tilth.web.act_form import ActForm

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE, OTHER = "B1-rm1-c1", "B1-rm1-c2"
DAY, ONE = published.DAY, dt.timedelta(days=1)
BOOK = playbook.default()
RULES = BOOK.of(GreetingRules)


def allow(bank: town.Town, customer_id: str, decision: str = "granted", **more: Any) -> None:
    given = {"channel": "any", "decided_at": NOON - 3 * ONE, "text_version": "greeting-1"} | more
    models.Consent.objects.create(
        customer_id=customer_id,
        purpose="greeting",
        decision=decision,
        recorded_by=bank.users["rm"],
        **given,
    )


def night(day: dt.date = DAY, at: dt.datetime = NOON) -> tuple[int, int]:
    connection.ensure_connection()
    made = operations.make(connection.connection, playbook=BOOK, day=day, at=at)
    return made.made, made.stopped


def rows() -> list[Greeting]:
    found = Greeting.objects.unscoped().all()
    return sorted(found, key=lambda one: (one.customer_id, one.due_on, one.occasion, one.about))


@pytest.mark.requirement("OPS-04")
def test_the_night_makes_a_birthday_due_on_the_day_at_nine_once(bank: town.Town) -> None:
    published.event(bank.generation, MINE, "birthday", DAY + 3 * ONE)
    published.event(bank.generation, MINE, "account_anniversary", DAY + ONE)
    published.event(bank.generation, OTHER, "birthday", DAY + 2 * ONE)  # agreed to nothing
    allow(bank, MINE, channel="wecom")
    assert night() == (2, 0)
    assert [(one.customer_id, one.occasion, one.due_on, one.due_at, one.channel) for one in rows()] == [
        (MINE, "account_anniversary", DAY + ONE, dt.time(9), "wecom"),
        (MINE, "birthday", DAY + 3 * ONE, dt.time(9), "wecom"),
    ]
    assert {(one.made_by_id, one.staff_id, one.state) for one in rows()} == {(None, "B1-rm1", "open")}
    assert night() == (0, 0)
    published.event(bank.generation, MINE, "birthday", DAY + 5 * ONE)  # the feed put the day right
    assert night(DAY + ONE) == (0, 0)
    line = models.DiaryLine.objects.unscoped().get(subject="greeting", due_on=DAY + 3 * ONE)
    assert (line.due_at, line.open, line.staff_id) == (dt.time(9), True, "B1-rm1")


@pytest.mark.requirement("OPS-05")
def test_days_of_the_family_make_a_greeting_each(bank: town.Town) -> None:
    day = DAY + 3 * ONE
    published.signal(bank.generation, MINE, "spouse_birthday", subject=OTHER, due_on=day)
    for child in ("K1", "K2"):
        published.signal(bank.generation, MINE, "child_birthday", subject=child, due_on=day)
    published.signal(bank.generation, MINE, "wedding_anniversary", subject="W1", due_on=day)
    published.signal(bank.generation, MINE, "child_turns_18", subject="K1", due_on=day)  # no greeting
    published.signal(bank.generation, OTHER, "spouse_birthday", subject=MINE, due_on=day)  # agreed to nothing
    allow(bank, MINE)
    assert night() == (4, 0)
    assert [(one.customer_id, one.occasion, one.about) for one in rows()] == [
        (MINE, "child_birthday", "K1"),
        (MINE, "child_birthday", "K2"),
        (MINE, "spouse_birthday", OTHER),
        (MINE, "wedding", ""),
    ]
    assert night() == (0, 0)


@pytest.mark.requirement("REL-12", part="the directory of what managers know")
def test_thanks_go_out_by_card_and_stand_in_the_file(bank: town.Town, as_: As) -> None:
    allow(bank, MINE)
    made = plan(as_("rm"), MINE, occasion="thanks", due_on=DAY, about="brought us a friend")
    words = RULES.proposed("thanks").en
    sent = send(as_("rm"), MINE, made.pk, text=words, channel="letter")
    assert (sent.state, sent.channel, sent.about) == ("sent", "letter", "brought us a friend")
    plan(as_("rm"), MINE, occasion="thanks", due_on=DAY + ONE)  # thanked as often as there is a reason


def test_a_playbook_of_before_knows_words_for_occasions_that_came_later() -> None:
    texts = RULES.texts_zh
    before = RULES.model_copy(update={"texts_zh": {k: v for k, v in texts.items() if k != "thanks"}})
    assert GreetingRules.model_validate(before.model_dump()).proposed("thanks").zh == texts["thanks"]
    with pytest.raises(ValueError, match="no words for 'birthday'"):
        GreetingRules.model_validate(before.model_dump() | {"texts_zh": {"other": "x"}})


@pytest.mark.requirement("OPS-05")
def test_festivals_of_the_playbook_reach_whoever_agreed(bank: town.Town) -> None:
    allow(bank, MINE)
    allow(bank, OTHER, "refused")
    assert night(dt.date(2026, 9, 20)) == (1, 0)
    made = rows()[0]
    assert (made.occasion, made.due_on, made.channel) == ("mid_autumn", dt.date(2026, 9, 25), RULES.channel)


@pytest.mark.parametrize(
    ("stop", "about"),
    [
        ("deceased", None),
        ("bereaved", None),
        ("complaint_open", None),
        (None, {"channel": "any", "topic": "greeting"}),
        (None, {"channel": "sms"}),
    ],
)
def test_whoever_is_to_be_left_alone_gets_none_and_what_stood_is_stopped(
    bank: town.Town, as_: As, stop: str | None, about: dict[str, str] | None
) -> None:
    published.event(bank.generation, MINE, "birthday", DAY + ONE)
    allow(bank, MINE)
    night()
    standing = rows()[0]
    if stop:
        models.Suppression.objects.create(
            customer_id=MINE, kind=stop, starts_on=DAY, recorded_by=bank.users["rm"]
        )
    else:
        models.DoNotDisturb.objects.create(
            customer_id=MINE, starts_on=DAY, created_by=bank.users["rm"], **(about or {})
        )
    with pytest.raises(Unclear, match="left alone"):
        send(as_("rm", day=DAY + ONE), MINE, standing.pk, text="a happy day")
    assert night() == (0, 1)
    assert [one.state for one in rows()] == ["stopped"]
    Greeting.objects.unscoped().all().delete()
    assert night() == (0, 0)


def test_a_greeting_goes_out_on_its_day_with_words_and_a_gift_of_the_register(
    bank: town.Town, as_: As
) -> None:
    allow(bank, MINE)
    made = plan(as_("rm"), MINE, occasion="wedding", due_on=DAY + ONE)
    assert (made.state, made.channel, made.due_at) == ("open", RULES.channel, RULES.hour)
    with pytest.raises(Unclear, match="its greeting already"):
        plan(as_("rm"), MINE, occasion="wedding", due_on=DAY + ONE)
    plan(as_("rm"), MINE, occasion="birthday", due_on=DAY + ONE)
    with pytest.raises(Unclear, match="its greeting already"):  # another day for the same birthday
        plan(as_("rm"), MINE, occasion="birthday", due_on=DAY + 200 * ONE)
    with pytest.raises(Unclear, match="on its day"):
        send(as_("rm"), MINE, made.pk, text="too soon")
    on_day = as_("rm", day=DAY + ONE)
    with pytest.raises(Unclear, match="nobody says “保证收益” to a customer"):
        send(on_day, MINE, made.pk, text="祝您生日快乐，我行保证收益。")
    with pytest.raises(Unclear, match="has a value"):
        send(on_day, MINE, made.pk, text="joy", gift="flowers")
    sent = send(on_day, MINE, made.pk, text="joy", channel="phone", gift="flowers", gift_value=Decimal(88))
    assert (sent.state, sent.channel, sent.text, sent.done_at) == ("sent", "phone", "joy", NOON)
    assert sent.gift is not None
    assert (sent.gift.kind, sent.gift.value, sent.gift.customer_id) == ("flowers", Decimal(88), MINE)
    with pytest.raises(Unclear, match="done already"):
        leave_out(on_day, MINE, made.pk, why="twice")


def test_without_the_consent_of_its_own_none_is_planned_and_one_that_stood_is_stopped(
    bank: town.Town, as_: As
) -> None:
    with pytest.raises(Unclear, match="has not agreed"):
        plan(as_("rm"), MINE, occasion="family", due_on=DAY)
    allow(bank, MINE)
    made = plan(as_("rm"), MINE, occasion="family", due_on=DAY, about="a grandchild")
    allow(bank, MINE, "withdrawn", decided_at=NOON - ONE)
    with pytest.raises(Unclear, match="not agreed to greetings by this channel"):
        send(as_("rm"), MINE, made.pk, text="joy")
    assert leave_out(as_("rm"), MINE, made.pk, why="took it back").state == "stopped"


def test_a_talk_of_yesterday_and_a_full_cap_hold_no_greeting(bank: town.Town, as_: As) -> None:
    life = History(
        consents=[Consent("any", "granted", NOON - ONE, purpose="greeting")],
        two_way_on=[DAY],
        tried_on=[DAY] * 9,
        household_on=[DAY] * 9,
    )
    asked = Request(NOON, "sms", "greeting")
    assert contact_gate.may_greet(life, asked, BOOK).allowed
    assert not contact_gate.decide(life, asked, BOOK).allowed
    assert contact_gate.may_greet(History(), asked, BOOK).reason == "no_consent"


def test_the_night_and_the_rule_agree_on_the_channel(bank: town.Town) -> None:
    """Every history of up to three decisions on two channels: the statement and the plain rule."""
    kinds = list(itertools.product(("any", "sms", "wecom"), ("granted", "refused", "withdrawn"), (1, 2)))
    lives = [*((one,) for one in kinds), *random.Random(7).sample([*itertools.product(kinds, repeat=3)], 60)]
    expected = {}
    for number, life in enumerate(lives):
        customer_id = f"X{number}"
        published.customer(bank.generation, customer_id, rm_id="B1-rm1", branch_id="B1")
        published.event(bank.generation, customer_id, "birthday", DAY + ONE)
        known = [
            Consent(channel, decision, NOON - days * ONE, purpose="greeting")
            for channel, decision, days in life
        ]
        for one in known:
            allow(bank, customer_id, one.decision, channel=one.channel, decided_at=one.decided_at)
        channel = contact_gate.agreed_channel(History(consents=known), NOON, RULES.channel)
        if channel is not None:
            expected[customer_id] = channel
    night()
    assert {one.customer_id: one.channel for one in rows()} == expected


def test_nobody_passes_a_greeting_off_as_the_nights(bank: town.Town) -> None:
    scopes.enter(bank.users["rm"], bank.generation)
    row = Greeting(customer_id=MINE, staff_id="B1-rm1", made_at=NOON, occasion="other", due_on=DAY)
    row.due_at, row.channel, row.state = dt.time(9), "sms", "open"
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE tilth_web")
        with pytest.raises(ProgrammingError, match="row-level security"):
            row.save(force_insert=True)


def test_a_yes_given_after_the_hour_of_the_day_counts_that_day(bank: town.Town, as_: As) -> None:
    allow(bank, MINE, decided_at=NOON)
    made = plan(as_("rm", minutes=5), MINE, occasion="family", due_on=DAY)
    assert send(as_("rm", minutes=6), MINE, made.pk, text="joy").state == "sent"


def test_a_leader_looks_and_sends_none(bank: town.Town, as_: As) -> None:
    allow(bank, MINE)
    with pytest.raises(guards.NotAllowedError):
        plan(as_("supervisor"), MINE, occasion="other", due_on=DAY)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"festivals": ["easter"]}, "none of"),
        ({"texts_zh": {"birthday": "生日快乐"}}, "no words for"),
        ({"texts_en": {**RULES.texts_en, "birthday": "A happy {age}th"}}, "names a fact"),
    ],
)
def test_words_of_the_playbook_are_whole(change: dict[str, Any], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        GreetingRules.model_validate(RULES.model_dump() | change)


def test_words_that_promise_are_refused_with_the_playbook() -> None:
    text = playbook.default_text().replace("祝您生日快乐，身体安康。", "祝您生日快乐，保证收益。")
    with pytest.raises(Exception, match="neither promises"):
        playbook.parse(text, "own.toml")


def test_the_hour_is_of_the_banks_clock(bank: town.Town, as_: As) -> None:
    allow(bank, MINE)
    made = plan(as_("rm"), MINE, occasion="other", due_on=DAY)
    assert dt.datetime.combine(made.due_on, made.due_at, ZONE).utcoffset() == dt.timedelta(hours=8)


def test_programs_read_what_the_night_made(bank: town.Town, as_: As) -> None:
    published.event(bank.generation, MINE, "birthday", DAY + ONE)
    allow(bank, MINE)
    night()
    shape = shapes.answer(GREETING)
    told = shape.model_validate(rows()[0], from_attributes=True).model_dump()
    assert (told["occasion"], told["due_at"], told["gift_id"], told["made_by_id"]) == (
        "birthday",
        dt.time(9),
        None,
        None,
    )


def test_a_form_proposes_the_words_and_the_agreed_channel(bank: town.Town, as_: As) -> None:
    allow(bank, MINE, channel="wecom")
    made = plan(as_("rm"), MINE, occasion="wedding", due_on=DAY)
    act = next(one for one in subjects.acts(GREETING) if one.name == "send")
    said = {"occasion": made.occasion, "channel": made.channel}
    form = ActForm(act, row=made.pk, today=DAY, said=said)
    assert form.initial == {"text": RULES.texts_zh["wedding"], "channel": "wecom"}
    bare = ActForm(act, {"text": "joy"}, row=made.pk, today=DAY)
    assert bare.is_valid()
    assert bare.given() == {"text": "joy"}


def test_the_story_of_the_demo_can_be_told(bank: town.Town, as_: As) -> None:
    customers = [MINE, OTHER, "B1-rm1-c3", "B1-rm1-c4"]
    for customer_id in customers[2:]:
        published.customer(bank.generation, customer_id, branch_id="B1", rm_id="B1-rm1")
    published.event(bank.generation, OTHER, "birthday", DAY + ONE)
    story.tell({"rm": as_("rm")}, customers)
    told = sorted((one.occasion, one.state) for one in rows())
    assert told == [("birthday", "open"), ("family", "open"), ("other", "open"), ("wedding", "sent")]


def test_beyond_the_table_of_the_lunar_calendar_no_lunar_festival_is_planned() -> None:
    rules = playbook.default().of(GreetingRules)
    rules = rules.model_copy(update={"festivals": ("spring_festival", "national_day")})
    day = dt.date
    for year, named in ((2100, ["spring_festival", "national_day"]), (2101, ["national_day"])):
        found = festivals(rules, day(year, 1, 1), day(year, 12, 31))
        assert [code for code, _ in found] == named
