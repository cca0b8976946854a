"""The tutorial is true in both languages: its numbers, its sign-ins, the words it names, where they stand."""

import re
from pathlib import Path

import pytest
from django.urls import resolve
from django.utils import translation

from consistency.test_howtos import on_the_pages, plain
from consistency.test_translations import messages
from tilth.domain import subjects
from tilth.jobs import demo, demo_moves
from tilth.policy import roles
from tilth.policy.demo import PASSWORD, PEOPLE
from tilth.policy.subjects import DECLARED
from tilth.web import labels, shell, tours
from tilth.web.templating.words import TABS

DOCS = Path(__file__).resolve().parents[2] / "docs"
TUTORIALS = {"en": "tutorial.md", "zh-hans": "tutorial.zh.md"}
NAMED = {"en": re.compile(r"\*{1,2}([^*\n]+)\*{1,2}"), "zh-hans": re.compile(r"「([^」]+)」")}
"""How each language marks a word of a page."""
PLACES = (("today", "rm"), ("team", "branch_head"), ("branch", "branch_head"))
"""Entries of a menu by which the tutorial leads somebody, and whose menu has them."""
NUMBERS = {
    "en": ("{customers:,} customers", "runs eight nights", "hands six customers over", "thirteen sign-ins"),
    "zh-hans": ("{customers:,} 位客户", "连跑八个夜批", "移交了六位客户", "十三个账号"),
}
_SENTENCE = re.compile(r".*[.:]$", re.DOTALL)


def told(language: str) -> str:
    """Return a tutorial."""
    return (DOCS / TUTORIALS[language]).read_text("utf-8")


def words(language: str) -> set[str]:
    """Return the words of the pages in a language."""
    if language == "en":
        return on_the_pages() | {plain(role.label_en) for role in roles.ROLES} | {"en"}
    [path] = messages.languages()
    said = (message.string for message in messages.read(path) if message.id)
    found = {one for text in said for one in ((text,) if isinstance(text, str) else text)}
    found |= {one.zh for known in labels.ALL.values() for one in known.values()}
    found |= {one.zh for one in TABS.values()} | {role.label_zh for role in roles.ROLES}
    found |= {one.zh for subject in DECLARED for one in (subject.words, subject.many)}
    found |= {act.words.zh for one in subjects.SUBJECTS for act in subjects.acts(one)}
    return {plain(one) for one in found} | {"en"}


@pytest.mark.parametrize("language", TUTORIALS)
def test_every_word_it_names_is_on_the_pages(language: str) -> None:
    known = words(language)
    named = [one for one in NAMED[language].findall(told(language)) if not _SENTENCE.fullmatch(one)]
    assert len(named) > 15
    assert [one for one in named if plain(one) not in known] == []


@pytest.mark.parametrize("language", TUTORIALS)
def test_the_entries_it_leads_by_are_in_the_menu_of_whom_it_leads(language: str) -> None:
    named = NAMED[language].findall(told(language))
    with translation.override(language):
        for name, role in PLACES:
            [label] = [str(place.label) for place in shell.menu(role) if place.name == name]
            assert label in named, (name, label)


@pytest.mark.parametrize("language", TUTORIALS)
def test_its_numbers_sign_ins_and_addresses_are_those_of_the_demo(language: str) -> None:
    text = told(language)
    assert (demo.DAYS, demo_moves.MOVED, len(PEOPLE), tours.STEPS) == (8, 6, 13, 3)
    for said in NUMBERS[language]:
        assert said.format(customers=demo.CUSTOMERS) in text, said
    first = PEOPLE[0]
    assert f"  {first.name:<11} {PASSWORD:<18} {first.about}" in text
    for address in re.findall(r"`(/[a-z/-]*)`", text):
        resolve(address)


def test_both_tell_the_same_things() -> None:
    english, chinese = (
        [one[:2] for one in re.findall(r"^(?:## |\| [^|-]|```)", told(language), re.MULTILINE)]
        for language in TUTORIALS
    )
    assert english == chinese
