"""`tilth serve` refuses with one sentence what cannot work, and its own lines name nobody."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tilth.jobs.serve import serve
from tilth.kernel.errors import Refused
from tilth.policy import bank as banks

SAYS = """
import logging
from granian.log import LogLevels, configure_logging
from tilth.jobs.serve import LOG
configure_logging(LogLevels.warning, LOG)
logging.getLogger("_granian").info("GET /customers/C00001/")
logging.getLogger("granian.access").info("GET /customers/C00001/")
try:
    raise RuntimeError("call 13800018001")
except RuntimeError:
    logging.getLogger("_granian").exception("Application callable raised an exception")
"""


def call(data: Path, port: int) -> None:
    CliRunner().invoke(serve, ["--data", str(data), "--port", str(port)], catch_exceptions=False)


def test_a_folder_that_is_no_data_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is not a Tilth data folder"):
        call(tmp_path, 8999)


def test_a_taken_port_is_refused_before_anything_starts(tmp_path: Path) -> None:
    banks.write(tmp_path, banks.Bank())
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        with pytest.raises(Refused, match="choose another with --port"):
            call(tmp_path, other.getsockname()[1])
    assert not (tmp_path / "postgres").exists()


def test_what_the_server_itself_says_is_masked_and_no_request_is_a_line() -> None:
    said = subprocess.run([sys.executable, "-c", SAYS], capture_output=True, text=True, check=True)
    assert said.stdout == ""
    first, *_traceback, last = said.stderr.splitlines()
    assert first.endswith("ERROR tilth.serve: Application callable raised an exception")
    assert last == "RuntimeError: call 138****8001"
