"""What a power cut leaves in a data folder: the next command starts the server and hurts nobody."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tilth.connectors.postgres import postmaster, server
from tilth.kernel.errors import TilthError

pytestmark = pytest.mark.postgres


def _postmaster(folder: Path) -> int:
    return int((folder / postmaster.FILE).read_text().splitlines()[0])


def _answers(url: str) -> bool:
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT 1").fetchone() == (1,)


@contextmanager
def _somebody_else(folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Let a process run that is no server, under the account of the server: it could be signalled."""
    owner = folder.stat()
    account = {"user": owner.st_uid, "group": owner.st_gid} if os.geteuid() == 0 else {}
    with subprocess.Popen(["sleep", "600"], **account) as process:  # type: ignore[call-overload]
        try:
            yield process
        finally:
            process.kill()


def _cut(folder: Path) -> str:
    """Kill a server as a power cut does, all its processes at once; return what it left in its file."""
    pid = _postmaster(folder)
    left = (folder / postmaster.FILE).read_text()
    os.kill(pid, signal.SIGKILL)
    while postmaster.in_use(folder):
        time.sleep(0.05)
    return left


def test_a_number_that_is_somebody_elses_now_is_not_signalled(data_folder: Path) -> None:
    folder = data_folder / "postgres"
    server.start(folder)
    assert postmaster.is_server(_postmaster(folder), folder)
    assert not postmaster.is_server(_postmaster(folder), data_folder)
    lines = _cut(folder).splitlines()
    with _somebody_else(folder) as other:
        for kept in (8, 6):  # a server that was cut off while it started leaves fewer lines
            (folder / postmaster.FILE).write_text("\n".join([str(other.pid), *lines[1:kept], ""]))
            assert _answers(server.start(folder))
            assert _postmaster(folder) != other.pid
            server.stop(folder)
            assert other.poll() is None


def test_a_crash_keeps_no_server_from_starting(data_folder: Path) -> None:
    """A file that names nobody, and a process that goes on for a while and holds the folder's memory."""
    folder = data_folder / "postgres"
    server.start(folder)
    _cut(folder)
    (folder / postmaster.FILE).write_text("")
    url = server.start(folder)
    with psycopg.connect(url) as connection:
        backend = connection.info.backend_pid
        os.kill(backend, signal.SIGSTOP)
        os.kill(_postmaster(folder), signal.SIGKILL)
        with subprocess.Popen(["sh", "-c", f"sleep 2; kill -9 {backend}"]):
            assert _answers(server.start(folder))
    server.stop(folder)
    (folder / "global/pg_control").unlink()
    with pytest.raises(TilthError, match=r"does not start \(.*\): read .*log, then try again"):
        server.start(folder)
