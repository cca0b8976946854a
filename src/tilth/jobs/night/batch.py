"""Several feeds in order of date: each night is taken by itself, then the newest one is published."""

import errno
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import duckdb

from tilth.connectors.warehouse import publish, reports
from tilth.jobs.night import plan, run
from tilth.jobs.night.plan import Action, Step
from tilth.jobs.night.report import RunReport
from tilth.jobs.night.run import Job
from tilth.kernel.errors import Refused, TilthError


def nights(job: Job, folders: tuple[Path, ...], *, replace: bool) -> None:
    """Take every feed in order of date, then publish; on a refusal, what was taken before it."""
    taken: list[RunReport] = []
    try:
        for feed in plan.read(folders, bank=job.bank):
            taken.extend(_night(job, plan.decide(feed, job.lake.nights, replace=replace)))
    except Refused as refusal:
        _publish(job, taken)
        # the operator must hear the refusal, also where the database that keeps it for the page is away
        with suppress(TilthError):
            _tell_the_page(job, folders, refusal)
        raise
    _publish(job, taken)


def _night(job: Job, step: Step) -> list[RunReport]:
    if step.action is Action.KNOWN:
        job.teller.done(f"{step.day}: taken before with the same content, nothing to do")
        return []
    with disk_faults(job.data):
        return [run.take(job, step)]


def _publish(job: Job, taken: list[RunReport]) -> None:
    """Publish the newest visible night; the reports of nights in between go to the page as well."""
    if not job.lake.nights:
        return
    newest = job.lake.nights[-1]
    for report in taken:
        if report.business_date != newest.business_date:
            reports.record(url=job.url, report=report.as_json())
    job.teller.now(f"{newest.business_date}: publishing")
    generation = publish.publish(
        url=job.url,
        files=job.lake,
        day=newest.business_date,
        playbook_version=newest.playbook_version,
        feed_digest=newest.feed_digest,
        report=publish.read_report(job.lake, newest.business_date),
        on_step=lambda name, _: job.teller.now(f"{newest.business_date}: publishing {name}"),
    )
    job.teller.done(f"{newest.business_date}: published as generation {generation}")


def _tell_the_page(job: Job, folders: tuple[Path, ...], refusal: Refused) -> None:
    """Leave the refusal where managers can read it: an honest page says why tonight is missing."""
    names = [folder.name for folder in folders if folder.name in str(refusal)]
    reports.record_refusal(
        url=job.url,
        business_date=names[0] if names else None,
        refusal=str(refusal),
        at=job.clock(),
    )


@contextmanager
def disk_faults(data: Path) -> Iterator[None]:
    """Turn a full disk into one sentence; what was written aside is swept away by the draft."""
    try:
        yield
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT}:
            raise
        raise TilthError(_full(data)) from error
    except duckdb.Error as error:
        if "No space left" not in str(error):
            raise
        raise TilthError(_full(data)) from error
    finally:
        shutil.rmtree(data / "spill", ignore_errors=True)


def _full(data: Path) -> str:
    return (
        f"The disk that holds {data} is full: the last accepted night stays in place; "
        "free some space and run the same command again."
    )
