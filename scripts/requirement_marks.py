"""Which test shows which requirement: read from the text of the tests and from the tables; no test is run."""

import ast
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TESTS = ROOT / "tests"
LIST = ROOT / "scripts" / "requirements.toml"
LITERALLY = 'write the numbers and part as plain text, as requirement("SEG-02", part="what is missing")'


@dataclass(frozen=True, kw_only=True)
class Area:
    """The requirements of one subject: the letters of their numbers, its names, and how many there are."""

    code: str
    en: str
    zh: str
    last: int

    @property
    def numbers(self) -> list[str]:
        """Every number of the area."""
        return [f"{self.code}-{number:02d}" for number in range(1, self.last + 1)]


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One test that shows one requirement; `missing` says what of it no test shows, None where nothing is."""

    number: str
    where: str
    test: str
    missing: str | None = None


class UnclearError(Exception):
    """A mark that cannot be read, with what to do about it."""


def areas() -> list[Area]:
    """Return the areas in their order."""
    return [Area(code=code, **names) for code, names in tomllib.loads(LIST.read_text("utf-8")).items()]


def marks() -> list[Mark]:
    """Return every mark of the tests and of the tables of rules, in order."""
    files = sorted(TESTS.rglob("test_*.py"))
    found = [mark for path in files for mark in of_file(path.read_text("utf-8"), _place(path))]
    return sorted([*found, *of_tables()], key=lambda mark: (mark.number, mark.where, mark.test))


def _place(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def of_file(text: str, place: str) -> list[Mark]:
    """Return the marks on the tests of one file; one that stands elsewhere is refused."""
    if "mark.requirement" not in text:
        return []
    tree = ast.parse(text)
    on_tests = [
        (test.name, mark)
        for test in ast.walk(tree)
        if isinstance(test, ast.FunctionDef | ast.AsyncFunctionDef) and test.name.startswith("test_")
        for mark in test.decorator_list
        if _is_mark(mark.func if isinstance(mark, ast.Call) else mark)
    ]
    if len(on_tests) < sum(map(_is_mark, ast.walk(tree))):
        raise UnclearError(
            f"{place}: a requirement mark stands on no test: put it above the test that shows it"
        )
    return [mark for test, call in on_tests for mark in _read(call, place, test)]


def _is_mark(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and ast.unparse(node).endswith("mark.requirement")


def _read(call: ast.expr, place: str, test: str) -> Iterator[Mark]:
    given = [*call.args, *(one.value for one in call.keywords)] if isinstance(call, ast.Call) else []
    texts = [one.value for one in given if isinstance(one, ast.Constant) and isinstance(one.value, str)]
    parts = [one.arg for one in call.keywords] if isinstance(call, ast.Call) else []
    if not texts or len(texts) < len(given) or len(texts) == len(parts) or set(parts) - {"part"}:
        raise UnclearError(f"{place}::{test}: {LITERALLY}")
    missing = texts.pop() if parts else None
    for number in texts:
        yield Mark(number=number, where=place, test=test, missing=missing)


def of_tables() -> Iterator[Mark]:
    """Return what the tables of rules show, as their pages in docs/rules say it."""
    if str(TESTS) not in sys.path:
        sys.path.insert(0, str(TESTS))
    from spec import contact_gate, nightly
    from spec.contact_gate import page as gate

    pages = {f"{subject}.md": rules for subject, rules in nightly.SUBJECTS.items()}
    for page, rules in {**pages, gate.NAME: contact_gate.RULES}.items():
        for rule in rules:
            for number, missing in rule.shows.items():
                yield Mark(number=number, where=f"rules/{page}", test=rule.title, missing=missing)


def faults(found: list[Mark]) -> list[str]:
    """Return a sentence for every mark that says something that cannot be, and what to do about it."""
    known = {number for area in areas() for number in area.numbers}
    told: dict[str, set[str | None]] = {}
    for mark in found:
        told.setdefault(mark.number, set()).add(mark.missing)
    return [
        *(
            f"{mark.where}, {mark.test}: there is no requirement {mark.number}: mark one of {LIST.name}"
            for mark in found
            if mark.number not in known
        ),
        *(
            f"{mark.where}, {mark.test}: say in a few words what of {mark.number} is missing"
            for mark in found
            if mark.missing is not None and not mark.missing.strip()
        ),
        *(
            f"{number}: its tests do not say the same of what is missing: let every mark of it agree"
            for number, said in sorted(told.items())
            if len(said) > 1
        ),
    ]
