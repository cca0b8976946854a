"""The pages of a data folder behind the real server, for benchmarks from outside: address and cookies."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PATIENCE = 60


def cookie(user: Any) -> str:
    """Return the cookie of a new session of somebody, as a browser sends it; Django must be started."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

    from tilth.access.sessions import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return f"{settings.SESSION_COOKIE_NAME}={session.session_key}"


@dataclass(frozen=True, kw_only=True)
class Server:
    """A server that runs: its address and its first process."""

    address: str
    process: int

    def memory(self) -> float:
        """Return the megabytes that its processes hold together, what they share counted once each."""
        found, todo = 0, [self.process]
        while todo:
            one = Path("/proc") / str(todo.pop())
            told = dict(line.split(":", 1) for line in (one / "smaps_rollup").read_text().splitlines()[1:])
            found += int(told["Pss"].split()[0])
            for thread in (one / "task").iterdir():
                todo += map(int, (thread / "children").read_text().split())
        return found / 1024


@contextlib.contextmanager
def serving(data: Path) -> Iterator[Server]:
    """Yield `tilth serve` on a free port of this machine; it is stopped afterwards."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    program = str(Path(sys.executable).with_name("tilth"))
    command = [program, "serve", "--data", str(data), "--port", str(port)]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    child = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait(f"http://127.0.0.1:{port}/sign-in/")
        yield Server(address=f"http://127.0.0.1:{port}", process=child.pid)
    finally:
        child.terminate()
        child.wait()


def _wait(address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with contextlib.suppress(OSError), urllib.request.urlopen(address) as answer:  # noqa: S310 - own server
            if answer.status == 200:
                return
        time.sleep(0.3)
    raise SystemExit(f"{address} does not answer")
