"""Aids for a call in the playbook: what stands there, what is refused, what a day leaves."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from tilth.policy import playbook
from tilth.policy.codes import QUESTIONS
from tilth.policy.playbook.talk import ANY, KINDS, Talk

DAY = dt.date(2026, 3, 31)


def whole() -> dict[str, Any]:
    """Return the default aids as they are written."""
    return playbook.default().talk.model_dump()


@pytest.mark.requirement("NEG-11")
def test_every_topic_has_three_kinds_of_questions_and_every_kind_of_reason_leads_to_some() -> None:
    talk = playbook.default().talk
    for topic in (*(one.code for one in talk.topics), ANY):
        assert len({one.kind for one in talk.asked(topic, DAY)}) >= 3, topic
        assert len([*talk.heard(topic, DAY)]) >= 3, topic
    assert {one.kind for one in talk.questions} == set(QUESTIONS)
    for kind in KINDS:
        topic_of = talk.topic(kind)
        assert topic_of is None or topic_of.code in {one.code for one in talk.topics}


@pytest.mark.requirement("NEG-14")
def test_what_nobody_speaks_of_stands_there() -> None:
    matters = {one.text.zh for one in playbook.default().talk.unsaid if not one.words}
    assert matters == {"客户的缺点", "同业的坏话", "上司、同事和邻里的闲话", "其他客户的事", "对本行的抱怨"}


def _says_a_word(rows: dict[str, Any]) -> None:
    rows["questions"][0]["text"] = {"zh": "这个保本，要吗？", "en": "Would you like it?"}


def _answers_a_word(rows: dict[str, Any]) -> None:
    rows["objections"][0]["answer"] = {"zh": "放心", "en": "It is Sure To Rise."}


def _unknown_kind(rows: dict[str, Any]) -> None:
    rows["topics"][0]["kinds"] = ("full_moon",)


def _two_topics(rows: dict[str, Any]) -> None:
    rows["topics"][1]["kinds"] = rows["topics"][0]["kinds"]


def _twice(rows: dict[str, Any]) -> None:
    rows["questions"] = (*rows["questions"], rows["questions"][0])


def _no_topic(rows: dict[str, Any]) -> None:
    rows["questions"][0]["topic"] = "weather"


def _other_fact(rows: dict[str, Any]) -> None:
    rows["questions"][0]["text"] = {"zh": "{wife}好吗？", "en": "How is {wife}?"}


def _other_question(rows: dict[str, Any]) -> None:
    rows["questions"][0]["kind"] = "trick"


BROKEN: list[tuple[Callable[[dict[str, Any]], None], str]] = [
    (_says_a_word, "maturity_plan says '保本', which nobody says to a customer"),
    (_answers_a_word, "rate_lower says 'sure to rise', which nobody says to a customer"),
    (_unknown_kind, "kinds names 'full_moon', which is none of"),
    (_two_topics, "topics names 'deposit_maturing' 2 times; it may be there once"),
    (_twice, "questions names 'maturity_plan' 2 times"),
    (_no_topic, "maturity_plan is about 'weather', none of any, maturity"),
    (_other_fact, "maturity_plan may name {amount}, {day}, {product} and nothing else"),
    (_other_question, "kind is 'trick', which is none of open"),
]


@pytest.mark.requirement("TRAP-09")
@pytest.mark.parametrize(("breaking", "told"), BROKEN, ids=[one.__name__ for one, _ in BROKEN])
def test_what_cannot_be_meant_is_refused_in_one_sentence(
    breaking: Callable[[dict[str, Any]], None], told: str
) -> None:
    rows = whole()
    breaking(rows)
    with pytest.raises(ValidationError) as refused:
        Talk.model_validate(rows)
    assert told in str(refused.value)


def test_an_entry_is_used_from_its_first_day_up_to_its_last() -> None:
    rows, after = whole(), DAY + dt.timedelta(days=1)
    rows["questions"][0].update(valid_from=DAY, valid_until=DAY)
    talk = Talk.model_validate(rows)
    for day in (DAY - dt.timedelta(days=1), DAY, after):
        found = {one.code for one in talk.asked("maturity", day)}
        assert ("maturity_plan" in found) == (day == DAY)
    rows["questions"][0]["valid_from"] = after
    with pytest.raises(ValidationError, match="lies before valid_from"):
        Talk.model_validate(rows)
