"""After a night is published: count what is over its period, for the night's report, or let it go as well."""

import datetime as dt
from dataclasses import asdict
from typing import Any

import psycopg

from tilth.connectors.warehouse import reports
from tilth.domain.retention import operations, queries
from tilth.jobs.night.run import Job
from tilth.kernel.errors import TilthError, one_line


def look(job: Job, day: dt.date) -> None:
    """Write into the newest report of the night what goes next, or went; a failure here undoes no night."""
    try:
        with psycopg.connect(job.url) as connection:
            job.teller.now(f"{day}: counting what is over its retention period")
            found = queries.preview(connection)
            connection.commit()
            told = as_told(found)
            if job.bank.retention.sweep and found.going:
                told["gone"] = operations.sweep(
                    connection,
                    ring=job.ring,
                    on_step=lambda table, gone, of: job.teller.now(f"{day}: {table} {gone:,} of {of:,} gone"),
                )
            reports.add(connection, day=day, name="retention", told=told)
    except (psycopg.Error, TilthError) as error:
        reason = one_line(error)
        job.teller.done(f"{day}: retention was not looked at ({reason}): run `tilth retention preview`")
        return
    gone = sum(told.get("gone", {}).values())
    if not found.going:
        return
    job.teller.done(
        f"{day}: {gone:,} rows went" if gone else f"{day}: {found.going:,} rows are over their period"
    )


def as_told(found: queries.Preview) -> dict[str, Any]:
    """Return a preview as the report keeps it; tables without rows say nothing."""
    lines = [
        {
            name: value.isoformat() if isinstance(value, dt.date) else value
            for name, value in asdict(one).items()
        }
        for one in found.lines
        if one.rows
    ]
    return {"day": found.day.isoformat(), "told_ends": found.told_ends, "lines": lines}
