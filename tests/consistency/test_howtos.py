"""What a how-to names is on the pages: its bold words, its role's first page, and where each way begins."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from consistency.test_translations import messages
from tilth.domain import subjects
from tilth.policy import roles
from tilth.policy.subjects import DECLARED
from tilth.web import first, labels, shell
from tilth.web.templating.words import TABS

HOW_TO = Path(__file__).resolve().parents[2] / "docs/how-to"
FOR = {
    "manager.md": ("rm", "wealth"),
    "wealth-manager.md": ("wealth",),
    "planner.md": ("planner",),
    "hall-and-counter.md": ("lobby", "teller"),
    "supervisor.md": ("supervisor",),
    "branch-head.md": ("branch_head",),
    "region-head.md": ("region_head",),
    "marketing.md": ("marketing",),
    "compliance.md": ("compliance",),
    "administrator.md": ("admin", "marketing"),
    "security-administrator.md": ("security_admin",),
    "auditor.md": ("audit_admin",),
}
"""How-to → whom it is for; the engineer's, Spark's and that of subjects are about files and commands."""
EMPHASIS = {
    "by customer number",
    "Copies of the keys",
    "Backups of the database",
    "Old nights of the lake",
    "Paper, exports, screenshots, the core itself",
}
"""Bold words that are no label: what something is called in a list, or a part of a sentence of a page."""
_BOLD = re.compile(r"\*\*([^*]+)\*\*")
_WAY = re.compile(r"\*\*([^*]+)\*\* →")
_FIRST = re.compile(r"\*\*([^*]+)\*\* is your first page")


def plain(words: str) -> str:
    return " ".join(words.split()).strip().rstrip(".").lower()


def on_the_pages() -> set[str]:
    """Return the English words of the pages: messages, codes, tabs, and what subjects and acts are called."""
    found = {one for message in messages.collect() for one in _ids(message.id)}
    found |= {words.en for known in labels.ALL.values() for words in known.values()}
    found |= {words.en for words in TABS.values()}
    found |= {words.en for one in DECLARED for words in (one.words, one.many)}
    found |= {act.words.en for one in subjects.SUBJECTS for act in subjects.acts(one)}
    return {plain(one) for one in found}


def _ids(said: str | tuple[str, ...]) -> tuple[str, ...]:
    return said if isinstance(said, tuple) else (said,)


def menu(role: str) -> Iterator[str]:
    with translation.override("en"):
        yield from [str(place.label) for place in shell.menu(role)]


def test_every_role_has_a_how_to() -> None:
    assert {role for told in FOR.values() for role in told} == set(roles.CODES)
    assert set(FOR) | {"engineer.md", "spark.md", "subject.md"} == {path.name for path in HOW_TO.glob("*.md")}


def test_what_a_how_to_names_is_a_word_of_the_pages() -> None:
    known = on_the_pages() | {plain(one) for one in EMPHASIS}
    found = {name: _BOLD.findall((HOW_TO / name).read_text("utf-8")) for name in FOR}
    wrong = {name: [one for one in named if plain(one) not in known] for name, named in found.items()}
    assert {name: named for name, named in wrong.items() if named} == {}


@pytest.mark.parametrize("name", FOR)
def test_its_ways_begin_in_the_menu_of_the_role(name: str) -> None:
    told = (HOW_TO / name).read_text("utf-8")
    reached = {label for role in FOR[name] for label in menu(role)}
    assert [one for one in _WAY.findall(told) if one not in reached | {"Key actions"}] == []
    for role in FOR[name]:
        named = _FIRST.findall(told)
        assert not named or named == [next(menu(role))], role
        if named:
            assert shell.menu(role)[0].name == first.name(role)
