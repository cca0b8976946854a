"""Entries of the audit as a file for a spreadsheet."""

import csv
import io
from collections.abc import Callable, Iterable

from tilth.domain.audit.entries import AuditEntry, Before, Entries
from tilth.kernel.cells import safe

MOST = 10_000
"""Rows of one file."""
COLUMNS = (
    "at",
    "action",
    "name",
    "staff_id",
    "role",
    "address",
    "subject_type",
    "subject_id",
    "customers",
    "why",
)


def gathered(ask: Callable[[Before], Entries]) -> tuple[list[AuditEntry], bool]:
    """Return up to 10,000 entries page by page, and whether there are more."""
    found: list[AuditEntry] = []
    before: Before = None
    while len(found) < MOST:
        page = ask(before)
        found += page.items
        before = page.following
        if before is None:
            return found[:MOST], len(found) > MOST
    return found[:MOST], True


def written(entries: Iterable[AuditEntry]) -> bytes:
    """Return a CSV file that spreadsheets read as UTF-8 and in which no cell calculates."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(COLUMNS)
    for entry in entries:
        writer.writerow([safe(_cell(entry, column)) for column in COLUMNS])
    return file.getvalue().encode("utf-8-sig")


def _cell(entry: AuditEntry, column: str) -> str:
    if column == "at":
        return entry.at.isoformat()
    if column == "customers":
        return " ".join(entry.customers)
    return str(getattr(entry, column) or "")
