"""One run as its page shows it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tilth.domain import bank
from tilth.domain.runs.queries import Night, Nights, Report
from tilth.web.runs import playbook, words
from tilth.web.runs.playbook import Change
from tilth.web.runs.rows import Found


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step: how long it took, and the width of its bar in per cent of the longest."""

    name: str
    seconds: float
    width: int


@dataclass(frozen=True, kw_only=True)
class Reason:
    """How often one reason stands in one column, with its bar in per cent of the most frequent."""

    table: str
    column: str
    words: str
    faults: int
    width: int


@dataclass(frozen=True, kw_only=True)
class Check:
    """One check in words, with the figures that it compared."""

    words: str
    figures: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One run in the list."""

    night: Night
    refusal: str


@dataclass(frozen=True, kw_only=True)
class Index:
    """A page of runs."""

    items: tuple[Line, ...]
    following: int | None


@dataclass(frozen=True, kw_only=True)
class Page:
    """One run."""

    report: Report
    refusal: str
    steps: tuple[Step, ...]
    failed: tuple[Check, ...]
    passed: tuple[Check, ...]
    findings: tuple[str, ...]
    changes: tuple[Change, ...]
    """What differs from the playbook of the night before."""
    compared: bool
    """Whether there is a night before to compare the playbook with."""
    reasons: tuple[Reason, ...]
    more_reasons: int
    """Reasons beyond those shown."""
    found: Found | None
    """The first single rows; None for whom they are not."""


SHOWN = 8
"""Reasons that a page names; the others are counted."""


def index(found: Nights) -> Index:
    """Return a page of runs in words."""
    items = tuple(Line(night=night, refusal=_refusal(night)) for night in found.items)
    return Index(items=items, following=found.following)


def page(report: Report, *, found: Found | None) -> Page:
    """Return the run in words."""
    return Page(
        report=report,
        refusal=_refusal(report.night),
        steps=_steps(report.steps),
        failed=_checks(report, passed=False),
        passed=_checks(report, passed=True),
        findings=tuple(filter(None, (words.said(finding) for finding in report.findings))),
        changes=playbook.changes(
            list(report.playbook.get("changes") or ()), bank.playbook_of(report.night.business_date)
        ),
        compared=report.playbook.get("changes") is not None,
        reasons=_reasons(report.reasons[:SHOWN]),
        more_reasons=max(0, len(report.reasons) - SHOWN),
        found=found,
    )


def _refusal(night: Night) -> str:
    return words.said(night.said, otherwise=night.refusal)


def _checks(report: Report, *, passed: bool) -> tuple[Check, ...]:
    return tuple(
        Check(words=words.check(str(check["name"])), figures=words.figures(str(check.get("detail", ""))))
        for check in report.checks
        if bool(check.get("passed")) is passed
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


def _reasons(rows: tuple[Mapping[str, Any], ...]) -> tuple[Reason, ...]:
    most = max((int(row["faults"]) for row in rows), default=0) or 1
    return tuple(
        Reason(
            table=str(row["table"]),
            column=str(row["column"]),
            words=words.reason(str(row["code"])),
            faults=int(row["faults"]),
            width=max(1, round(100 * int(row["faults"]) / most)),
        )
        for row in rows
    )
