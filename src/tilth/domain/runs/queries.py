"""Read the reports of nightly runs, newest first."""

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from tilth.access import reads
from tilth.access.ahead import Asked
from tilth.data.models import Generation, RunReport

PAGE = 30


@dataclass(frozen=True, kw_only=True)
class Night:
    """One run in a line: how it ended and how much went through."""

    id: int
    business_date: dt.date
    finished_at: dt.datetime
    status: str
    refusal: str
    """The English sentence, for a version that does not know its code."""
    said: Mapping[str, Any] | None
    """Code and values of the refusal."""
    read: int
    accepted: int
    quarantined: int
    seconds: float
    failed_checks: int


@dataclass(frozen=True, kw_only=True)
class Nights:
    """One page of runs and the key of the next, None when there is none."""

    items: tuple[Night, ...]
    following: int | None


@dataclass(frozen=True, kw_only=True)
class Report:
    """One run with everything its report says."""

    night: Night
    playbook: Mapping[str, Any]
    """Version, first day, the version before, and what changed since; `changes` None: nothing to compare."""
    tables: tuple[Mapping[str, Any], ...]
    marts: tuple[Mapping[str, Any], ...]
    steps: tuple[Mapping[str, Any], ...]
    checks: tuple[Mapping[str, Any], ...]
    findings: tuple[Mapping[str, Any], ...]
    faults: int
    """Values that were set aside."""
    kept: int
    """Of these, how many the pages hold; the lake holds all."""
    sealed_off: int
    """Erased persons whom the core delivered again; nothing of them is published."""
    reasons: tuple[Mapping[str, Any], ...]
    """How often each reason stands in which column, most frequent first."""


@dataclass(frozen=True, kw_only=True)
class Findings:
    """What a night found in its feed: code, values, and how many rows of each branch; and its run."""

    run: int
    items: tuple[Mapping[str, Any], ...] = ()


def stopped_since(day: dt.date) -> Night | None:
    """Return the newest run where it is of a later night than `day` and published nothing; one query."""
    last = next(iter(_newest(day=day)), None)
    return None if last is None or last.status == "published" else _night(last)


def asked(day: dt.date) -> Asked[RunReport]:
    """Return what `stopped_since` asks, to be sent together with other reads."""
    return _newest.asked(day=day)


@reads.plain
def _newest(*, day: dt.date) -> "QuerySet[RunReport]":
    later = RunReport.objects.filter(business_date__gt=day)
    return later.order_by("-business_date", "-finished_at", "-id")[:1]


def nights(*, before: int | None = None) -> Nights:
    """Return a page of runs, newest business date first; reports of runs name no customer."""
    rows = RunReport.objects.order_by("-business_date", "-finished_at", "-id")
    last = RunReport.objects.filter(pk=before).first() if before is not None else None
    if last is not None:
        older = Q(business_date__lt=last.business_date)
        same_day = Q(business_date=last.business_date, finished_at__lt=last.finished_at)
        rows = rows.filter(older | same_day)
    found = list(rows[: PAGE + 1])
    page = found[:PAGE]
    following = page[-1].pk if len(found) > PAGE else None
    return Nights(items=tuple(_night(row) for row in page), following=following)


def findings(generation: Generation) -> Findings:
    """Return what the night on show found in its feed: one query per generation, which never changes."""
    return _findings(generation.business_date, generation.pk, generation.published_at)


@functools.lru_cache(maxsize=8)
def _findings(day: dt.date, generation: int, published_at: dt.datetime | None) -> Findings:  # noqa: ARG001
    rows = RunReport.objects.filter(business_date=day, status="published")
    last = rows.order_by("-finished_at", "-id").values_list("id", "report__findings").first()
    return Findings(run=0) if last is None else Findings(run=last[0], items=tuple(last[1] or ()))


@dataclass(frozen=True, kw_only=True)
class Aside:
    """What the published night of a day set aside."""

    run: int
    faults: int


def set_aside(day: dt.date) -> Aside | None:
    """Return how many values the published night of a day set aside; None for none; one query."""
    row = next(iter(_published(day=day)), None)
    faults = 0 if row is None else int((row.report.get("quarantine") or {}).get("faults", 0))
    return Aside(run=row.pk, faults=faults) if row is not None and faults else None


def asked_set_aside(day: dt.date) -> Asked[RunReport]:
    """Return what `set_aside` asks, to be sent together with other reads."""
    return _published.asked(day=day)


@reads.plain
def _published(*, day: dt.date) -> "QuerySet[RunReport]":
    found = RunReport.objects.filter(business_date=day, status="published")
    return found.order_by("-finished_at", "-id")[:1]


def changed_rules(day: dt.date) -> tuple[Mapping[str, Any], ...]:
    """Return which values of the playbook changed with the published night of a day; one query."""
    row = next(iter(_published(day=day)), None)
    return () if row is None else tuple((row.report.get("playbook") or {}).get("changes") or ())


def report(*, run: int) -> Report | None:
    """Return one run's report; None when there is no such run."""
    row = RunReport.objects.filter(pk=run).first()
    if row is None:
        return None
    body = row.report
    aside = body.get("quarantine") or {}
    return Report(
        night=_night(row),
        playbook=body.get("playbook") or {"version": str(body.get("playbook_version") or "")},
        tables=tuple(body.get("tables", ())),
        marts=tuple(body.get("marts", ())),
        steps=tuple(body.get("steps", ())),
        checks=tuple(body.get("checks", ())),
        findings=tuple(body.get("findings", ())),
        faults=int(aside.get("faults", 0)),
        kept=int(aside.get("kept", 0)),
        sealed_off=int(body.get("sealed_off", 0)),
        reasons=tuple(aside.get("reasons", ())),
    )


def _night(row: RunReport) -> Night:
    body = row.report
    tables = body.get("tables", ())
    return Night(
        id=row.pk,
        business_date=row.business_date,
        finished_at=row.finished_at,
        status=row.status,
        refusal=str(body.get("refusal") or ""),
        said=body.get("said"),
        read=sum(table.get("read", 0) for table in tables),
        accepted=sum(table.get("accepted", 0) for table in tables),
        quarantined=sum(table.get("quarantined", 0) for table in tables),
        seconds=sum(float(step.get("seconds", 0)) for step in body.get("steps", ())),
        failed_checks=sum(not check.get("passed", True) for check in body.get("checks", ())),
    )
