"""The table of retention as a page; `scripts/print_rules.py` writes it to docs/rules."""

from spec.retention import CASES

NAME = "retention.md"
ABOUT = "Retention: on which day a record may go (PIPL 19, 47; GOV-07)."
NOTE = (
    "Printed from `tests/spec/retention` by `scripts/print_rules.py`; change it there. A period is counted"
    " from the event that its [rule](../reference/retention.md) names, never from before its own day;"
    " it ends on the day with the same number, or on the month's last; the record may go on the day after. An"
    " event that has not come, or that nobody told, begins no period. A legal hold wins over every rule."
)
HEADS = ("rule", "own day", "end, or last contact", "held", "→ counted from", "→ may go on")


def text() -> str:
    """Return the page as Markdown."""
    rows = [HEADS, ("---",) * len(HEADS)]
    rows += [(one.rule, one.own, one.ended, one.held, one.begins, one.goes_on) for one in CASES]
    table = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return "\n\n".join((f"# {ABOUT}", NOTE, table)) + "\n"
