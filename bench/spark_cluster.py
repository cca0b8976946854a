"""A standalone Spark cluster of this machine: one master and two workers, each a process of its own."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyspark

from tilth.engine.sessions import cluster

HOME = Path(pyspark.__file__).parent
PATIENCE = 120
JAVA = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m -XX:+UseSerialGC"
"""Small nights live shorter than a good compiler takes; the quick one by itself is given too little room."""
DEFAULTS = {
    "spark.driver.memory": "1g",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.executor.memory": "1g",
    "spark.sql.shuffle.partitions": "4",
    "spark.driver.extraJavaOptions": JAVA,
    "spark.executor.extraJavaOptions": JAVA,
}
"""What a cluster's own operators would set."""
HASTY = {
    "spark.sql.shuffle.partitions": "2",
    "spark.sql.files.minPartitionNum": "1",
    "spark.default.parallelism": "1",
    "spark.locality.wait": "0",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}
"""For a bank of a few rows: a task costs more than its rows, and a program more than it saves."""


@dataclass
class Cluster:
    """Master and workers, which a test may end and start again; `folder` has their logs and settings."""

    folder: Path
    port: int
    master: subprocess.Popen[bytes] | None = None
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    _logs: int = 0

    @property
    def place(self) -> str:
        """Where the master listens."""
        return f"spark://127.0.0.1:{self.port}"

    def settle(self, **others: str) -> None:
        """Write `spark-defaults.conf`; in the names of `others`, `_` stands for a dot."""
        settings = DEFAULTS | {name.replace("_", "."): value for name, value in others.items()}
        lines = "".join(f"{name} {value}\n" for name, value in settings.items())
        (self.folder / "spark-defaults.conf").write_text(lines, "utf-8")

    def start_master(self, *, recovers: bool = False) -> None:
        """Start the master where it listened before; one that `recovers` knows what ran under it then."""
        words = ("--host", "127.0.0.1", "--port", f"{self.port}", "--webui-port", "0")
        folder = self.folder / "recovered"
        folder.mkdir(exist_ok=True)
        kept = f"-Dspark.deploy.recoveryMode=FILESYSTEM -Dspark.deploy.recoveryDirectory={folder}"
        before = ("env", f"SPARK_DAEMON_JAVA_OPTS={JAVA} {kept}") if recovers else ()
        self.master, log = self._start("master.Master", words, before)
        _wait(log, "I have been elected leader")

    def start_worker(self, *before: str) -> None:
        """Add a worker of one core, its command behind the words `before`; return once it is registered."""
        words = ("-c", "1", "-m", "1g", "-d", str(self.folder / f"work-{self._logs}"), "--webui-port", "0")
        process, log = self._start("worker.Worker", (*words, self.place), before)
        self.workers.append(process)
        _wait(log, "Successfully registered with master")

    def kill_worker(self, place: int = 0) -> None:
        """End a worker, the oldest, and its executors at once, as when a machine loses its power."""
        _kill(self.workers.pop(place))

    def kill_master(self) -> None:
        """End the master at once."""
        _kill(self.master)

    def _start(
        self, part: str, words: Sequence[str], before: Sequence[str] = ()
    ) -> tuple[subprocess.Popen[bytes], Path]:
        self._logs += 1
        log = self.folder / f"{self._logs}-{part}.log"
        program = [*before, HOME / "bin" / "spark-class", f"org.apache.spark.deploy.{part}", *words]
        with log.open("wb") as out:
            process = subprocess.Popen(program, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
        return process, log


@contextmanager
def standing(folder: Path, *, workers: int = 2) -> Iterator[Cluster]:
    """Yield a cluster that lives in `folder`, its settings in this process's environment."""
    told = {
        "SPARK_HOME": str(HOME),
        "SPARK_CONF_DIR": str(folder),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_DAEMON_JAVA_OPTS": JAVA,
        "SPARK_LAUNCHER_OPTS": JAVA,
        "JAVA_HOME": str(cluster.java_home()),
    }
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    made = Cluster(folder, _free_port())
    made.settle()
    try:
        made.start_master()
        for _ in range(workers):
            made.start_worker()
        yield made
    finally:
        for process in (*made.workers, made.master):
            _kill(process)
        _restore(before)


def _kill(process: subprocess.Popen[bytes] | None) -> None:
    """End a process and what it started: each part of the cluster leads a group of its own."""
    if process is None:
        return
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _wait(log: Path, words: str) -> None:
    end = time.monotonic() + PATIENCE
    while words not in log.read_text("utf-8"):
        if time.monotonic() > end:
            raise TimeoutError(log.read_text("utf-8"))
        time.sleep(0.1)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def _restore(before: dict[str, str | None]) -> None:
    for name, value in before.items():
        os.environ.pop(name, None)
        if value is not None:
            os.environ[name] = value
