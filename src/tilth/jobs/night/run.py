"""One feed: accept it, compute its night, and those after it when it replaces one; commit them at once."""

import datetime as dt
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tilth.connectors.core_banking import acceptance
from tilth.connectors.core_banking.acceptance import Noted
from tilth.connectors.warehouse import extract
from tilth.engine import run as engine
from tilth.jobs.night import books
from tilth.jobs.night.plan import Step
from tilth.jobs.night.progress import Teller
from tilth.jobs.night.report import RunReport
from tilth.lake.layout import Area
from tilth.lake.ledger import Night
from tilth.lake.store import Draft, Lake
from tilth.policy import playbook
from tilth.policy.bank import Bank, NightSettings
from tilth.policy.subjects.detail import DetailRules
from tilth.vault.ring import Ring


@dataclass(frozen=True, kw_only=True)
class Job:
    """What every night of one command shares."""

    data: Path
    cache: Path
    bank: Bank
    lake: Lake
    ring: Ring
    url: str
    engine: NightSettings
    override: bool
    clock: Callable[[], dt.datetime]
    teller: Teller
    far_date: bool = False
    noted: list[Noted] = field(default_factory=list)
    """What acceptance saw of each feed so far, also of one that it refused."""


def take(job: Job, step: Step) -> RunReport:
    """Accept one feed, compute its night and those after it, show them; return the last report."""
    with job.lake.draft() as draft:
        given = {night.business_date: night.feed_digest for night in draft.nights}
        following = sorted(day for day in given if day > step.day)
        if step.day in given:
            draft.forget(step.day)
        for day in following:
            draft.recompute(day)
        report = _begin(job, draft, step.day)
        _accept(job, draft, step, report)
        _compute(job, draft, report)
        for day in following:
            report = _begin(job, draft, day)
            _again(draft, day, given[day], report)
            _compute(job, draft, report)
        job.teller.now(f"{step.day}: making the night visible")
        draft.commit()
    return report


def _begin(job: Job, draft: Draft, day: dt.date) -> RunReport:
    earlier = [night.business_date for night in draft.nights if night.business_date < day]
    return RunReport(business_date=day, previous=max(earlier, default=None), started_at=job.clock())


def _accept(job: Job, draft: Draft, step: Step, report: RunReport) -> None:
    job.teller.now(f"{step.day}: checking the feed")
    began = time.monotonic()
    noted = Noted()
    job.noted[:] = [noted]
    accepted = acceptance.accept(
        step.folder,
        bank=job.bank,
        draft=draft,
        ring=job.ring,
        override=job.override,
        far_date=job.far_date,
        plausibility=playbook.in_force(job.data / "playbook", step.day).plausibility,
        noted=noted,
    )
    report.accepted(accepted, draft.out_quarantine(step.day))
    report.step("accept", time.monotonic() - began)
    bad = sum(table.quarantined for table in accepted.tables)
    rows = sum(table.accepted for table in accepted.tables)
    values = sum(table.left_out for table in accepted.tables)
    dropped = f", {values:,} values left out" if values else ""
    job.teller.done(f"{step.day}: accepted {rows:,} rows, quarantined {bad:,}{dropped}")
    for finding in accepted.findings:
        job.teller.done(f"{step.day}: {finding}")


def _again(draft: Draft, day: dt.date, digest: str, report: RunReport) -> None:
    """Carry over what acceptance said of a night whose feed stays while its marts are made anew."""
    old = json.loads(draft.lake.report(day).read_text("utf-8"))
    report.feed_digest = digest
    report.tables, report.findings, report.quarantine = old["tables"], old["findings"], old["quarantine"]


def _compute(job: Job, draft: Draft, report: RunReport) -> None:
    day = report.business_date
    began = time.monotonic()
    book = playbook.in_force(job.data / "playbook", day)
    extract.extract(
        url=job.url,
        day=day,
        items=book.of(DetailRules).items,
        out=lambda table: draft.out(Area.EXTRACTS, table, day),
    )
    report.step("extract", time.monotonic() - began)
    night = engine.compute(
        day=day,
        earlier=[night.business_date for night in draft.nights if night.business_date < day],
        files=draft,
        playbook=book,
        base_currency=job.bank.base_currency,
        spill=job.engine.folder(job.data),
        cache=job.cache,
        on_step=lambda name, _: job.teller.now(f"{day}: {name}"),
        engine=job.engine.engine,
        master=job.engine.master,
    )
    for name, seconds in night.steps:
        report.step(name, seconds)
    report.computed(night)
    report.playbook_version = book.version
    report.playbook = books.told(book, _before(draft, report.previous))
    report.finished_at = job.clock()
    text = json.dumps(report.as_json(), ensure_ascii=False, indent=1)
    draft.out_report(day).write_text(text, "utf-8")
    draft.record(Night(business_date=day, feed_digest=report.feed_digest, playbook_version=book.version))
    lists = night.rows["call_list"]
    job.teller.done(
        f"{day}: {night.rows['customers']:,} customers, {night.rows['events']:,} events, "
        f"{lists:,} names on lists, {len(night.checks)} checks passed"
    )


def _before(draft: Draft, previous: dt.date | None) -> dict[str, Any] | None:
    """Return what the report of the night before says of its playbook; None before the first night."""
    if previous is None or not draft.report(previous).exists():
        return None
    told: dict[str, Any] = json.loads(draft.report(previous).read_text("utf-8")).get("playbook", {})
    return told
