"""The kit: what cannot be meant is refused on import, and no subject leaves a duty unanswered."""

import datetime as dt
import importlib
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any

import pytest
from click.testing import CliRunner
from django.apps.registry import Apps
from django.db.models import CheckConstraint, Q

from doors import declared
from subjects.examples import EXAMPLES
from tilth.data import fields
from tilth.data.guard import Guard
from tilth.data.models import Gift
from tilth.data.records import BY_HAND, MODELS, Record, columns_of, model_of, records, said
from tilth.domain import acts, arguments, states, subjects, telling
from tilth.domain.acting import Acting
from tilth.domain.acts import ACTS, Act
from tilth.domain.arguments import Note
from tilth.jobs.subject import subject as command
from tilth.kernel.errors import Refused
from tilth.policy import codes
from tilth.policy.permissions import ABOUT_CUSTOMERS
from tilth.policy.registry import UnregisteredError
from tilth.policy.subjects import BY_NAME, DECLARED, KEPT_BY_HAND, SUBJECTS, Subject
from tilth.policy.subjects.gift import GIFT
from tilth.policy.subjects.kit import DeclarationError, Due, Hand, Moves, Tone, named
from tilth.policy.subjects.memo import MEMO
from tilth.policy.things import Action
from tilth.policy.words import Words

ROOT = Path(__file__).resolve().parents[2]
WORD = Words("Word", "词")
WORKED_OUT = {
    "assessment": ("level",),
    "certificate": ("regime", "verdict"),
    "detail": ("kind",),
    "dismissal": ("reason",),
    "duplicate": ("found",),
    "level": ("before",),
    "target_tier": ("tier_then",),
    "relation": ("circle",),
    "opportunity": ("stage",),
    "buying_signal": ("method",),
    "commitment": ("day",),
    "offer": ("category",),
    "rapport": ("factor", "care", "origin"),
}
"""Codes that an act works out of what it is told: a detail stands in the group of its item, a step begins at
the level of today, a deed is what the playbook says of it, a relation stands in the circle of its kind."""


@pytest.mark.parametrize(
    ("change", "said_"),
    [
        ({"retention": "for ever"}, "gift is kept as 'for ever', which is no rule"),
        ({"hands": {"boss": Hand.LOOK}}, "gives a hand to 'boss', which is no role"),
        ({"line": ("given_on",)}, "the day it happened stands in its line anyway"),
        ({"tab": "attic"}, "stands in 'attic': choose one of overview"),
        ({"erases": None}, "does not say what an erasure of the person empties"),
        ({"due": None}, "follows its customer, and nothing says what is open"),
        ({"tones": {"asked": Tone.WAITS}}, "has the states asked, approved, refused: give each its tone"),
        ({"states": {}}, r"has the states \(none\): give each its tone"),
    ],
)
def test_a_declaration_that_cannot_be_meant_is_refused(change: dict[str, Any], said_: str) -> None:
    with pytest.raises(DeclarationError, match=said_):
        replace(GIFT, **change)


def test_two_subjects_of_one_word_or_one_table_are_refused() -> None:
    assert named(DECLARED) == BY_NAME
    with pytest.raises(DeclarationError, match="Two subjects are called 'gift': give each its own word"):
        named((GIFT, MEMO, replace(GIFT, tab="wealth")))
    with pytest.raises(DeclarationError, match="gift and memo keep their records in tilth_gift"):
        named((GIFT, replace(MEMO, stored="tilth_gift")))


def made(subject: Subject, table: str = "tilth_memo", **columns: Any) -> Any:
    """A model of a subject in a room of its own, so that it touches none of the program's."""
    meta = type("Meta", (Record.Meta,), {"apps": Apps(), "app_label": "tilth", "db_table": table})
    held = {"__module__": __name__, "Meta": meta, **columns}
    return records(subject)(type(Record)("Attempt", (Record,), held))


@pytest.fixture
def forgotten() -> Iterator[None]:
    """What an attempt registered is forgotten."""
    before = dict(MODELS)
    yield
    MODELS.clear()
    MODELS.update(before)


@pytest.mark.usefixtures("forgotten")
@pytest.mark.parametrize(
    ("change", "table", "said_"),
    [
        ({"happened": "nowhen"}, "tilth_memo", "names the column 'nowhen', which Attempt lacks"),
        ({"line": ("nothing",)}, "tilth_memo", "names the column 'nothing', which Attempt lacks"),
        ({"due": Due(day="never", until="made_at", act="x")}, "tilth_memo", "'never', which Attempt lacks"),
        ({"line": ("text",)}, "tilth_memo", "the line may not tell 'text', which is free text"),
        (
            {"states": {"a": WORD}, "tones": {"a": Tone.PLAIN}},
            "tilth_memo",
            "has states, and Attempt no column `state`",
        ),
        ({}, "tilth_other", "lies in another table: write db_table = 'tilth_memo'"),
    ],
)
def test_a_model_that_does_not_fit_its_declaration_is_refused(
    change: dict[str, Any], table: str, said_: str
) -> None:
    plain = replace(MEMO, happened="made_at", line=(), due=None, moves=Moves.STAY)
    with pytest.raises(DeclarationError, match=said_):
        made(replace(plain, **change), table, text=said("note", WORD, fields.note()))


@pytest.mark.usefixtures("forgotten")
def test_a_column_says_its_kind() -> None:
    plain = replace(MEMO, happened="made_at", line=(), due=None, moves=Moves.STAY)
    with pytest.raises(DeclarationError, match=r"Attempt\.text says no kind of data"):
        made(plain, text=fields.note())
    with pytest.raises(UnregisteredError, match="names the kind 'gossip', which nobody defined"):
        made(plain, text=said("gossip", WORD, fields.note()))


def no_words(at: Acting, *, whatever: str) -> None:
    """Take what is no column and has no words."""


def no_kind(at: Acting, *, value: float) -> None:
    """Take a kind that no form has."""


def no_keyword(at: Acting, kind: str) -> None:
    """Take something by its place."""


def good(
    at: Acting,
    *,
    kind: str,
    value: Decimal,
    given_on: dt.date,
    yes: Annotated[bool, WORD],
    note: Note = "",
    decided_at: dt.date | None = None,
) -> None:
    """Take one of each."""


@pytest.mark.parametrize(
    ("body", "said_"),
    [
        (no_words, "whatever is no column: give it its words"),
        (no_kind, "value must be a keyword of str, bool, int, Decimal, date or time"),
        (no_keyword, "kind must be a keyword of str"),
    ],
)
def test_an_act_whose_arguments_nobody_can_tell_is_refused(body: Any, said_: str) -> None:
    with pytest.raises(DeclarationError, match=said_):
        arguments.read(body, subjects.model(GIFT), skip=1)


def test_the_signature_says_form_endpoint_and_document() -> None:
    read = arguments.read(good, subjects.model(GIFT), skip=1)
    assert [(one.name, one.kind, one.words.en, one.free, one.required) for one in read] == [
        ("kind", str, "Kind", False, True),
        ("value", Decimal, "Value", False, True),
        ("given_on", dt.date, "Day", False, True),
        ("yes", bool, "Word", False, True),
        ("note", str, "Note", True, False),
        ("decided_at", dt.date, "Decided at", False, False),
    ]
    assert read[-1].checked(None) is None


def test_two_acts_of_one_name_are_refused() -> None:
    def give(at: Acting, *, note: Note = "") -> Any:
        """Give again."""

    before = list(ACTS["gift"])
    with pytest.raises(DeclarationError, match="two acts 'give'"):
        acts.adds(GIFT, WORD)(give)
    assert ACTS["gift"] == before


def leading(*, adds: tuple[str, ...], then: tuple[str, ...] = ()) -> tuple[Act, ...]:
    give, decide = subjects.acts(GIFT)
    return replace(give, leads=adds), replace(decide, leads=then)


@pytest.mark.parametrize(
    ("acting", "said_"),
    [
        (leading(adds=("asked", "approved")), "no act leads to the state 'refused': write leads="),
        (leading(adds=("asked",), then=("refused",)), "no act leads to the state 'approved'"),
        (leading(adds=("approved",), then=("asked", "refused")), "the first state 'asked' is the one of"),
    ],
)
def test_a_state_that_no_act_reaches_is_refused(acting: tuple[Act, ...], said_: str) -> None:
    with pytest.raises(DeclarationError, match=said_):
        states.reached(GIFT, acting)


def test_an_act_leads_to_known_states_and_to_no_other() -> None:
    def gone(at: Acting, gift: Gift, *, note: Note = "") -> Gift:
        """Let it go."""
        return gift

    before = list(ACTS["gift"])
    with pytest.raises(DeclarationError, match="gone leads to 'away', which is no state: there are asked"):
        acts.changes(GIFT, Gift, WORD, leads=("away",))(gone)
    assert ACTS["gift"] == before
    [_, decide] = subjects.acts(GIFT)
    assert states.held(decide, "asked", Gift(state="refused")).state == "refused"
    assert states.held(decide, "asked", Gift(state="asked")).state == "asked"
    with pytest.raises(DeclarationError, match="decide left a record in the state 'gone'"):
        states.held(decide, "asked", Gift(state="gone"))


def test_every_subject_has_its_model_its_acts_and_its_example() -> None:
    names = {one.name for one in SUBJECTS}
    assert len(names) == len(SUBJECTS)
    assert names == set(MODELS) == set(EXAMPLES)
    assert names <= set(ACTS) <= set(BY_NAME)
    for one in SUBJECTS:
        assert callable(importlib.import_module(f"tilth.jobs.demo_subjects.{one.name}").tell)
        told = {act.name: act.action for act in subjects.acts(one)}
        assert told == {act: declared.ACTIONS[act] for act in EXAMPLES[one.name].acts}


@pytest.mark.parametrize("subject", SUBJECTS, ids=lambda one: one.name)
def test_no_subject_leaves_a_duty_unanswered(subject: Subject) -> None:
    model = subjects.model(subject)
    acting = subjects.acts(subject)
    assert subject.thing in ABOUT_CUSTOMERS
    assert subject.due is None or subject.due.act in {one.name for one in acting}
    done = {action for one in acting for action in (one.action, Action.LIST, Action.VIEW, Action.SEARCH)}
    assert {action for hand in subject.hands.values() for action in hand.actions} <= done, (
        "a hand without an act"
    )
    held = columns_of(model)
    notes = {name for name, one in held.items() if one.kind == "note"}
    told = {one.name: one for act in acting for one in act.arguments}
    assert all(told[name].free for name in notes & set(told)), "a note that is taken as no free text"
    assert notes <= set(told), "a note that no act writes"
    codes = {name for name, one in held.items() if one.codes} - {"state", *WORKED_OUT.get(subject.name, ())}
    assert all(dict(told[name].codes) == dict(held[name].codes) for name in codes)
    if subject.states:
        assert dict(held["state"].codes) == dict(subject.states)


def test_every_subject_kept_by_hand_has_its_model_and_its_operations() -> None:
    names = {one.name for one in KEPT_BY_HAND}
    assert len(DECLARED) == len(BY_NAME)
    assert names == set(BY_HAND) == set(subjects.KEPT_IN)
    told = {one.name: {done.__name__ for done in subjects.operations(one)} for one in KEPT_BY_HAND}
    assert {name for name, done in told.items() if not done} == set()
    assert {"arrange", "end"} == told["cover"]
    assert {"hand_over", "move", "take_back"} == told["transfer"]


@pytest.mark.parametrize("subject", KEPT_BY_HAND, ids=lambda one: one.name)
def test_what_is_kept_by_hand_answers_for_its_duties(subject: Subject) -> None:
    assert subject.thing in ABOUT_CUSTOMERS
    due = () if subject.due is None else (subject.due.act,)
    assert {*due} <= {done.__name__ for done in subjects.operations(subject)}
    later = {name for name, says in columns_of(model_of(subject)).items() if says.later}
    [guard] = [one for one in model_of(subject)._meta.constraints if isinstance(one, Guard)]
    assert bool(later) == bool(guard.changes)
    if guard.columns:
        assert later == {*guard.columns}


def test_what_a_model_states_itself_stands_and_the_rest_is_derived() -> None:
    stated = {one.name: list(model_of(one)._meta.constraints) for one in DECLARED}
    names = {name: [one.name for one in held] for name, held in stated.items()}
    assert all(sum(isinstance(one, Guard) for one in held) == 1 for held in stated.values())
    assert all(len(held) == len(set(held)) for held in names.values())
    assert "dnd_channel_known" in names["do_not_disturb"]
    assert "do_not_disturb_channel_known" not in names["do_not_disturb"], "the same rule under another name"
    [effect] = [one for one in stated["contact"] if one.name == "contact_effect_known"]
    assert isinstance(effect, CheckConstraint)
    assert effect.condition == Q(effect__in=["", *codes.EFFECTS])
    assert {"contact_channel_known", "contact_step_known"} <= {*names["contact"]}
    [reserved] = [one for one in stated["clearance"] if isinstance(one, Guard)]
    assert (reserved.signs, reserved.changes) == (("staff_id",), "")


@pytest.mark.parametrize("subject", DECLARED, ids=lambda one: one.name)
def test_what_is_derived_can_be_read(subject: Subject) -> None:
    page = telling.page(subject)
    shown = CliRunner().invoke(command, [subject.name])
    assert shown.exit_code == 0
    assert shown.output.strip() == page.strip()
    for part in (subject.table, subject.words.zh, "sees", *subject.line):
        assert part in page
    for file in re.findall(r"`((?:policy|data|domain|jobs)/[\w/]+\.py)`", page):
        assert (ROOT / "src" / "tilth" / file).exists(), file


def test_the_command_names_the_subjects_there_are() -> None:
    assert all(name in CliRunner().invoke(command, []).output for name in BY_NAME)
    answer = CliRunner().invoke(command, ["nothing"])
    assert isinstance(answer.exception, Refused)
    assert "There is no subject nothing; the subjects are gift" in str(answer.exception)
