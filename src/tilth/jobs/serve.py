"""`tilth serve`: database, tables, static files, then the pages until Ctrl-C."""

import multiprocessing
import os
import socket
import sys
from pathlib import Path

import click

from tilth.jobs import statics
from tilth.jobs.cli import data_option
from tilth.kernel.errors import Refused, TilthError

WORKERS = 2
THREADS = 2
CONNECTIONS = 512
"""Open at once in one worker, idle ones among them: some take more than a thousand browsers to fill."""
IDLE = 10_000
"""Milliseconds that a connection may say nothing, or leave a request's head unfinished."""
LOG = {
    "formatters": {
        "line": {
            "()": "tilth.access.scrubbing.Scrubber",
            "fmt": "%(asctime)s %(levelname)s tilth.serve: %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {"_granian": {"handlers": ["stderr"], "propagate": False}},
}
"""What the server before the pages says goes where their lines go, masked like them; no line a request."""
HEAD = 65_536
"""Bytes of a request's address and headers together; the server refuses more, and begins no application."""


@click.command()
@click.option(
    "--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Where to listen."
)
@click.option("--host", default="127.0.0.1", show_default=True, help="On which address of this machine.")
@data_option
def serve(port: int, host: str, data: Path) -> None:
    """Serve the pages of a data folder; Ctrl-C stops them."""
    from tilth import wiring
    from tilth.connectors.audit_heads import watch

    bank = wiring.bank(data)
    _check_front_end()
    _check_port(host, port)
    wiring.start_django(data)
    wiring.migrate()
    statics.collect()
    _warn()
    heads = watch.Watch(
        url=os.environ["DATABASE_URL"],
        path=data.absolute() / bank.audit.heads,
        ring=lambda: wiring.ring(data),
    )
    # for the workers: pages never connect as the owner of the tables
    os.environ["DATABASE_URL"] = wiring.pages_url()
    shown = "localhost" if host in ("127.0.0.1", "::1", "0.0.0.0") else host  # noqa: S104 - only compared
    click.echo(f"Tilth is at http://{shown}:{port}/ (Ctrl-C stops it).")
    with watch.kept(heads):
        run(host=host, port=port)


def run(*, host: str, port: int) -> None:
    """Run the WSGI server in front of the pages until a signal stops it; connections close with it.

    Workers begin anew instead of being forked: what this process read of the environment, the owner's
    connection above all, is not theirs.
    """
    from django.db import connections
    from granian import Granian
    from granian.constants import Interfaces
    from granian.http import HTTP1Settings, HTTP2Settings
    from granian.log import LogLevels

    connections.close_all()
    multiprocessing.set_start_method("spawn", force=True)
    Granian(
        "tilth.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=int(os.environ.get("TILTH_WORKERS", WORKERS)),
        blocking_threads=THREADS,
        backpressure=CONNECTIONS,
        log_level=LogLevels.warning,
        log_dictconfig=LOG,
        http1_settings=HTTP1Settings(header_read_timeout=IDLE, max_buffer_size=HEAD),
        http2_settings=HTTP2Settings(max_headers_size=HEAD),
        workers_kill_timeout=10,
    ).serve()


def _warn() -> None:
    """Say in one line that guards are not as shipped; the pages are served all the same."""
    import psycopg

    from tilth.domain.audit import catalogue

    with psycopg.connect(os.environ["DATABASE_URL"]) as owner:
        wrong = sum(1 for _ in catalogue.broken(owner))
    if wrong:
        click.echo(
            f"WARNING: {wrong} guards of the database are not as shipped: run `tilth check`.", err=True
        )


def _check_front_end() -> None:
    """Raise TilthError when the styles and scripts were never built: pages without them are of no use."""
    import tilth

    folder = Path(tilth.__file__).parent / "web/static/dist"
    if not (folder / "app.css").exists():
        raise TilthError(
            f"The front end is not built ({folder} is empty): run scripts/build_frontend.py first."
        )


def _check_port(host: str, port: int) -> None:
    """Raise Refused when something else listens there already."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        if sys.platform != "win32":
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise Refused(
                f"Port {port} on {host} cannot be used ({error.strerror}): choose another with --port."
            ) from None
