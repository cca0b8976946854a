"""The table of remarks as a page; `scripts/print_rules.py` writes it to docs/rules."""

import datetime as dt

from spec.remarks import RULES
from spec.remarks.table import Rule
from spec.shown import line

NAME = "remarks.md"
ABOUT = "Days that a remark names, and the reminder that is proposed (REC-04)."
SHOWS = {"REC-04": None}
NOTE = (
    "Printed from `tests/spec/remarks` by `scripts/print_rules.py`; change it there. A note is "
    "read when it is written, by its own words, as of the bank's day; the person confirms a "
    "proposal, or it is forgotten. Of words that mean more than one day the proposed one stands "
    'first and the days meant after "of": it is the first working day of what begins or comes '
    "after, the last one of what ends or must be done before; where banks work on none of them it"
    ' is "off", as is a day off that was named. Banks work by the official calendar with its '
    "make-up days; for a year that has none yet, Monday to Friday without the holidays of the "
    "law. An hour without a part of the day is in the afternoon from one to six. Two readings "
    'stand with "or", the likelier one first.'
)
HEADS = ("written on", "remark", "→ words: day")


def text() -> str:
    """Return the page as Markdown."""
    return "\n\n".join([f"# {ABOUT}", NOTE, line(SHOWS), *(_section(rule) for rule in RULES)]) + "\n"


def _section(rule: Rule) -> str:
    rows = [HEADS, ("---",) * len(HEADS)]
    rows += [(_day(one.day), one.text, "<br>".join(one.expected) or "—") for one in rule.cases]
    table = "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows)
    return "\n\n".join([f"## {rule.title}", rule.sentence, table])


def _day(day: dt.date) -> str:
    return f"{day:%a} {day}"
