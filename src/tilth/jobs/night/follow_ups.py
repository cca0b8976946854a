"""After a night is published: the follow-ups that its events ask for enter the queue."""

import datetime as dt
from dataclasses import asdict

import psycopg

from tilth.connectors.warehouse import reports
from tilth.domain.follow_ups import operations
from tilth.jobs.night.run import Job
from tilth.kernel.errors import TilthError, one_line
from tilth.policy import playbook


def make(job: Job, day: dt.date) -> None:
    """Make them and say in the night's report how many; a failure here undoes no night."""
    job.teller.now(f"{day}: follow-ups")
    try:
        with psycopg.connect(job.url) as connection:
            book = playbook.in_force(job.data / "playbook", day)
            made = operations.make(connection, playbook=book, day=day, at=job.clock())
            reports.add(connection, day=day, name="follow_ups", told=asdict(made))
    except (psycopg.Error, TilthError) as error:
        reason = one_line(error)
        job.teller.done(f"{day}: no follow-ups were made ({reason}): the next night makes them")
        return
    if made.made or made.settled or made.stopped:
        job.teller.done(
            f"{day}: {made.made:,} follow-ups made, {made.settled:,} done by talks, {made.stopped:,} stopped"
        )
