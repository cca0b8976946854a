"""Run reports on their way to the page of runs: of published nights, nights in between, and refusals."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import psycopg
from psycopg.types.json import Jsonb

from tilth.kernel.errors import TilthError

_BANK_ZONE = ZoneInfo("Asia/Shanghai")


def record(*, url: str, report: dict[str, Any]) -> None:
    """Store one run report; TilthError when the database does not take it."""
    try:
        with psycopg.connect(url) as connection:
            insert(connection, report)
    except psycopg.Error as error:
        reason = " ".join(str(error).split())
        raise TilthError(
            f"Storing the run report of {report['business_date']} in the database failed ({reason}):"
            " put the database right and run the same command again."
        ) from error


def record_refusal(*, url: str, business_date: str | None, refusal: str, at: dt.datetime) -> None:
    """Store that a night was refused, and why; without a readable date it counts for the day of `at`."""
    report = {
        "business_date": _date(business_date) or at.astimezone(_BANK_ZONE).date().isoformat(),
        "started_at": at.isoformat(),
        "finished_at": at.isoformat(),
        "status": "refused",
        "refusal": refusal,
    }
    record(url=url, report=report)


def insert(connection: psycopg.Connection[Any], report: dict[str, Any]) -> None:
    """Store one run report in the caller's transaction."""
    connection.execute(
        "INSERT INTO tilth_run_report (business_date, finished_at, status, report)"
        " VALUES (%s, coalesce(%s::timestamptz, now()), %s, %s)",
        [
            report["business_date"],
            report.get("finished_at"),
            report.get("status", "published"),
            Jsonb(report),
        ],
    )


def _date(text: str | None) -> str | None:
    try:
        return dt.date.fromisoformat(text or "").isoformat()
    except ValueError:
        return None
