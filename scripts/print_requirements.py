"""Print docs/requirements.md: of every numbered requirement whether tests show it, and which."""

import sys
from pathlib import Path

import requirement_marks
from markdown.extensions.toc import slugify
from requirement_marks import ROOT, Area, Mark

ABOUT = (
    "Which of the numbered requirements the tests show. *Shown*: the marked tests together show all of it. "
    "*Part*: they show some of it, and what is missing is said. *Not yet*: no marked test shows any of it. "
    "The numbers are those named in tests, playbook and commit messages. Printed from the "
    "tests' marks and the tables of the rules by `make docs`; "
    "[how to mark a test](developers.md#tests)."
)
STATES = ("shown", "part", "not yet")


def state(marks: list[Mark]) -> str:
    """Return how far the tests of one requirement show it."""
    if not marks:
        return "not yet"
    return "shown" if all(mark.missing is None for mark in marks) else "part"


def text(areas: list[Area], marks: list[Mark]) -> str:
    """Return the page as Markdown."""
    of: dict[str, list[Mark]] = {number: [] for area in areas for number in area.numbers}
    for mark in marks:
        of[mark.number].append(mark)
    parts = ["# Requirements", ABOUT, _sums(areas, of), *(_section(area, of) for area in areas)]
    return "\n\n".join(parts) + "\n"


def _sums(areas: list[Area], of: dict[str, list[Mark]]) -> str:
    head = ("area", "name", "numbers", *STATES)
    rows = [
        (f"[{area.code}](#{_anchor(area)})", f"{area.en} {area.zh}", *_counted(area.numbers, of))
        for area in areas
    ]
    return _table(head, [*rows, ("all", "", *_counted(list(of), of))])


def _counted(numbers: list[str], of: dict[str, list[Mark]]) -> tuple[str, ...]:
    found = [state(of[number]) for number in numbers]
    return (str(len(numbers)), *(str(found.count(one)) for one in STATES))


def _anchor(area: Area) -> str:
    return area.code.lower()


def _section(area: Area, of: dict[str, list[Mark]]) -> str:
    rows = [
        (number, state(of[number]), "; ".join(map(_link, of[number])), _missing(of[number]))
        for number in area.numbers
    ]
    head = ("number", "state", "tests", "missing")
    return f"## {area.code}\n\n{area.en} {area.zh}\n\n{_table(head, rows)}"


def _link(mark: Mark) -> str:
    if mark.where.startswith("rules/"):
        return f"[{mark.test}]({mark.where}#{slugify(mark.test, '-')})"
    return f"{mark.test.removeprefix('test_').replace('_', ' ')} (`{mark.where}`)"


def _missing(marks: list[Mark]) -> str:
    return "; ".join(sorted({mark.missing for mark in marks if mark.missing}))


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in lines)


def pages() -> dict[Path, str]:
    """Return the page by its place."""
    return {ROOT / "docs" / "requirements.md": text(requirement_marks.areas(), requirement_marks.marks())}


def main() -> None:
    """Write the page, or say which marks are wrong."""
    try:
        if wrong := requirement_marks.faults(requirement_marks.marks()):
            sys.exit("\n".join(wrong))
    except requirement_marks.UnclearError as error:
        sys.exit(str(error))
    for path, made in pages().items():
        path.write_text(made, "utf-8")


if __name__ == "__main__":
    main()
