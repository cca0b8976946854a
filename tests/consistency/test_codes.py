"""Every list of codes stands once, with a word in both languages for each code."""

import ast
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import get_args

import pytest
from django.apps import apps
from django.db.models import CheckConstraint
from django.utils import translation

from tilth.access.audit import Event
from tilth.data import codes as wordless
from tilth.data.records import BY_HAND, MODELS, columns_of
from tilth.policy import codes, roles, vocabulary
from tilth.policy.playbook.model import Tiers
from tilth.policy.words import Codes, Words
from tilth.web import labels

HAN = re.compile(r"[\u3400-\u9fff]")
ROOT = Path(__file__).resolve().parents[2] / "src/tilth"
LISTS: dict[str, Codes] = {
    name: value for name in codes.__all__ if isinstance(value := getattr(codes, name), Mapping)
}
TOLD_OTHERWISE = {
    ("policy/playbook/model.py", "BASES"),  # a type, which is read before anything runs; compared below
    ("web/team/pages.py", "PARTICIPATIONS"),  # a hand-over tells two of the parts in other Chinese words
}
"""Where the codes of a list are written a second time, and why."""


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(ROOT.rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not name.startswith(("policy/codes/", "data/migrations/")):
            yield name, ast.parse(path.read_text("utf-8"))


def written(node: ast.AST) -> tuple[str, ...]:
    """Return the codes that a literal lists; what is made *of* codes, as their icons, is no list of them."""
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        parts: list[ast.expr | None] = [*node.elts]
    elif isinstance(node, ast.Dict) and all(isinstance(value, ast.Call) for value in node.values):
        parts = node.keys
    else:
        return ()
    texts = [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]
    return tuple(text for text in texts if text) if len(texts) == len(parts) else ()


def constraints() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each constraint of the database that closes a list, with its codes."""
    for model in apps.get_models():
        for rule in model._meta.constraints:
            if not isinstance(rule, CheckConstraint) or len(rule.condition.children) != 1:
                continue
            [child] = rule.condition.children
            if isinstance(child, tuple) and child[0].endswith("__in"):
                yield rule.name, tuple(code for code in child[1] if code)


def test_no_list_is_written_twice() -> None:
    known = {tuple(told): name for name, told in LISTS.items()}
    assert len(known) == len(LISTS), "two lists of the same codes"
    found = {
        (place, known[listed])
        for place, tree in trees()
        for node in ast.walk(tree)
        if (listed := written(node)) in known
    }
    assert found == TOLD_OTHERWISE, "take it from tilth.policy.codes"


def test_every_list_of_the_modules_is_handed_out() -> None:
    """`codes.NAME` finds it, whichever file it stands in."""
    handed = set(codes.__all__)
    for path in (ROOT / "policy/codes").glob("[a-z]*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        made = {node.target.id for node in tree.body if isinstance(node, ast.AnnAssign)}
        assert made, path.name
        assert made <= handed, path.name


@pytest.mark.parametrize("name", LISTS)
def test_pages_have_the_words_of_every_list(name: str) -> None:
    assert any(LISTS[name].items() <= told.items() for told in labels.ALL.values())


@pytest.mark.parametrize("kind", labels.ALL)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_each_code_of_a_list_has_a_word_of_its_own(kind: str, language: str) -> None:
    with translation.override(language):
        words = {code: labels.label(kind, code) for code in labels.ALL[kind]}
    assert words
    assert [code for code, word in words.items() if word.strip() != word or not word] == []
    assert [word for word, times in Counter(words.values()).items() if times > 1] == []
    if language == "en":
        assert [word for word in words.values() if HAN.search(word)] == []


def test_the_constraints_of_the_database_close_lists_that_have_words() -> None:
    told = {tuple(value) for value in (*LISTS.values(), *labels.ALL.values())} | {roles.CODES}
    told |= {
        tuple(code for code in says.codes if code)
        for model in (*MODELS.values(), *BY_HAND.values())
        for says in columns_of(model).values()
    }
    silent = {value for name, value in vars(wordless).items() if name.isupper()}
    closed = dict(constraints())
    assert len(closed) > 20
    assert {name for name, listed in closed.items() if listed not in told | silent} == set()
    assert silent <= set(closed.values()), "data.codes keeps what a constraint closes and nobody reads"


def test_lists_that_rules_take_in_another_order_have_the_same_codes() -> None:
    assert tuple(codes.ROLES) == (*roles.CODES, "system")
    assert tuple(codes.BASES) == get_args(Tiers.model_fields["basis"].annotation)
    assert set(vocabulary.GATE_REASONS) - set(codes.CAUSES) == {"quiet_hours"}, "of an hour, never of a day"
    assert set(vocabulary.SERVED_SUPPRESSIONS) < set(codes.SUPPRESSIONS)
    assert {*codes.ACTIONS} <= {*Event}
    assert vocabulary.GOALS == {"familiar": "maintain_and_introduce", "unfamiliar": "segment_and_invite"}


def test_the_word_of_a_field_is_that_of_its_reader() -> None:
    """A form is made once, at the start; each of its readers has a language."""
    [(code, word)] = labels.choices("outcome", ["no_answer"])
    told = codes.OUTCOMES[code]
    with translation.override("en"):
        assert str(word) == told.en
    with translation.override("zh-hans"):
        assert str(word) == told.zh


def test_a_role_has_one_name_wherever_people_read_it() -> None:
    assert all(codes.ROLES[one.code] == Words(one.label_en, one.label_zh) for one in roles.ROLES), (
        "the pages and the table of roles call it otherwise"
    )
    others = re.compile("支行长|行长|理财规划师|[Hh]ead of (?:the )?branch")
    house = ROOT.parents[1]
    read = (*house.glob("*.md"), *house.glob("docs/*.md"), *house.glob("docs/how-to/*.md"))
    read += tuple(ROOT.glob("web/locale/zh_Hans/LC_MESSAGES/*.po"))
    found = {path.name: others.findall(path.read_text("utf-8")) for path in read}
    assert {name: words for name, words in found.items() if words} == {}
