"""Several feeds in order of date: each night is taken by itself, then the newest one is published."""

import datetime as dt
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from tilth.connectors.core_banking import telling
from tilth.connectors.core_banking.telling import Fault
from tilth.connectors.warehouse import publish, reports
from tilth.jobs.night import after, plan, retention, run
from tilth.jobs.night.disk import disk_faults
from tilth.jobs.night.plan import Action, Step
from tilth.jobs.night.report import RunReport
from tilth.jobs.night.run import Job
from tilth.kernel.errors import Refused, TilthError
from tilth.kernel.said import Said
from tilth.lake.ledger import Night


def nights(job: Job, folders: tuple[Path, ...], *, replace: bool) -> None:
    """Take every feed in order of date, then publish; on a refusal or failure, what was taken before it."""
    taken: list[RunReport] = []
    named = folders
    try:
        for feed in plan.read(folders, bank=job.bank):
            named = (feed[2],)
            job.noted.clear()
            taken.extend(_night(job, plan.decide(feed, job.lake.nights, replace=replace)))
    except TilthError as error:
        # the operator must hear the first reason, also where the database that keeps it for the page is away
        with suppress(TilthError):
            _tell_the_page(job, named, error)
        if isinstance(error, Refused):
            _publish(job, taken)
        else:
            with suppress(TilthError):
                _publish(job, taken)
        raise
    _publish(job, taken)


def _night(job: Job, step: Step) -> list[RunReport]:
    if step.action is Action.KNOWN:
        job.lake.tidy()
        job.teller.done(f"{step.day}: taken before with the same content, nothing to do")
        return []
    with disk_faults(job.data):
        return [run.take(job, step)]


def _publish(job: Job, taken: list[RunReport]) -> None:
    """Publish the newest visible night; the reports of nights in between go to the page as well."""
    if not job.lake.nights:
        return
    newest = job.lake.nights[-1]
    _record(job, [report for report in taken if report.business_date != newest.business_date])
    job.teller.now(f"{newest.business_date}: publishing")
    try:
        generation = show(job, newest)
    except publish.Overtaken as overtaken:
        _record(job, [report for report in taken if report.business_date == newest.business_date])
        job.teller.done(str(overtaken))
        return
    job.teller.done(f"{newest.business_date}: published as generation {generation}")
    after.make(job, newest.business_date)
    retention.look(job, newest.business_date)


def _record(job: Job, taken: list[RunReport]) -> None:
    """Store the reports of nights that are not published here."""
    for report in taken:
        faults = _set_aside(job, report.business_date)
        reports.record(url=job.url, report=report.as_json(), faults=faults)


def show(job: Job, newest: Night, *, back: bool = False) -> int:
    """Publish one visible night, with `back` over a newer one; return its generation."""
    return publish.publish(
        url=job.url,
        files=job.lake,
        day=newest.business_date,
        playbook_version=newest.playbook_version,
        feed_digest=newest.feed_digest,
        report=publish.read_report(job.lake, newest.business_date),
        ring=job.ring,
        faults=_set_aside(job, newest.business_date),
        on_step=lambda name, _: job.teller.now(f"{newest.business_date}: publishing {name}"),
        back=back,
    )


def _set_aside(job: Job, day: dt.date) -> Iterator[Fault]:
    """Return the quarantined rows of a visible night, as a page may show them."""
    return telling.faults(pq.read_table(job.lake.quarantine(day)))


def _tell_the_page(job: Job, folders: tuple[Path, ...], error: TilthError) -> None:
    """Leave the reason where managers can read it: an honest page says why tonight is missing."""
    names = [folder.name for folder in folders if len(folders) == 1 or folder.name in str(error)]
    said = error.args[0] if error.args else ""
    more: dict[str, Any] = {"said": said.as_json()} if isinstance(said, Said) else {}
    faults: Iterator[Fault] = iter(())
    if job.noted:
        tables, lines = job.noted[0].stopped()
        more |= {
            "tables": [asdict(table) for table in tables],
            "quarantine": telling.summary(lines),
            "findings": [finding.as_json() for finding in job.noted[0].findings],
        }
        faults = telling.faults(lines)
    reports.record_end(
        url=job.url,
        business_date=names[0] if names else None,
        refusal=str(error),
        at=job.clock(),
        status="refused" if isinstance(error, Refused) else "failed",
        more=more,
        faults=faults,
    )
