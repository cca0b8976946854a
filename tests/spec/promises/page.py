"""The table of commitments as a page; `scripts/print_rules.py` writes it to docs/rules."""

from spec.promises import CASES

NAME = "promises.md"
ABOUT = "Commitments: what they take, and the earliest honest day (NEG-03)."
NOTE = (
    "Printed from `tests/spec/promises` by `scripts/print_rules.py`; change it there. A commitment takes the"
    " playbook's least of its kind; from so many kept ones on as are enough it takes the bank's own median of"
    " the last 90, where that is no less. Working days are of the calendar, after the day on which it is"
    " given. What is due sooner is warned of, and needs a reason."
)
HEADS = (
    *("least", "enough", "kept", "given on", "due on"),
    *("→ takes", "→ told by", "→ earliest honest day", "→ working days until due", "→ warned"),
)


def text() -> str:
    """Return the page as Markdown."""
    rows = [HEADS, ("---",) * len(HEADS)]
    rows += [
        (
            *(str(one.least), str(one.enough), one.kept, one.given, one.due),
            *(str(one.takes), str(one.told_by), one.honest, str(one.span), one.warned),
        )
        for one in CASES
    ]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return "\n\n".join((f"# {ABOUT}", NOTE, table)) + "\n"
