"""After a night is published: the greetings of the days to come enter the queue."""

import datetime as dt

import psycopg

from tilth.connectors.warehouse import reports
from tilth.domain.greetings import operations
from tilth.jobs.night.run import Job
from tilth.kernel.errors import TilthError, one_line
from tilth.policy import playbook


def make(job: Job, day: dt.date) -> None:
    """Make them and say in the night's report how many; a failure here undoes no night."""
    job.teller.now(f"{day}: greetings")
    try:
        with psycopg.connect(job.url) as connection:
            book = playbook.in_force(job.data / "playbook", day)
            made = operations.make(connection, playbook=book, day=day, at=job.clock())
            reports.add(
                connection, day=day, name="greetings", told={"made": made.made, "stopped": made.stopped}
            )
    except (psycopg.Error, TilthError) as error:
        reason = one_line(error)
        job.teller.done(f"{day}: no greetings were made ({reason}): the next night makes them")
        return
    if made.made or made.stopped:
        job.teller.done(f"{day}: {made.made:,} greetings made, {made.stopped:,} stopped")
