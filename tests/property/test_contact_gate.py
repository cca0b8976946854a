"""The contact gate against its slow oracle: random lives, every minute of a day, exact ends, its speed."""

import collections
import dataclasses
import datetime as dt
import time
from zoneinfo import ZoneInfo

import pytest

from property.contact_lives import book, history, question, request
from reference.contact_gate import FORTNIGHT, Question, first_free_minute
from support.soak import scale
from tilth.policy import playbook
from tilth.policy.contact_gate import (
    ASKED_TOO_SOON,
    RULES,
    Consent,
    History,
    Request,
    Window,
    days_of_history,
    decide,
    may_ask_consent,
)
from tilth.policy.contact_gate.facts import Asked
from tilth.policy.vocabulary import CHANNELS, GATE_REASONS

MINUTE = dt.timedelta(minutes=1)
LIVES = scale(1_500, 100_000)


def told(asked: Question, moment: dt.datetime) -> tuple[str, dt.datetime | None]:
    decision = decide(history(asked.life), request(asked, moment), book(asked.rules))
    assert decision.allowed == (decision.reason == "")
    return decision.reason, decision.until


def test_random_histories_agree_with_the_oracle() -> None:
    seen: collections.Counter[str] = collections.Counter()
    ends = 0
    for seed in range(LIVES):
        asked, moment = question(seed)
        reason, until = asked.answer(moment)
        assert told(asked, moment) == (reason, until), f"seed {seed}"
        seen[reason] += 1
        ends += until is not None
    assert min(seen[reason] for reason in ("", *GATE_REASONS)) > LIVES / 200, seen
    print(f"FIGURE contact gate: {LIVES} histories, 0 differences, {ends} exact ends")


def test_a_reason_holds_up_to_its_end_and_no_minute_longer() -> None:
    checked = 0
    for seed in range(LIVES, 3 * LIVES):
        asked, moment = question(seed)
        life, rules = history(asked.life), book(asked.rules)
        for reason, rule in RULES.items():
            held = rule(Asked(life, request(asked, moment), rules))
            if held is None or held.until is None:
                continue
            assert held.until > moment, f"seed {seed} {reason}"
            just_before = Asked(life, request(asked, held.until - MINUTE), rules)
            assert rule(just_before) is not None, f"seed {seed} {reason}"
            assert rule(Asked(life, request(asked, held.until), rules)) is None, f"seed {seed} {reason}"
            checked += 1
    assert checked > LIVES


def test_asking_for_consent_agrees_with_the_oracle() -> None:
    refused = 0
    for seed in range(LIVES):
        asked, moment = question(seed)
        life = dataclasses.replace(asked.life, closed_on=None, birth_date=None, stops=())
        asked = dataclasses.replace(asked, life=life)
        decision = may_ask_consent(history(life), request(asked, moment), book(asked.rules))
        assert decision.allowed == asked.may_ask(moment), f"seed {seed}"
        if not decision.allowed:
            assert decision.reason == ASKED_TOO_SOON
            assert decision.until is not None
            assert not asked.may_ask(decision.until - MINUTE), f"seed {seed}"
            assert asked.may_ask(decision.until), f"seed {seed}"
            refused += 1
    assert refused > LIVES / 50


def test_what_lies_further_back_than_the_history_asked_for_changes_nothing() -> None:
    for seed in range(LIVES):
        asked, moment = question(seed)
        life, rules = asked.life, book(asked.rules)
        first = asked.clock(moment).date() - dt.timedelta(days=days_of_history(rules))
        short = dataclasses.replace(
            life,
            refusals=tuple(one for one in life.refusals if asked.clock(one[1]).date() > first),
            two_way_on=tuple(day for day in life.two_way_on if day > first),
            tried_on=tuple(day for day in life.tried_on if day > first),
            household_on=life.household_on and tuple(day for day in life.household_on if day > first),
        )
        assert told(asked, moment) == told(dataclasses.replace(asked, life=short), moment), f"seed {seed}"


FRIDAY, SUNDAY = dt.date(2026, 6, 12), dt.date(2026, 6, 14)
LONG_AGO = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(("day", "zone"), [(FRIDAY, "Asia/Shanghai"), (SUNDAY, "Asia/Urumqi")])
def test_every_minute_of_a_day_by_every_channel(day: dt.date, zone: str) -> None:
    rules, place = playbook.default(), ZoneInfo(zone)
    willing = History(consents=[Consent("any", "granted", LONG_AGO, "marketing-1")], zone=place)
    late = 0
    for minute in range(1440):
        moment = dt.datetime.combine(day, dt.time(minute // 60, minute % 60), place)
        end = dt.datetime.combine(day, dt.time(9), place) + dt.timedelta(days=minute >= 21 * 60)
        for channel in CHANNELS:
            for purpose in ("service", "maintain"):
                found = decide(willing, Request(moment, channel, purpose), rules)
                quiet = channel in rules.contact.quiet_channels and not 9 * 60 <= minute < 21 * 60
                assert found.reason == ("quiet_hours" if quiet else "")
                assert found.until == (end.astimezone(dt.UTC) if quiet else None)
                late += quiet and found.allowed
    assert late == 0


@pytest.mark.parametrize(
    ("zone", "day", "hours"),
    [
        ("Asia/Shanghai", "2026-06-12", 24),
        ("Europe/Berlin", "2026-03-29", 23),
        ("Europe/Berlin", "2026-10-25", 25),
        ("Australia/Lord_Howe", "2026-04-05", 24.5),
        ("Asia/Beirut", "2026-10-24", 25),
        ("America/Havana", "2026-11-01", 25),
    ],
)
@pytest.mark.parametrize(("begins", "ends"), [("21:00", "09:00"), ("01:40", "02:30"), ("02:20", "03:30")])
def test_every_minute_of_the_days_on_which_clocks_change(
    zone: str, day: str, hours: float, begins: str, ends: str
) -> None:
    asked, _ = question(0)
    life = dataclasses.replace(
        asked.life, zone=zone, closed_on=None, birth_date=None, stops=(), wishes=(), consents=(),
        refusals=(), two_way_on=(), tried_on=(), household_on=None,
        windows=((6, "23:15", "24:00"), (7, "00:30", "02:50"), (7, "10:00", "22:00"), (1, "02:00", "02:30")),
    )  # fmt: skip
    rules = dataclasses.replace(
        asked.rules, quiet_from=begins, quiet_until=ends, quiet_channels=("phone",),
        consent_channels=(), service_purposes=("service",),
    )  # fmt: skip
    asked = Question(life=life, rules=rules, channel="phone", purpose="service")
    known, own_book = history(life), book(rules)
    moment = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(), ZoneInfo(zone)).astimezone(dt.UTC)
    count = round(hours * 60)
    assert asked.clock(moment + count * MINUTE).date() > dt.date.fromisoformat(day)
    ends: dict[str, dt.datetime | None] = {"": None}
    for number in range(count, -1, -1):
        now = moment + number * MINUTE
        held = {reason: getattr(asked, reason)(now) for reason in ("quiet_hours", "unsuitable_time")}
        for reason, holds in held.items():
            if not holds:
                ends[reason] = now
            elif number == count:
                ends[reason] = first_free_minute(getattr(asked, reason), now, FORTNIGHT)
        wanted = next((reason for reason, holds in held.items() if holds), "")
        found = decide(known, request(asked, now), own_book)
        assert (found.reason, found.until) == (wanted, ends[wanted]), now


def test_one_decision_takes_less_than_a_millisecond() -> None:
    asked = [
        (history(one.life), request(one, moment), book(one.rules))
        for one, moment in map(question, range(300))
    ]
    started = time.process_time()
    for life, wish, rules in asked:
        decide(life, wish, rules)
    mean = (time.process_time() - started) / len(asked)
    windows = [Window(weekday, 600, 660) for weekday in range(1, 8)]
    worst = History(windows=windows, zone=ZoneInfo("Europe/Berlin"))
    at_night = Request(dt.datetime(2026, 3, 28, 11, 0, tzinfo=ZoneInfo("Europe/Berlin")), "phone", "service")
    started = time.process_time()
    for _ in range(100):
        assert decide(worst, at_night, playbook.default()).reason == "unsuitable_time"
    slowest = (time.process_time() - started) / 100
    assert max(mean, slowest) < 0.001
    print(f"FIGURE contact gate: {mean * 1e6:.0f} µs a decision, {slowest * 1e6:.0f} µs with windows")
