"""What a night on Spark needs is looked at before anything is written; none of this needs Spark."""

import os
import socket
from importlib.util import find_spec
from pathlib import Path

import pytest
from click.testing import CliRunner

from tilth.engine.sessions import cluster
from tilth.jobs.nightly import nightly
from tilth.kernel.errors import Refused
from tilth.policy import bank as banks


def java(home: Path, version: str) -> Path:
    (home / "bin").mkdir(parents=True)
    program = home / "bin" / "java"
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{version}\" 2020-01-01' >&2\n", "utf-8")
    program.chmod(0o700)
    return home


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine that has no Java, and no wheel that brings one."""
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv(
        "PATH", str(tmp_path / "empty") + os.pathsep + "/bin" * (not Path("/bin/java").exists())
    )
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setattr(cluster, "find_spec", lambda _: None)
    return tmp_path


def test_no_java_is_one_sentence(bare: Path) -> None:
    with pytest.raises(Refused, match=r"^Spark needs Java 17 or 21 and found none: set JAVA_HOME"):
        cluster.java_home()


@pytest.mark.parametrize(("version", "major"), [("11.0.2", 11), ("1.8.0_292", 8), ("25.0.1", 25)])
def test_a_java_that_does_not_fit_is_named(
    bare: Path, monkeypatch: pytest.MonkeyPatch, version: str, major: int
) -> None:
    monkeypatch.setenv("JAVA_HOME", str(java(bare / "old", version)))
    with pytest.raises(Refused, match=rf"^Spark needs Java 17 or 21, but found Java {major} in {bare}/old:"):
        cluster.java_home()


def test_the_java_that_fits_is_taken_wherever_it_is(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JAVA_HOME", str(java(bare / "old", "11.0.2")))
    fits = java(bare / "new", "21.0.8")
    monkeypatch.setenv("PATH", f"{fits / 'bin'}{os.pathsep}{os.environ['PATH']}")
    assert cluster.java_home() == fits


@pytest.mark.parametrize("master", ["", "spark://", "spark://host", "mesos", "host:7077", "spark://a:1,b"])
def test_a_text_that_is_no_master_is_refused(master: str) -> None:
    with pytest.raises(Refused, match="is no master that Tilth knows"):
        cluster.check_master(master)


def test_yarn_must_be_named_by_its_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YARN_CONF_DIR", raising=False)
    monkeypatch.delenv("HADOOP_CONF_DIR", raising=False)
    with pytest.raises(Refused, match=r"^Nothing says where YARN is: set HADOOP_CONF_DIR"):
        cluster.check_master("yarn")
    monkeypatch.setenv("HADOOP_CONF_DIR", "/etc/hadoop/conf")
    cluster.check_master("yarn")


@pytest.mark.parametrize("others", ["", "127.0.0.1:1,"])
def test_a_master_must_answer(others: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        place = f"spark://{others}127.0.0.1:{server.getsockname()[1]}"
        cluster.check_master(place)
    with pytest.raises(Refused, match=f"^No Spark master answers at {place}: start it"):
        cluster.check_master(place)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(Refused, match=rf"^The spill folder {tmp_path}/file/spill cannot be written"):
        cluster.check_folder(tmp_path / "file" / "spill", "spill folder")
    cluster.check_folder(tmp_path / "spill", "spill folder")
    assert not list((tmp_path / "spill").iterdir())


def test_a_folder_that_spark_would_read_as_a_pattern_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"has \[ \] in its path, which Spark reads as a pattern"):
        cluster.check_folder(tmp_path / "bank[1]", "lake")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("by_file", [True, False])
def test_the_command_says_it_and_writes_nothing(tmp_path: Path, *, by_file: bool) -> None:
    (tmp_path / banks.FILE).write_text('[night]\nengine = "spark"\n' if by_file else "", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    words = [] if by_file else ["--engine", "spark", "--master", "nowhere"]
    wanted = "is no master that Tilth knows" if find_spec("pyspark") else "run `pip install tilth\\[spark\\]`"
    with pytest.raises(Refused, match=wanted):
        CliRunner().invoke(nightly, ["feed", "--data", str(tmp_path), *words], catch_exceptions=False)
    assert sorted(tmp_path.rglob("*")) == before
