"""Take back the last accepted night: the lake forgets it, the pages show the night before again."""

import psycopg

from tilth.connectors.warehouse import publish, reports
from tilth.domain import of_night
from tilth.jobs.night import after, batch
from tilth.jobs.night.disk import disk_faults
from tilth.jobs.night.run import Job
from tilth.kernel.errors import Refused
from tilth.lake.ledger import Night


def last(job: Job) -> None:
    """Undo the last night whole, but for what people recorded since; Refused where there is none before it.

    Cut off, it goes on when it is called again: pages that show a night which the lake does not hold are
    brought back to the last one that it holds.
    """
    with disk_faults(job.data):
        _forget(job)
    now = job.lake.nights[-1]
    _unmake(job, now)
    generation = batch.show(job, now, back=True)
    job.teller.done(f"{now.business_date}: published again as generation {generation}")
    after.make(job, now.business_date)


def _forget(job: Job) -> None:
    with job.lake.draft() as draft:
        nights = draft.nights
        shown = publish.shown(job.url)
        if nights and shown is not None and shown > nights[-1].business_date:
            job.teller.done(f"{shown}: taken out of the lake before; the pages follow")
            return
        if len(nights) < 2:
            raise Refused(
                f"{job.data} holds no night before the last one: nothing was taken back;"
                " give the last night's feed again with `tilth nightly --replace`."
            )
        day = nights[-1].business_date
        draft.forget(day)
        draft.commit()
    job.teller.done(f"{day}: taken out of the lake")


def _unmake(job: Job, now: Night) -> None:
    with psycopg.connect(job.url) as connection:
        made = reports.made_at(connection, after=now.business_date)
        changed = of_night.take_back(connection, made=made, at=job.clock())
    if changed:
        job.teller.done(f"{changed:,} greetings, follow-ups and care plans of that night undone")
