"""`tilth serve` refuses with one sentence what cannot work."""

import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from tilth.jobs.serve import serve
from tilth.kernel.errors import Refused
from tilth.policy import bank as banks


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
