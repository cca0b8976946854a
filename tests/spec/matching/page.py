"""The table of products by class of deposits as a page; `scripts/print_rules.py` writes it to docs/rules."""

from collections.abc import Iterable

from spec.matching import BOOK, CASES

NAME = "matching.md"
ABOUT = "Products matched to the class of mean deposits (TIER-06, PROD-07)."
NOTE = (
    "Printed from `tests/spec/matching` by `scripts/print_rules.py`; change it there. The table is the"
    " playbook's (`grading.deposits`), a default for the bank to verify: the documents name it and give no"
    " line of it. Of each category one product is told: on sale on the day, in base currency, of no larger"
    " minimum than the deposits, and of a grade that the customer's own, valid assessment allows; the"
    " lowest grade first."
)


def text() -> str:
    """Return the page as Markdown: the table of the playbook, then what is told of a shelf."""
    classes = [(one.text.en, f"{one.floor:,}", ", ".join(one.categories)) for one in BOOK.grading.deposits]
    matched = _table(("class", "from", "→ categories"), classes)
    told = _table(("mean deposits", "assessed", "→ class", "→ told"), CASES)
    return "\n\n".join((f"# {ABOUT}", NOTE, "## The table", matched, "## On a shelf", told)) + "\n"


def _table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (heads, ("---",) * len(heads), *rows)
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
