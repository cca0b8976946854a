"""Every table of the nightly rules, on the reference and on the engine; and the printed pages are current."""

import functools
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

import reference
from property.engine import run
from spec.nightly import SUBJECTS
from spec.nightly.table import Marts, Rule, grouped, together
from spec.shown import marks
from tilth.ports.marts import TABLES
from tilth.ports.marts.state import CARE_DEBT, REASONS

ROOT = Path(__file__).parents[3]
GROUPS = grouped(rule for rules in SUBJECTS.values() for rule in rules)
RULES = [
    pytest.param(
        index,
        prefix,
        id=rule.title,
        # the nights of a group are made once: its tests stay with one worker
        marks=(*marks(rule.shows), pytest.mark.xdist_group(f"nights {index}")),
    )
    for index, group in enumerate(GROUPS)
    for prefix, rule in group.items()
]


@functools.cache
def by_reference(group: int) -> Marts:
    return reference.night(together(GROUPS[group]))


@functools.cache
def by_engine(group: int) -> Marts:
    nights = together(GROUPS[group])
    with run(nights) as made:
        return {table.name: made.rows(table.name, nights[-1].day) for table in (*TABLES, REASONS, CARE_DEBT)}


def answers(rule: Rule, marts: Marts, prefix: str) -> list[tuple[str, ...]]:
    keys = rule.customer_ids(prefix)
    return [(*case.given, *rule.read(marts, key)) for key, case in zip(keys, rule.cases, strict=True)]


@pytest.mark.parametrize("marts", [by_reference, by_engine])
@pytest.mark.parametrize(("group", "prefix"), RULES)
def test_the_answers_are_those_of_the_table(group: int, prefix: str, marts: Callable[[int], Marts]) -> None:
    rule = GROUPS[group][prefix]
    wanted = [(*case.given, *case.expected) for case in rule.cases]
    assert answers(rule, marts(group), prefix) == wanted


def test_every_row_has_as_many_cells_as_the_table_has_headings() -> None:
    for rules in SUBJECTS.values():
        for rule in rules:
            for case in rule.cases:
                assert len(case.given) == len(rule.given), (rule.title, case.given)
                assert len(case.expected) == len(rule.expected), (rule.title, case.expected)


def test_the_printed_rules_are_current() -> None:
    pages = runpy.run_path(str(ROOT / "scripts" / "print_rules.py"))["pages"]()
    assert pages
    for name, text in pages.items():
        path = ROOT / "docs" / "rules" / name
        assert path.read_text("utf-8") == text, f"{name} is not current: run scripts/print_rules.py"
