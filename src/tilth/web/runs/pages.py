"""One run as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tilth.domain.runs.queries import QUARANTINE_PAGE, Report


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: how long it took, and the width of its bar in per cent of the longest."""

    name: str
    seconds: float
    width: int


@dataclass(frozen=True, kw_only=True)
class BadRow:
    """One quarantined row: where it stood and what was wrong, its value masked at the source."""

    table: str
    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """One run."""

    report: Report
    steps: tuple[Step, ...]
    failed: tuple[Mapping[str, Any], ...]
    passed: tuple[Mapping[str, Any], ...]
    bad: tuple[BadRow, ...]
    number: int
    last: int
    kept: int
    """Quarantined rows that the report holds; the lake holds all."""


def page(report: Report, *, number: int, chinese: bool) -> Page:
    """Return the run with one page of its quarantined rows."""
    last = max(1, -(-len(report.quarantine) // QUARANTINE_PAGE))
    number = min(max(number, 1), last)
    shown = report.quarantine[(number - 1) * QUARANTINE_PAGE : number * QUARANTINE_PAGE]
    return Page(
        report=report,
        steps=_steps(report.steps),
        failed=tuple(check for check in report.checks if not check.get("passed")),
        passed=tuple(check for check in report.checks if check.get("passed")),
        bad=tuple(_bad(row, "reason_zh" if chinese else "reason_en") for row in shown),
        number=number,
        last=last,
        kept=len(report.quarantine),
    )


def _steps(rows: tuple[Mapping[str, Any], ...]) -> tuple[Step, ...]:
    longest = max((float(row["seconds"]) for row in rows), default=0) or 1
    return tuple(
        Step(
            name=str(row["step"]),
            seconds=float(row["seconds"]),
            width=round(100 * float(row["seconds"]) / longest),
        )
        for row in rows
    )


def _bad(row: Mapping[str, Any], reason: str) -> BadRow:
    return BadRow(
        table=str(row.get("table", "")),
        row=int(row.get("row") or 0),
        column=str(row.get("column") or ""),
        value=str(row.get("value") if row.get("value") is not None else ""),
        reason=str(row.get(reason) or row.get("code") or ""),
    )
