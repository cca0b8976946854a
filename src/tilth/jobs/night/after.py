"""After a night is published: what it makes due enters the queue, one kind after the other."""

import datetime as dt
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

import psycopg

from tilth.connectors.warehouse import reports
from tilth.domain.care_plans import operations as care_plans
from tilth.domain.follow_ups import operations as follow_ups
from tilth.domain.greetings import operations as greetings
from tilth.jobs.night.run import Job
from tilth.kernel.errors import TilthError, one_line
from tilth.policy import playbook


@dataclass(frozen=True, kw_only=True)
class _Made:
    """One kind: its name in the report, what makes it, and what is said of it."""

    name: str
    make: Callable[..., Any]
    told: str
    """With the counts of what `make` returns, where one is not nought."""
    failed: str


_EACH = (
    _Made(
        name="greetings",
        make=greetings.make,
        told="{made:,} greetings made, {stopped:,} stopped",
        failed="no greetings were made ({reason}): the next night makes them",
    ),
    _Made(
        name="follow_ups",
        make=follow_ups.make,
        told="{made:,} follow-ups made, {settled:,} done by talks, {stopped:,} stopped",
        failed="no follow-ups were made ({reason}): the next night makes them",
    ),
    _Made(
        name="care_plans",
        make=care_plans.make,
        told="care plans: {carried_out:,} carried out by talks, {made:,} set up, {ended:,} ended",
        failed="no care plan moved on ({reason}): the next night does it",
    ),
)


def make(job: Job, day: dt.date) -> None:
    """Make each and say in the night's report how many; a failure here undoes no night."""
    for one in _EACH:
        _make(one, job, day)


def _make(one: _Made, job: Job, day: dt.date) -> None:
    job.teller.now(f"{day}: {one.name.replace('_', ' ')}")
    try:
        with psycopg.connect(job.url) as connection:
            book = playbook.in_force(job.data / "playbook", day)
            at = job.clock()
            counts = asdict(one.make(connection, playbook=book, day=day, at=at))
            reports.add(connection, day=day, name=one.name, told={**counts, "at": at.isoformat()})
    except (psycopg.Error, TilthError) as error:
        job.teller.done(f"{day}: {one.failed.format(reason=one_line(error))}")
        return
    if any(counts.values()):
        job.teller.done(f"{day}: {one.told.format(**counts)}")
