"""What the operators of a cluster set for the night, and the line that runs it: printed, to be read first.

Sizes follow what ran: 100,000 and 1,000,000 customers, 25,000 a partition, on executors of 1 GiB and one
core. Each core is given twice that memory, and each partition no more customers than that.
"""

import math
from dataclasses import dataclass
from typing import Literal

On = Literal["standalone", "yarn", "kubernetes"]
A_PARTITION = 25_000
"""Customers in one partition."""
A_CORE = 2
"""GiB of memory for each core of an executor."""
_TRIED = {
    "standalone": "Nights of these settings are compared with DuckDB's by `make soak`.",
    "yarn": "Not tried: no cluster was at hand. Read through by Spark's own launcher, no more.",
    "kubernetes": "Not tried: no cluster was at hand. What is asked of the API server is tested, no more.",
}
MASTERS = {
    "standalone": "spark://MASTER:7077",
    "yarn": "yarn",
    "kubernetes": "k8s://https://API-SERVER:6443",
}


@dataclass(frozen=True, kw_only=True)
class Size:
    """How large the bank is, and how much of the cluster its night may have."""

    customers: int
    cores: int

    @property
    def partitions(self) -> int:
        """Into how many partitions rows are shuffled: each core has the same number of them."""
        rounds = math.ceil(max(4, self.customers / A_PARTITION) / self.cores)
        return max(4, rounds * self.cores)

    @property
    def executors(self) -> tuple[int, int]:
        """How many executors there are, and how many cores each has: four where that comes out even."""
        each = next(each for each in (4, 2, 1) if self.cores % each == 0)
        return self.cores // each, each


def text(on: On, size: Size, *, shared: str) -> str:
    """Return `spark-defaults.conf`, and as its remarks what stands outside of it."""
    before = {"yarn": "HADOOP_CONF_DIR=/etc/hadoop/conf "}.get(on, "")
    lines = [
        f"# {_TRIED[on]}",
        *(f"{name} {value}" for name, value in (_common(size) | _own(on, size, shared)).items()),
        f"# {before}SPARK_CONF_DIR=/etc/tilth/spark tilth nightly --data {shared}/bank --engine spark \\",
        f"#   --master {MASTERS[on]} --spill {shared}/spill FEED",
    ]
    return "\n".join(lines) + "\n"


def _common(size: Size) -> dict[str, str]:
    _, each = size.executors
    return {
        "spark.driver.memory": "4g",
        "spark.executor.cores": f"{each}",
        "spark.executor.memory": f"{each * A_CORE}g",
        "spark.sql.shuffle.partitions": f"{size.partitions}",
        "spark.tilth.patience": "300",
    }


def _own(on: On, size: Size, shared: str) -> dict[str, str]:
    instances, _ = size.executors
    if on == "standalone":
        return {"spark.cores.max": f"{size.cores}"}
    if on == "yarn":
        return {
            "spark.submit.deployMode": "client",
            "spark.executor.instances": f"{instances}",
            "spark.yarn.queue": "tilth",
            "spark.kerberos.principal": "tilth@BANK.EXAMPLE",
            "spark.kerberos.keytab": "/etc/security/tilth.keytab",
        }
    volume = "spark.kubernetes.executor.volumes.persistentVolumeClaim.shared"
    return {
        "spark.submit.deployMode": "client",
        "spark.executor.instances": f"{instances}",
        "spark.kubernetes.namespace": "tilth",
        "spark.kubernetes.container.image": "REGISTRY/spark:4.0.5",
        f"{volume}.mount.path": shared,
        f"{volume}.options.claimName": "tilth",
        "spark.driver.host": "THIS-MACHINE",
    }
