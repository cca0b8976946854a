"""After a night is published: care plans move on, begin and end."""

import datetime as dt
from dataclasses import asdict

import psycopg

from tilth.connectors.warehouse import reports
from tilth.domain.care_plans import operations
from tilth.jobs.night.run import Job
from tilth.kernel.errors import TilthError, one_line
from tilth.policy import playbook


def make(job: Job, day: dt.date) -> None:
    """Do it and say in the night's report how many; a failure here undoes no night."""
    job.teller.now(f"{day}: care plans")
    try:
        with psycopg.connect(job.url) as connection:
            book = playbook.in_force(job.data / "playbook", day)
            made = operations.make(connection, playbook=book, day=day, at=job.clock())
            reports.add(connection, day=day, name="care_plans", told=asdict(made))
    except (psycopg.Error, TilthError) as error:
        reason = one_line(error)
        job.teller.done(f"{day}: no care plan moved on ({reason}): the next night does it")
        return
    if made.carried_out or made.made or made.ended:
        job.teller.done(
            f"{day}: care plans: {made.carried_out:,} carried out by talks, {made.made:,} set up,"
            f" {made.ended:,} ended"
        )
