"""A standalone Spark cluster of this machine: one master and two workers, each a process of its own."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO

import pyspark

from tilth.engine.sessions import cluster

HOME = Path(pyspark.__file__).parent
PATIENCE = 120
DEFAULTS = """
spark.driver.memory 1g
spark.driver.host 127.0.0.1
spark.driver.bindAddress 127.0.0.1
spark.executor.memory 1g
spark.sql.shuffle.partitions 4
spark.driver.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
spark.executor.extraJavaOptions -XX:TieredStopAtLevel=1 -XX:+UseSerialGC
"""
"""What a cluster's own operators would set; small nights live shorter than a good compiler takes."""


@contextmanager
def standing(folder: Path, *, workers: int = 2) -> Iterator[str]:
    """Yield the address of a cluster that lives in `folder`, its settings in this process's environment."""
    (folder / "spark-defaults.conf").write_text(DEFAULTS, "utf-8")
    told = {
        "SPARK_HOME": str(HOME),
        "SPARK_CONF_DIR": str(folder),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "JAVA_HOME": str(cluster.java_home()),
    }
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    with ExitStack() as stack:
        stack.callback(_restore, before)
        port = _free_port()
        place = f"spark://127.0.0.1:{port}"
        master = ("master.Master", "--host", "127.0.0.1", "--port", f"{port}", "--webui-port", "0")
        log = _start(stack, folder / "master.log", *master)
        _wait(log, "I have been elected leader")
        for number in range(workers):
            work = ("-c", "1", "-m", "1g", "-d", str(folder / f"work-{number}"), "--webui-port", "0")
            _start(stack, folder / f"worker-{number}.log", "worker.Worker", *work, place)
        _wait(log, "Registering worker", times=workers)
        yield place


def _start(stack: ExitStack, log: Path, part: str, *words: str) -> Path:
    out: IO[str] = stack.enter_context(log.open("w"))
    program = [HOME / "bin" / "spark-class", f"org.apache.spark.deploy.{part}", *words]
    process = subprocess.Popen(program, stdout=out, stderr=subprocess.STDOUT)
    stack.callback(process.wait)
    stack.callback(process.terminate)
    return log


def _wait(log: Path, words: str, *, times: int = 1) -> None:
    end = time.monotonic() + PATIENCE
    while log.read_text("utf-8").count(words) < times:
        assert time.monotonic() < end, log.read_text("utf-8")
        time.sleep(0.1)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _restore(before: dict[str, str | None]) -> None:
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
