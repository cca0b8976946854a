"""`tilth serve` refuses with one sentence what cannot work, and its own lines name nobody."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from tilth.jobs.serve import serve
from tilth.kernel.errors import Refused
from tilth.policy import bank as banks
from web.conftest import script

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
COLLECTS = """
import django, sys
django.setup()
from tilth.jobs import statics
print("ready", flush=True)
sys.stdin.readline()
print(statics.collect())
"""
CROWD = 4
"""Servers that start in the same moment."""


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


def collecting(data: Path, *, at_once: int) -> list[str]:
    """Let so many processes collect into one data folder in the same moment; return what each said."""
    given = {"TILTH_DATA": str(data), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": "tilth.config.settings"}
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", COLLECTS],
            env={**os.environ, **given},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _one in range(at_once)
    ]
    for one in processes:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in processes:
        assert one.stdin is not None
        one.stdin.write("\n")
        one.stdin.flush()
    said = [one.communicate(timeout=120)[0].strip() for one in processes]
    assert [one.returncode for one in processes] == [0] * at_once
    return said


def test_servers_that_start_at_once_collect_the_files_once(tmp_path: Path) -> None:
    script("build_frontend").main()
    banks.write(tmp_path, banks.Bank())
    assert sorted(collecting(tmp_path, at_once=CROWD)) == ["False"] * (CROWD - 1) + ["True"]
    named = json.loads((tmp_path / "static/staticfiles.json").read_text("utf-8"))["paths"]
    assert {"dist/app.css", "dist/app.js"} <= set(named)
    assert all((tmp_path / "static" / name).is_file() for name in named.values())
    assert collecting(tmp_path, at_once=1) == ["False"], "nothing changed since"
    shutil.rmtree(tmp_path / "static")
    assert collecting(tmp_path, at_once=1) == ["True"], "files that are gone are collected again"
