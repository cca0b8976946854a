"""`tilth audit` as somebody types it."""

import os
import random
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from integration.audit import bank
from support import keys
from tilth.policy import bank as banks

pytestmark = pytest.mark.postgres
PROGRAM = "from tilth.jobs.cli import main; main()"


@pytest.fixture
def data(database: str, tmp_path: Path) -> Path:
    """A data folder whose database has some audit in it."""
    banks.write(tmp_path, banks.Bank())
    keys.put(tmp_path)
    with psycopg.connect(database) as connection:
        bank.earlier(connection, days=2, entries=3)
        bank.today(connection, random.Random(1), entries=2)
    return tmp_path


def tilth(data: Path, url: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, "audit", *words, "--data", str(data)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tilth.config.settings"},
    )


def test_the_audit_is_verified_against_its_heads(database: str, data: Path) -> None:
    heads = str(data / "audit/heads.log")
    assert tilth(data, database, "head", "--export", heads).returncode == 0
    whole = tilth(data, database, "verify")
    assert (whole.returncode, whole.stderr + whole.stdout.strip()) == (
        0,
        "14 links, 1 heads seen outside: the audit is whole.",
    )
    with psycopg.connect(database) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(
            "UPDATE tilth_audit_entry SET why = 'x' WHERE subject_id = 'C2' AND at < '2020-04-02'"
        )
    broken = tilth(data, database, "verify", "--day", "2020-04-01")
    assert broken.returncode == 1
    assert broken.stderr == (
        "tilth: The audit is not whole: 2020-04-01, link 3 does not follow from the link before it and its"
        " entry: one of them was changed.\n"
    )
    assert tilth(data, database, "verify", "--heads", "nowhere").returncode == 2
    with psycopg.connect(database) as connection:
        told = connection.execute(
            "SELECT why, detail ->> 'broken' FROM tilth_audit_entry WHERE action = 'verify' ORDER BY id"
        ).fetchall()
    assert told == [("audit verify", "0"), ("audit verify", "1")]


def test_every_break_is_printed_up_to_twenty(database: str, data: Path) -> None:
    with psycopg.connect(database) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute("UPDATE tilth_audit_entry SET why = 'x' WHERE at < '2020-04-02'")
        connection.execute("SET session_replication_role = origin")
        for number in range(25):
            connection.execute(
                "SELECT tilth_note('change', 'tilth_contact', %s, '{}', '', '{\"history\": \"abc\"}')",
                [str(number)],
            )
    lines = tilth(data, database, "verify").stderr.splitlines()
    assert lines[0].startswith("tilth: The audit is not whole: 2020-04-01, link 1 does not follow")
    assert lines[1].startswith("2020-04-01, link 2 does not follow")
    assert sum("names no version: it cannot be read" in line for line in lines) == 17
    assert (len(lines), lines[-1]) == (21, "(8 more)")


def test_a_chain_for_which_nothing_outside_vouches_is_no_success(database: str, data: Path) -> None:
    heads = data / "audit/heads.log"
    missing = tilth(data, database, "verify")
    assert (missing.returncode, missing.stdout) == (1, "")
    assert f"nothing outside vouches for them: {heads} is missing" in missing.stderr
    heads.parent.mkdir()
    heads.touch()
    empty = tilth(data, database, "verify")
    assert (empty.returncode, f"{heads} is empty" in empty.stderr) == (1, True)


def test_who_looked_and_what_was_visible_are_asked_by_command(database: str, data: Path) -> None:
    looked = tilth(data, database, "who", "C1", "--since", "2020-04-01", "--until", "2020-04-02")
    assert [line.split("  ")[1:] for line in looked.stdout.splitlines()] == [["view", "rm", "C1"]] * 2
    assert tilth(data, database, "who", "--user", "nobody", "--since", "2020-04-01").returncode == 2
    past = tilth(data, database, "as-of", "S1", "--date", "2020-04-01")
    assert past.stdout == "S1 could see no customer on 2020-04-01.\n"
