"""Requirement marks: every number exists, a part says what is missing, and all of them are on the page."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from spec import contact_gate as gate
from spec.contact_gate.test_rules import CASES
from spec.nightly import SUBJECTS
from spec.nightly.test_rules import RULES
from spec.shown import line
from tilth.policy.subjects import KEPT_BY_HAND, Subject
from tilth.policy.subjects import SUBJECTS as DECLARED
from tilth.policy.subjects.gift import GIFT
from web.conftest import ROOT, script


@pytest.fixture(scope="module")
def reading() -> ModuleType:
    return script("requirement_marks")


@pytest.fixture(scope="module")
def page(reading: ModuleType) -> str:
    [text] = script("print_requirements").pages().values()
    return str(text)


def test_no_mark_says_what_cannot_be(reading: ModuleType) -> None:
    assert reading.faults(reading.marks()) == []


def test_every_number_is_once_on_the_page(reading: ModuleType, page: str) -> None:
    rows = re.findall(r"^\| ([A-Z]+-\d\d) \| (?:shown|part|not yet) \|", page, re.MULTILINE)
    assert rows == [number for area in reading.areas() for number in area.numbers]
    assert set(Counter(rows).values()) == {1}
    assert len(rows) == 461


def test_the_sums_are_those_of_the_rows(page: str) -> None:
    rows = Counter(re.findall(r"^\| [A-Z]+-\d\d \| (shown|part|not yet) \|", page, re.MULTILINE))
    sums = [int(cell) for cell in re.findall(r"^\| all \|  \|(.*)\|$", page, re.MULTILINE)[0].split("|")]
    assert sums == [rows.total(), rows["shown"], rows["part"], rows["not yet"]]


def test_a_part_names_what_is_missing_and_every_row_that_counts_a_test(page: str) -> None:
    for number, state, tests, missing in re.findall(
        r"^\| (\w+-\d\d) \| (.*) \| (.*) \| (.*) \|$", page, re.MULTILINE
    ):
        assert bool(tests) == (state != "not yet"), number
        assert bool(missing) == (state == "part"), number


def _borne(marks: Iterable[pytest.MarkDecorator | pytest.Mark]) -> dict[str, str | None]:
    return {mark.args[0]: mark.kwargs.get("part") for mark in marks if mark.name == "requirement"}


def test_a_table_bears_the_marks_that_its_page_names() -> None:
    rules = {rule.title: rule for rules in SUBJECTS.values() for rule in rules}
    for param in RULES:
        assert _borne(param.marks) == dict(rules[str(param.id)].shows)
    gates = [rule.shows for rule in gate.RULES for _case in rule.cases]
    assert [_borne(param.marks) for param in CASES] == [dict(shows) for shows in gates]
    assert line({}) == ""
    assert line({"SEG-02": None}) == "Shows SEG-02."
    both = line({"SEG-02": None, "SEG-05": "the rate"})
    assert both == "Shows SEG-02. Shows SEG-05 in part ([what is missing](../requirements.md))."


def test_what_is_planted_is_found(reading: ModuleType) -> None:
    def fault(*said: tuple[str, str | None]) -> list[str]:
        return [
            str(sentence)
            for sentence in reading.faults(
                [
                    reading.Mark(number=one, where="test_x.py", test="test_y", missing=part)
                    for one, part in said
                ]
            )
        ]

    assert fault(("SEG-02", None), ("SEG-05", "the rate")) == []
    assert fault(("SEG-99", None)) == [
        "test_x.py, test_y: there is no requirement SEG-99: mark one of requirements.toml"
    ]
    assert fault(("SEG-05", " ")) == ["test_x.py, test_y: say in a few words what of SEG-05 is missing"]
    assert fault(("SEG-05", None), ("SEG-05", "the rate")) == [
        "SEG-05: its tests do not say the same of what is missing: let every mark of it agree"
    ]


def test_the_page_is_printed_without_django() -> None:
    program = "import sys; sys.path.insert(0, 'scripts'); import print_requirements as it; it.pages()"
    told = f"{program}; print(sorted({{'django', 'ibis', 'duckdb'}} & set(sys.modules)))"
    answer = subprocess.run(
        [sys.executable, "-c", told], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"


MARK = "import pytest\n\n\n@pytest.mark.requirement({})\ndef test_y() -> None: ...\n"


def test_a_mark_is_read_as_written(reading: ModuleType) -> None:
    two = reading.of_file(MARK.format('"SEG-02", "SEG-05", part="the " "rate"'), "test_x.py")
    assert [(mark.number, mark.where, mark.test, mark.missing) for mark in two] == [
        ("SEG-02", "test_x.py", "test_y", "the rate"),
        ("SEG-05", "test_x.py", "test_y", "the rate"),
    ]
    [whole] = reading.of_file(MARK.format('"SEG-02"'), "test_x.py")
    assert whole.missing is None


@pytest.mark.parametrize(
    "said", ["", "NUMBER", 'part="x"', '"SEG-02", because="x"', '"SEG-02", part=MISSING']
)
def test_a_mark_that_cannot_be_read_says_how_to_write_it(reading: ModuleType, said: str) -> None:
    with pytest.raises(
        reading.UnclearError, match=r"^test_x.py::test_y: write the numbers and part as plain"
    ):
        reading.of_file(MARK.format(said), "test_x.py")


def test_a_mark_that_stands_on_no_test_is_refused(reading: ModuleType) -> None:
    for elsewhere in (
        'pytestmark = pytest.mark.requirement("SEG-02")',
        'ROW = pytest.param(1, marks=pytest.mark.requirement("SEG-02"))',
    ):
        with pytest.raises(reading.UnclearError, match="stands on no test: put it above the test"):
            reading.of_file(f"import pytest\n\n{elsewhere}\n", "test_x.py")


def unmarked(subject: Subject, marks: Iterable[Any], *, own: bool) -> set[str]:
    """Return the numbers that a subject says it shows and no test is marked with; `own`: of its own file."""
    file = f"subjects/test_{subject.name}.py" if own else ""
    return set(subject.shows) - {one.number for one in marks if file in one.where}


@pytest.mark.parametrize("subject", DECLARED, ids=lambda one: one.name)
def test_a_subject_shows_what_it_says_in_its_own_tests(subject: Subject, reading: ModuleType) -> None:
    missing = unmarked(subject, reading.marks(), own=True)
    assert not missing, f"mark a test of tests/subjects/test_{subject.name}.py with {', '.join(missing)}"


@pytest.mark.parametrize("subject", KEPT_BY_HAND, ids=lambda one: one.name)
def test_a_record_kept_by_hand_shows_what_it_says_in_some_test(subject: Subject, reading: ModuleType) -> None:
    assert subject.shows
    missing = unmarked(subject, reading.marks(), own=False)
    assert not missing, f"no test is marked with {', '.join(missing)}"


def test_a_subject_without_a_marked_test_is_found(reading: ModuleType) -> None:
    elsewhere = reading.of_file(MARK.format('"TRAP-15"'), "tests/subjects/test_memo.py")
    own = reading.of_file(MARK.format('"TRAP-15"'), "tests/subjects/test_gift.py")
    assert unmarked(GIFT, elsewhere, own=True) == {"TRAP-15"}
    assert unmarked(GIFT, elsewhere, own=False) == unmarked(GIFT, own, own=True) == set()
    assert unmarked(replace(GIFT, shows=("TRAP-15", "TRU-06")), own, own=True) == {"TRU-06"}
