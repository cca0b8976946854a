"""Print the nightly rules as pages: docs/rules/<subject>.md from the tables of tests/spec/nightly."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from spec.contact_gate import page as gate  # noqa: E402 - the tests' folder must be known first
from spec.matching import page as matching  # noqa: E402 - the tests' folder must be known first
from spec.nightly import SUBJECTS  # noqa: E402 - the tests' folder must be known first
from spec.nightly.table import Rule  # noqa: E402
from spec.promises import page as promises  # noqa: E402 - the tests' folder must be known first
from spec.remarks import page as remarks  # noqa: E402 - the tests' folder must be known first
from spec.retention import page as retention  # noqa: E402 - the tests' folder must be known first
from spec.shown import line  # noqa: E402

NOTE = "Printed from `tests/spec/nightly/{subject}.py` by `scripts/print_rules.py`; change it there."


def page(subject: str, rules: tuple[Rule, ...]) -> str:
    """Return one page of Markdown: every rule's sentence and table."""
    about = sys.modules[f"spec.nightly.{subject}"].__doc__ or subject
    parts = [f"# {about.strip()}", NOTE.format(subject=subject)]
    for rule in rules:
        when = ", ".join(day.isoformat() for day in rule.nights)
        parts += [f"## {rule.title}", rule.sentence, f"Nights: {when}.", line(rule.shows), _table(rule)]
    return "\n\n".join(filter(None, parts)) + "\n"


def _table(rule: Rule) -> str:
    heads = (*rule.given, *(f"→ {name}" for name in rule.expected))
    lines = [_line(heads), _line(("---",) * len(heads))]
    lines += [_line((*case.given, *case.expected)) for case in rule.cases]
    return "\n".join(lines)


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def pages() -> dict[str, str]:
    """Return every page by its file name."""
    nightly = {f"{subject}.md": page(subject, rules) for subject, rules in SUBJECTS.items()}
    return nightly | {one.NAME: one.text() for one in (gate, matching, promises, remarks, retention)}


def main() -> None:
    """Write the pages."""
    folder = ROOT / "docs" / "rules"
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (folder / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
