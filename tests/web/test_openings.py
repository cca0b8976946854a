"""Opening lines: the most urgent reason, a birthday first, never a promise (TRAP-09, TRAP-24)."""

import dataclasses
import datetime as dt
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from django.utils import translation

from tilth.domain.call_lists.model import ListEntry
from tilth.domain.reasons.queries import Event
from tilth.domain.tasks.queries import Promise
from tilth.policy.vocabulary import EVENT_KINDS
from tilth.web.reasons.chips import chip, newest
from tilth.web.reasons.openings import _OPENINGS, opening

TODAY = dt.date(2026, 4, 1)
PROMISES = (
    "保证",
    "稳赚",
    "一定",
    "肯定",
    "无风险",
    "最高收益",
    "赶快",
    "guarantee",
    "certain",
    "no risk",
    "hurry",
    "best return",
)
DETAIL = {
    "category": "time_deposit",
    "years": "3",
    "return_bp": 2040,
    "tier": "platinum",
    "before": "personal",
    "next": "private",
    "age": "43",
}
GIVEN: dict[str, Any] = {
    "id": UUID(int=1),
    "kind": "call",
    "step": "call_again",
    "text": "",
    "place": "",
    "party": "",
    "staff_id": "S1",
    "by": "方知遥",
    "mine": True,
    "said": True,
    "given": True,
    "put_off": False,
}
PLAIN = ListEntry(
    rank=1,
    customer_id="C1",
    name="周敏华",
    kind="person",
    mobile=None,
    tier="personal",
    aum=Decimal(500_000),
    next_tier_gap=None,
    segment=None,
    segment_assumed=False,
    segment_distance=None,
    segment_second=None,
    segment_second_distance=None,
    overdue_days=0,
    last_contact_on=None,
    birth_calendar="solar",
    side="familiar",
    goal="maintain_and_introduce",
    deviation=0,
    reasons=("top_aum",),
    events=(),
    done=None,
)


def event(kind: str) -> Event:
    return Event(
        kind=kind, due_on=dt.date(2026, 4, 3), amount=Decimal(300_000), detail=DETAIL, product_name="稳享"
    )


def entry(*kinds: str) -> ListEntry:
    return dataclasses.replace(PLAIN, reasons=kinds, events=tuple(event(kind) for kind in kinds))


def test_every_kind_of_event_has_its_line() -> None:
    assert set(_OPENINGS) == set(EVENT_KINDS)


@pytest.mark.requirement("TRAP-09")
@pytest.mark.requirement("TRAP-26", part="that the right to complain is named")
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", EVENT_KINDS)
def test_no_line_promises_or_urges(kind: str, language: str) -> None:
    with translation.override(language):
        line = opening(entry(kind), today=TODAY)
    assert line
    assert "{" not in line
    assert [word for word in PROMISES if word in line.lower()] == []


@pytest.mark.requirement("LIST-09", part="the segment's script and prepared points")
def test_the_most_urgent_reason_speaks_and_a_birthday_comes_first() -> None:
    with translation.override("zh-hans"):
        line = opening(entry("deposit_maturing", "birthday"), today=TODAY)
    assert line == "先祝贺 04-03 周五 生日。提一下 04-03 周五 到期的 ¥30万 定期，问问届时怎么安排。"


NIGHT_OF_BEFORE = dt.date(2026, 3, 24)
OF_BEFORE = {
    "take_profit": "03-24 时稳享为 +20.4%，达到客户自定的止盈线：先查现值，再如实告知并询问。",
    "stop_loss": "03-24 时稳享为 +20.4%，达到客户自定的止损线：先查现值，告知事实与风险，由客户决定。",
    "first_fund_in_profit": "03-24 时首只基金为 +20.4%：先查现值再谈。",
    "near_next_tier": "03-24 时距私行差 ¥30万：先查现在差多少；客户问起再介绍其服务。",
}
PASSED = {
    "deposit_maturing": "03-29 周日 到期的 ¥30万 定期存款已到期，问问这笔钱有什么安排。",
    "product_maturing": "稳享（¥30万）已于 03-29 周日 到期，问问接下来如何安排。",
    "loan_due": "¥30万 已于 03-29 周日 到期，问问是否已按约定还款。",
    "birthday": "生日是 03-29 周日，补上祝贺，问候近况。",
}


def told(kind: str, **values: Any) -> ListEntry:
    return dataclasses.replace(PLAIN, reasons=(kind,), events=(dataclasses.replace(event(kind), **values),))


@pytest.mark.parametrize("kind", OF_BEFORE)
def test_nobody_tells_a_figure_of_before_as_tonight_s(kind: str) -> None:
    with translation.override("zh-hans"):
        assert opening(told(kind, since=NIGHT_OF_BEFORE), today=TODAY) == OF_BEFORE[kind]
        before, tonight = (told(kind, since=since).events for since in (NIGHT_OF_BEFORE, None))
        assert chip(kind, before, today=TODAY).text.endswith("（03-24 时）")
        assert "时）" not in chip(kind, tonight, today=TODAY).text


@pytest.mark.parametrize("kind", PASSED)
def test_a_day_that_has_passed_is_spoken_of_as_passed(kind: str) -> None:
    with translation.override("zh-hans"):
        assert opening(told(kind, due_on=dt.date(2026, 3, 29)), today=TODAY) == PASSED[kind]


def test_of_one_holding_tonight_s_figure_stands_for_that_of_before() -> None:
    fund = {"subject": "H1", "product_name": "稳健成长"}
    older = dataclasses.replace(event("stop_loss"), since=NIGHT_OF_BEFORE, event_id="a", **fund)
    other = dataclasses.replace(older, subject="H2", event_id="b")
    tonight = dataclasses.replace(older, since=None, event_id="c", detail=DETAIL | {"return_bp": -1190})
    assert newest((older, other, tonight)) == (tonight, other)


def test_without_an_event_the_side_decides() -> None:
    with translation.override("zh-hans"):
        assert opening(PLAIN, today=TODAY).startswith("问问近况")
        stranger = dataclasses.replace(PLAIN, side="unfamiliar")
        assert opening(stranger, today=TODAY).startswith("介绍自己")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("side", ["familiar", "unfamiliar"])
def test_who_was_spoken_to_is_never_introduced_to(language: str, side: str) -> None:
    spoken = dataclasses.replace(PLAIN, side=side, spoken_on=dt.date(2026, 3, 20))
    with translation.override(language):
        line = opening(spoken, today=TODAY)
    assert "03-20" in line or "20 Mar" in line
    assert "介绍自己" not in line
    assert "Introduce" not in line


@pytest.mark.parametrize(
    ("values", "begins"),
    [
        ({}, "您答应过 昨天「再次电话」，已逾期，先说这件事。"),
        ({"said": False}, "方知遥答应过 昨天「再次电话」，已逾期，先说这件事。"),
        ({"due_on": TODAY}, "您答应今天「再次电话」，先说这件事。"),
        ({"due_on": TODAY + dt.timedelta(days=40)}, "答应过 05-11「再次电话」，告诉客户照旧。"),
        ({"kind": "appointment", "due_on": TODAY}, "今天 有预约，先确认。"),
        ({"kind": "appointment"}, "昨天 的预约还没有结果，先确认客户来了没有。"),
        ({"given": False}, "问问近况"),
    ],
)
def test_an_open_promise_is_the_first_sentence(values: dict[str, Any], begins: str) -> None:
    given: dict[str, Any] = {"due_on": TODAY - dt.timedelta(days=1), "due_at": None} | values
    promise = Promise(**({**GIVEN} | given))
    with translation.override("zh-hans"):
        line = opening(dataclasses.replace(PLAIN, promise=promise), today=TODAY)
    assert line.startswith(begins)
