"""What acceptance did with a feed, as people read it: tables on a terminal, plain lines elsewhere."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.table import Table as Grid

from tilth.connectors.core_banking.acceptance import Accepted, TableCount

HEADINGS = ("table", "read", "accepted", "quarantined", "dropped", "normalised")


def show(accepted: Accepted, console: Console) -> None:
    """Print counts per table, findings, and the first lines of the quarantine."""
    rows = [(each.table, *(f"{number:,}" for number in _numbers(each))) for each in accepted.tables]
    console.print(f"Feed of {accepted.business_date}, digest {accepted.digest[:16]}", highlight=False)
    if console.is_terminal:
        console.print(_grid(rows))
    else:
        for row in (HEADINGS, *rows):
            line = "  ".join([row[0].ljust(14), *(cell.rjust(12) for cell in row[1:])])
            console.print(line, highlight=False, soft_wrap=True)
    _section("Findings", accepted.findings, console)
    _section("First quarantine lines", accepted.examples, console)


def _numbers(each: TableCount) -> tuple[int, ...]:
    return each.read, each.accepted, each.quarantined, each.left_out, each.normalised


def _grid(rows: Sequence[tuple[str, ...]]) -> Grid:
    grid = Grid()
    for number, heading in enumerate(HEADINGS):
        grid.add_column(heading, justify="right" if number else "left")
    for row in rows:
        grid.add_row(*row)
    return grid


def _section(title: str, lines: tuple[str, ...], console: Console) -> None:
    if lines:
        console.print(f"{title}:", highlight=False)
        for line in lines:
            console.print(f"  - {escape(line)}", highlight=False, soft_wrap=True)
