"""`tilth init`, `tilth user add`, `tilth check`, as a person types them."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from support import lakes
from tilth.connectors.postgres import server
from tilth.vault import places

pytestmark = pytest.mark.postgres


def tilth(*arguments: str, data: Path, given: str = "") -> subprocess.CompletedProcess[str]:
    names = ("PATH", "HOME", "LANG", "TMPDIR", "XDG_RUNTIME_DIR", "PYTHONPATH")
    environment = {name: os.environ[name] for name in names if name in os.environ}
    return subprocess.run(
        [sys.executable, "-c", "from tilth.jobs.cli import main; main()", *arguments],
        env=environment | {"TILTH_DATA": str(data)},
        input=given,
        capture_output=True,
        text=True,
        check=False,
    )


def _put_back(data: Path) -> None:
    """What somebody changed in the guards: check says it, init puts it back and says so, check is content."""
    with psycopg.connect(server.start(data / "postgres"), autocommit=True) as owner:
        owner.execute("GRANT SELECT (password) ON tilth_user TO tilth_web")
        owner.execute("ALTER ROLE tilth_web SET default_transaction_read_only = on")
        wrong = tilth("check", data=data)
        assert wrong.returncode == 1
        assert "pages' login: WRONG: the pages' login may only read" in wrong.stdout
        assert "guards: WRONG: Column tilth_user.password is not of this version" in wrong.stdout
        mended = tilth("init", data=data)
        assert mended.returncode == 0
        assert "Put back: Column tilth_user.password. Ask who changed it." in mended.stdout
        assert tilth("check", data=data).returncode == 0
        owner.execute("CREATE ROLE backdoor SUPERUSER")
        left = tilth("init", data=data)
        assert (left.returncode, "Role backdoor is not of this version" in left.stderr) == (1, True)
        owner.execute("DROP ROLE backdoor")
        # somebody has signed in: the pages ran, and their heads lie outside
        owner.execute("SELECT tilth_note('sign_in', 'account', '1', '{}', '', '{}')")
        assert "audit: WRONG" in tilth("check", data=data).stdout
        heads = str(data / "audit/heads.log")
        assert tilth("audit", "head", "--export", heads, data=data).returncode == 0
        assert "audit: its head of" in tilth("check", data=data).stdout
        Path(heads).write_text("")
        assert f"{heads} is empty" in tilth("check", data=data).stdout
        Path(heads).unlink()
        assert tilth("audit", "head", "--export", heads, data=data).returncode == 0


def _made_again(data: Path) -> None:
    """What somebody wrote into the diary: check names the line, rebuild puts it right."""
    with psycopg.connect(server.start(data / "postgres"), autocommit=True) as owner:
        owner.execute(
            "INSERT INTO tilth_diary (subject, row_id, customer_id, restricted, happened_at, open, said)"
            " VALUES ('task', 'made up', 'C1', false, now(), false, '{}')"
        )
    assert "diary: WRONG: the line of task made up is of no record: run" in tilth("check", data=data).stdout
    wrong = tilth("diary", "check", data=data)
    assert (wrong.returncode, "the line of task made up is of no record" in wrong.stderr) == (1, True)
    made = tilth("diary", "rebuild", data=data)
    assert "task: 0 lines, 1 put right" in made.stdout
    assert "The diary has 0 lines, of which 1 were put right." in made.stdout
    assert "The diary is as its records say: 0 lines." in tilth("diary", "check", data=data).stdout


def test_a_trial_is_one_folder_that_can_be_copied_with_its_keys(data_folder: Path) -> None:
    assert tilth("init", "--today", "after_last_night", data=data_folder).returncode == 0
    server.stop(data_folder / "postgres")
    assert 'today = "after_last_night"' in (data_folder / "bank.toml").read_text()
    assert not places.beside(data_folder).exists()
    assert {"keyring.json", "secret.key"} <= {path.name for path in data_folder.iterdir()}
    checked = tilth("check", data=data_folder)
    assert f"WARNING: a copy of {data_folder} holds its keys" in checked.stdout


def test_from_an_empty_folder_to_a_healthy_installation(data_folder: Path) -> None:
    data = data_folder
    before = tilth("check", data=data)
    assert (before.returncode, before.stdout) == (2, "")
    assert "tilth init" in before.stderr

    assert tilth("init", data=data).returncode == 0
    server.start(data / "postgres")  # keeps it running between the commands
    assert 'today = "system"' in (data / "bank.toml").read_text()
    assert (places.beside(data) / "secret.key").stat().st_mode & 0o777 == 0o600
    files = {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()}
    assert tilth("init", data=data).returncode == 0
    assert {path.name: path.read_bytes() for path in data.iterdir() if path.is_file()} == files
    other = tilth("init", "--base-currency", "USD", data=data)
    assert other.returncode == 2
    assert "base_currency = CNY, not USD" in other.stderr

    weak = tilth(
        "user", "add", "li", "--role", "rm", "--staff-id", "S1", "--password-stdin", data=data, given="x\n"
    )
    assert (weak.returncode, "too short" in weak.stderr) == (2, True)
    added = tilth("user", "add", "li", "--role", "rm", "--staff-id", "S1", data=data)
    assert (added.returncode, "Password: " in added.stdout) == (0, True)
    again = tilth("user", "add", "other", "--role", "rm", "--staff-id", "S1", "--generate", data=data)
    assert (again.returncode, "S1 has an active account" in again.stderr) == (2, True)

    healthy = tilth("check", data=data)
    assert healthy.returncode == 0
    assert [line.split(":")[0] for line in healthy.stdout.splitlines()] == [
        "database",
        "pages' login",
        "guards",
        "entry",
        "audit",
        "diary",
        "erasures",
        "server log",
        "keys",
        "files",
        "lake",
        "disk",
        "playbook",
        "last night",
    ]
    assert "pages' login: tilth_web, bound by row-level security\n" in healthy.stdout
    _put_back(data)
    _made_again(data)
    lakes.write(data, lakes.bank(customers=2))
    behind = tilth("check", data=data)
    assert behind.returncode == 1
    assert "not healthy" in behind.stderr
    assert "WRONG: the lake has 2026-03-31, the pages show no night" in behind.stdout


@pytest.mark.parametrize("code", ["yuan", "cny", "CN"])
def test_a_currency_that_is_none_makes_no_folder(tmp_path: Path, code: str) -> None:
    data = tmp_path / "bank"
    refused = tilth("init", "--base-currency", code, data=data)
    assert refused.returncode == 2
    assert "three capital letters" in refused.stderr
    assert not data.exists()
