"""The database server's own log holds no statement and no row: in both stands what somebody wrote."""

from pathlib import Path

import psycopg
import pytest

from integration.jobs.test_installation import tilth
from tilth.connectors.postgres import server

pytestmark = pytest.mark.postgres
CANARY = "客户家中变故 13912345678"
FAILING = (
    f"INSERT INTO written VALUES ('{CANARY}', 2)",
    f"INSERT INTO written VALUES ('{CANARY} again', -1)",
    f"SELECT nothing FROM written WHERE text = '{CANARY}'",
    f"DO $$ BEGIN PERFORM 1 / 0 FROM written WHERE text = '{CANARY}'; END $$",
)


def test_a_failed_statement_leaves_its_error_and_nothing_of_what_was_written(data_folder: Path) -> None:
    assert tilth("init", data=data_folder).returncode == 0
    with psycopg.connect(server.start(data_folder / "postgres"), autocommit=True) as owner:
        owner.execute("CREATE TABLE written (text text PRIMARY KEY, number int CHECK (number > 0))")
        owner.execute("INSERT INTO written VALUES (%s, 1)", [CANARY])
        for statement in FAILING:
            with pytest.raises(psycopg.Error):
                owner.execute(statement.encode())
        owner.execute("DROP TABLE written")
        logged = (data_folder / "postgres" / "log").read_text("utf-8")
        for told in (
            "duplicate key value",
            "violates check constraint",
            '"nothing" does not exist',
            "by zero",
        ):
            assert told in logged
        assert "13912345678" not in logged
        assert "INSERT INTO" not in logged
        assert "server log: holds no statements" in tilth("check", data=data_folder).stdout
        owner.execute("ALTER SYSTEM SET log_statement = 'all'")
        owner.execute("SELECT pg_reload_conf()")
        told = tilth("check", data=data_folder).stdout
        assert "server log: WARNING: it may hold what people wrote (log_statement = all)" in told
        owner.execute("ALTER SYSTEM RESET log_statement")
