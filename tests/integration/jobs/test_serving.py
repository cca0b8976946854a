"""`tilth serve` answers at once what strangers send to hold it up: the real server, the real way in."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from integration.jobs.test_installation import tilth
from tilth.connectors.postgres import server
from web.conftest import script

pytestmark = pytest.mark.postgres
HEAD = b"Host: localhost\r\nConnection: close\r\n"
ASKED = {
    "an address of digits": (b"/" + b"9" * 40_000, b"", 414),
    "an address of broken bytes": (b"/" + b"%ff" * 20_000, b"", 414),
    "an address for programs": (b"/api/v1/" + b"9" * 40_000, b"", 414),
    "a query": (b"/sign-in/?next=" + b"a" * 20_000, b"", 414),
    "cookies": (b"/sign-in/", b'Cookie: sessionid="' + b"\\" * 60_000 + b'"\r\n', 431),
    "cookies beyond all headers": (b"/sign-in/", b'Cookie: sessionid="' + b"\\" * 400_000 + b'"\r\n', 431),
    "a kind of body": (b"/sign-in/", b'Content-Type: a;"' + b";" * 60_000 + b"\r\n", 400),
    "a sign that no table keeps": (b"/sign-in/", b'Cookie: sessionid="aaaaaaaa\\000"\r\n', 400),
    "an address that is long": (b"/" + b"a" * 2_000 + b"@", b"", 404),
    "a page": (b"/sign-in/", b"", 200),
}
"""Address, more headers, and the status; each of the first ones held a worker for seconds to minutes."""
CROWD = 300
"""Connections that stay open and say nothing more, as browsers and strangers keep them."""
PATIENCE = 10
"""Seconds after which a connection is given up; what froze a worker took longer."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(data: Path) -> Iterator[int]:
    """The port of a server over a fresh data folder, with one worker for all."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-c", "from tilth.jobs.cli import main; main()", "serve", "--port", str(port)],
        env={**os.environ, "TILTH_DATA": str(data), "DATABASE_URL": "", "TILTH_WORKERS": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield port
    finally:
        process.terminate()
        process.wait(timeout=60)


def answered(port: int, path: bytes, headers: bytes) -> int:
    """Return the status of the answer; 0 while nobody listens."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
            connection.sendall(b"GET " + path + b" HTTP/1.1\r\n" + HEAD + headers + b"\r\n")
            return int(connection.recv(64).split()[1])
    except ConnectionRefusedError:
        return 0


def wait(port: int) -> None:
    """Return once the server answers, or after a minute."""
    for _try in range(600):
        if answered(port, b"/sign-in/", b""):
            break
        time.sleep(0.1)


@contextmanager
def crowd(port: int) -> Iterator[None]:
    """So many connections: a third silent, a third in the middle of a head, a third answered and kept."""
    begun = (b"", b"GET /sign-in/ HTTP/1.1\r\nHost: l", b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    with ExitStack() as stack:
        for number in range(CROWD):
            one = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=PATIENCE))
            one.sendall(begun[number % len(begun)])
        yield


def test_no_stranger_holds_up_the_server(data_folder: Path) -> None:
    script("build_frontend").main()
    assert tilth("init", data=data_folder).returncode == 0
    server.start(data_folder / "postgres")
    with served(data_folder) as port:
        wait(port)
        found = {kind: answered(port, path, more) for kind, (path, more, _status) in ASKED.items()}
        with crowd(port):
            assert answered(port, b"/sign-in/", b"") == 200
    assert found == {kind: status for kind, (_path, _more, status) in ASKED.items()}


def test_two_servers_of_one_folder_start_in_the_same_moment(data_folder: Path) -> None:
    script("build_frontend").main()
    assert tilth("init", data=data_folder).returncode == 0
    server.start(data_folder / "postgres")
    with served(data_folder) as one, served(data_folder) as other:
        for port in (one, other):
            wait(port)
            assert answered(port, b"/sign-in/", b"") == 200
