"""The settings that the command prints, given to Spark: on the cluster, to its launcher, to an API server."""

import http.server
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar

import pytest

from tilth.engine.sessions import cluster, rendering

pytestmark = pytest.mark.spark

SIZE = rendering.Size(customers=100_000, cores=2)
ASKS = """
import sys
from pathlib import Path
from tilth.engine.sessions import spark
with spark.held(master=sys.argv[1], spill=Path(sys.argv[2]), lake=Path(sys.argv[2])):
    raise SystemExit("an executor came")
"""


class _Listening(http.server.BaseHTTPRequestHandler):
    """Answers as an API server that takes every pod and starts none."""

    asked: ClassVar[list[dict[str, Any]]] = []

    def do_GET(self) -> None:
        self._say({"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": []})

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(told)
        self._say({**told, "metadata": {**told["metadata"], "uid": f"{len(self.asked)}"}})

    def do_DELETE(self) -> None:
        self._say({"kind": "Status", "apiVersion": "v1", "status": "Success"})

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _say(self, told: dict[str, Any]) -> None:
        body = json.dumps(told).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", f"{len(body)}")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def _listening() -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Listening) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"k8s://http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def _settled(folder: Path, on: rendering.On, **others: str) -> dict[str, str]:
    """Write printed settings, `others` instead of them or left out; return the environment for them."""
    pytest.importorskip("pyspark")
    lines = rendering.text(on, SIZE, shared="/shared").splitlines()
    settings = dict(line.split(" ", 1) for line in lines if not line.startswith("#"))
    settings |= {name.replace("_", "."): value for name, value in others.items()}
    text = "".join(f"{name} {value}\n" for name, value in settings.items() if value)
    (folder / "spark-defaults.conf").write_text(text, "utf-8")
    return {
        **os.environ,
        "SPARK_CONF_DIR": str(folder),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "HADOOP_CONF_DIR": str(folder),
        "JAVA_HOME": str(cluster.java_home()),
    }


def test_kubernetes_is_asked_for_executors_that_see_the_lake(tmp_path: Path) -> None:
    environment = _settled(tmp_path, "kubernetes", spark_driver_host="127.0.0.1", spark_tilth_patience="20")
    with _listening() as master:
        done = subprocess.run(
            [sys.executable, "-c", ASKS, master, str(tmp_path)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert "has had no executor for 20 seconds" in done.stderr, done.stderr
    pods = [one for one in _Listening.asked if one["kind"] == "Pod"]
    assert pods, done.stderr
    (container,) = pods[0]["spec"]["containers"]
    assert container["image"] == "REGISTRY/spark:4.0.5"
    assert container["resources"]["requests"]["cpu"] == "2"
    assert ("shared", "/shared") in [(one["name"], one["mountPath"]) for one in container["volumeMounts"]]
    (claim,) = [one for one in pods[0]["spec"]["volumes"] if one["name"] == "shared"]
    assert claim["persistentVolumeClaim"]["claimName"] == "tilth"


def _launched(folder: Path, on: rendering.On, **others: str) -> str:
    """Return what Spark says when it is to begin a program that does not exist, under printed settings."""
    environment = _settled(folder, on, **others)
    import pyspark  # noqa: PLC0415 - needs the extra

    program = [
        Path(pyspark.__file__).parent / "bin/spark-class",
        *("org.apache.spark.deploy.SparkSubmit", "--verbose", "--master", rendering.MASTERS[on]),
        *("--class", "no.such.Program", "spark-internal"),
    ]
    done = subprocess.run(program, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


@pytest.mark.parametrize("on", ["standalone", "yarn", "kubernetes"])
def test_spark_s_launcher_reads_the_settings(tmp_path: Path, on: rendering.On) -> None:
    told = _launched(tmp_path, on, spark_kerberos_principal="", spark_kerberos_keytab="")
    assert "Failed to load class no.such.Program" in told, told  # all before that was read and taken
    assert f"(spark.executor.memory,{SIZE.executors[1] * rendering.A_CORE}g)" in told


def test_spark_s_launcher_asks_for_the_keytab(tmp_path: Path) -> None:
    assert "Keytab file: /etc/security/tilth.keytab does not exist" in _launched(tmp_path, "yarn")
