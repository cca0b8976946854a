"""Run reports of nights in between and of refusals."""

import datetime as dt

import psycopg
import pytest

from tilth.connectors.warehouse import reports

pytestmark = pytest.mark.postgres
AT = dt.datetime(2026, 4, 1, 17, 30, tzinfo=dt.UTC)


def stored(url: str) -> list[tuple]:
    with psycopg.connect(url) as connection:
        return connection.execute(
            "SELECT business_date, finished_at, status, report->>'refusal' FROM tilth_run_report ORDER BY id"
        ).fetchall()


def test_a_night_in_between_is_kept(database: str) -> None:
    report = {"business_date": "2026-03-30", "finished_at": AT.isoformat(), "status": "published"}
    reports.record(url=database, report=report)
    assert stored(database) == [(dt.date(2026, 3, 30), AT, "published", None)]


@pytest.mark.parametrize(
    ("given", "day"),
    [("2026-03-31", dt.date(2026, 3, 31)), (None, dt.date(2026, 4, 2)), ("today", dt.date(2026, 4, 2))],
)
def test_a_refusal_is_kept_with_its_sentence(database: str, given: str | None, day: dt.date) -> None:
    reports.record_end(url=database, business_date=given, refusal="No.", at=AT)
    assert stored(database) == [(day, AT, "refused", "No.")]
