"""The tables of the contact gate as one page; `scripts/print_rules.py` writes it to docs/rules."""

from spec.contact_gate import RULES
from spec.contact_gate.table import Rule
from spec.shown import line

NAME = "contact_gate.md"
ABOUT = "The contact gate: whether one contact is allowed at one moment (C-50 … C-54, PROF-14, PROF-26)."
NOTE = (
    "Printed from `tests/spec/contact_gate` by `scripts/print_rules.py`; change it there. The rule in prose, "
    "with worked examples, is `docs/algorithms/contact-gate.md`. Days and times are those of the customer's "
    "zone; 2026-06-12 is a Friday. Every row holds under the default playbook."
)
HEADS = ("what is recorded", "asked", "→ answer", "→ until")


def text() -> str:
    """Return the page as Markdown."""
    return "\n\n".join([f"# {ABOUT}", NOTE, *(_section(rule) for rule in RULES)]) + "\n"


def _section(rule: Rule) -> str:
    rows = [HEADS, ("---",) * len(HEADS)]
    rows += [(one.given, one.asked, one.answer, one.until) for one in rule.cases]
    table = "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)
    return "\n\n".join(filter(None, [f"## {rule.title}", rule.sentence, line(rule.shows), table]))
