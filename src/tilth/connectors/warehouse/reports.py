"""Run reports on their way to the page of runs: of published nights, nights in between, and refusals."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

import psycopg
from psycopg.types.json import Jsonb

from tilth.kernel.dates import ZONE
from tilth.kernel.errors import TilthError, one_line
from tilth.kernel.said import Said

KEPT_DAYS = 180
"""Single quarantined rows leave the database after so many days; the lake keeps them."""
Faults = Iterable[tuple[Any, ...]]
"""Quarantined values as a page may show them: table, row, line, column, value, code."""


def record(*, url: str, report: dict[str, Any], faults: Faults = ()) -> None:
    """Store one run report; TilthError when the database does not take it."""
    try:
        with psycopg.connect(url) as connection:
            insert(connection, report, faults)
    except psycopg.Error as error:
        reason = one_line(error)
        raise TilthError(
            f"Storing the run report of {report['business_date']} in the database failed ({reason}):"
            " put the database right and run the same command again."
        ) from error


def record_end(  # noqa: PLR0913 - keywords that say what is stored
    *,
    url: str,
    business_date: str | None,
    refusal: str,
    at: dt.datetime,
    status: str = "refused",
    more: dict[str, Any] | None = None,
    faults: Faults = (),
) -> None:
    """Store that a night was refused or failed, and why; without a readable date it counts for `at`'s day."""
    report = {
        "business_date": _date(business_date) or at.astimezone(ZONE).date().isoformat(),
        "started_at": at.isoformat(),
        "finished_at": at.isoformat(),
        "status": status,
        "refusal": refusal,
        **(more or {}),
    }
    record(url=url, report=report, faults=faults)


def insert(connection: psycopg.Connection[Any], report: dict[str, Any], faults: Faults = ()) -> None:
    """Store one run report and its quarantined rows in the caller's transaction."""
    row = connection.execute(
        "INSERT INTO tilth_run_report (business_date, finished_at, status, report)"
        " VALUES (%s, coalesce(%s::timestamptz, now()), %s, %s) RETURNING id",
        [
            report["business_date"],
            report.get("finished_at"),
            report.get("status", "published"),
            Jsonb(_told(report)),
        ],
    ).fetchone()
    if row is not None:
        _set_aside(connection, row[0], report["business_date"], faults)


def add(connection: psycopg.Connection[Any], *, day: dt.date, name: str, told: dict[str, Any]) -> None:
    """Add a part to the newest report of a published night, in the caller's transaction."""
    connection.execute(
        "UPDATE tilth_run_report SET report = report || jsonb_build_object(%s::text, %s::jsonb) WHERE id = ("
        " SELECT id FROM tilth_run_report WHERE business_date = %s AND status = 'published'"
        " ORDER BY finished_at DESC, id DESC LIMIT 1)",
        [name, Jsonb(told), day],
    )


def take_back(connection: psycopg.Connection[Any], *, shown: dt.date) -> None:
    """Let the reports of published nights later than `shown` say that they were taken back; the same."""
    rows = connection.execute(
        "SELECT id, business_date FROM tilth_run_report WHERE business_date > %s AND status = 'published'",
        [shown],
    ).fetchall()
    for key, day in rows:
        said = Said("taken_back", day=day, shown=shown)
        told = {"status": "taken_back", "refusal": str(said), "said": said.as_json()}
        connection.execute(
            "UPDATE tilth_run_report SET status = 'taken_back', report = report || %s WHERE id = %s",
            [Jsonb(told), key],
        )


def made_at(connection: psycopg.Connection[Any], *, after: dt.date) -> dict[str, list[dt.datetime]]:
    """Return when the published nights later than that made what is due by rule, by the part's name."""
    rows = connection.execute(
        "SELECT part.key, (part.value ->> 'at')::timestamptz FROM tilth_run_report r"
        " CROSS JOIN LATERAL jsonb_each(r.report) AS part"
        " WHERE r.business_date > %s AND r.status = 'published' AND jsonb_typeof(part.value) = 'object'"
        " AND part.value ? 'at' ORDER BY 2",
        [after],
    ).fetchall()
    found: dict[str, list[dt.datetime]] = {}
    for name, at in rows:
        found.setdefault(name, []).append(at)
    return found


def _set_aside(connection: psycopg.Connection[Any], run: int, day: str, faults: Faults) -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy(
            "COPY tilth_quarantine_row"
            " (run_id, table_name, row_number, line_number, column_name, value, code) FROM STDIN"
        ) as copy,
    ):
        for fault in faults:
            copy.write_row((run, *fault))
    connection.execute(
        "DELETE FROM tilth_quarantine_row WHERE run_id IN"
        " (SELECT id FROM tilth_run_report WHERE business_date < %s::date - %s)",
        [day, KEPT_DAYS],
    )


def _told(report: dict[str, Any]) -> dict[str, Any]:
    """Return what the page needs: no sentence that names keys, no playbook as a whole."""
    kept = ("code", "values", "branches")
    findings = [{name: one[name] for name in kept if name in one} for one in report.get("findings", ())]
    book = {name: value for name, value in report.get("playbook", {}).items() if name != "values"}
    return {**report, "findings": findings, "playbook": book}


def _date(text: str | None) -> str | None:
    try:
        return dt.date.fromisoformat(text or "").isoformat()
    except ValueError:
        return None
