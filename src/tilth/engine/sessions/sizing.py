"""What a night asks of one machine and of a cluster, carried on in proportion from what was measured.

`python -m bench.on_spark` measures. A night costs a part that is always the same and a part for each
customer; on Spark the driver joins the parts of the marts, which no further core makes quicker.
"""

import math
from dataclasses import dataclass

from tilth.engine.sessions.rendering import A_CORE, Size

BANKS = (100_000, 1_000_000, 3_000_000, 10_000_000, 30_000_000, 100_000_000)
BUSY = 0.7
"""So much of the time of its cores a night uses: each step ends with its slowest task."""
A_NIGHT = 800
"""Bytes that a customer takes in the lake for each night: feed, extracts and marts."""
SPILLED = 1_500
"""Bytes that a customer takes in the spill folder while a night lasts."""
A_NODE = 16
"""Cores of a machine of the cluster."""
MACHINES = (2, 4, 8)
"""Cores of one machine that a cluster may overtake."""


@dataclass(frozen=True, kw_only=True)
class Effort:
    """Seconds of processor of a night: always, for each million customers, and of these on one core."""

    always: float
    a_million: float
    alone: float = 0

    def processor(self, customers: int) -> float:
        """Return the seconds of processor of a night of so many customers."""
        return self.always + self.a_million * customers / 1e6

    def clock(self, customers: int, cores: int) -> float:
        """Return the seconds that a night takes on so many cores."""
        alone = self.alone * customers / 1e6
        return alone + (self.processor(customers) - alone) / (cores * BUSY)

    def cores(self, customers: int, within: float) -> int:
        """Return the fours of cores that end a night within so many seconds; 0 where none can."""
        alone = self.alone * customers / 1e6
        if alone >= within:
            return 0
        return 4 * math.ceil((self.processor(customers) - alone) / ((within - alone) * BUSY) / 4)


DUCKDB = Effort(always=3, a_million=37)
SPARK = Effort(always=92, a_million=521, alone=10)


def as_quick_as(machine: int) -> int:
    """Return how many cores of a cluster are as quick as a machine of so many, however large the bank."""
    one = DUCKDB.a_million / (machine * BUSY)
    return (
        math.ceil((SPARK.a_million - SPARK.alone) / ((one - SPARK.alone) * BUSY)) if one > SPARK.alone else 0
    )


def text(*, minutes: float, machine: int) -> str:
    """Return the table, a line a bank, and from where on a cluster is quicker than one machine."""
    heads = (
        "customers",
        f"DuckDB, {machine} cores: minutes",
        "Spark: minutes of processor",
        f"cores for {minutes:g} minutes",
        "executors × cores",
        "memory, GiB",
        "partitions",
        "spill folder, GiB",
        "lake, GiB a night",
    )
    rows = [heads, ("---",) * len(heads), *(_row(bank, minutes, machine) for bank in BANKS)]
    table = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join([*table, "", "One machine is overtaken, of", "", *map(_pays, MACHINES)]) + "\n"


def _row(customers: int, minutes: float, machine: int) -> tuple[str, ...]:
    needed = SPARK.cores(customers, minutes * 60)
    size = Size(customers=customers, cores=needed or 4)
    count, each = size.executors
    return (
        f"{customers:,}",
        f"{DUCKDB.clock(customers, machine) / 60:.1f}",
        f"{SPARK.processor(customers) / 60:,.0f}",
        *((f"{needed}", f"{count} × {each}", f"{needed * A_CORE}") if needed else ("none",) * 3),
        f"{size.partitions:,}",
        f"{customers * SPILLED / 2**30:,.1f}",
        f"{customers * A_NIGHT / 2**30:,.1f}",
    )


def _pays(machine: int) -> str:
    """Return from where on a cluster is quicker than one machine of so many cores."""
    needed = as_quick_as(machine)
    if not needed:
        return f"- {machine} cores: by no cluster, whose driver joins the marts on one core"
    nodes = math.ceil(needed / A_NODE)
    return f"- {machine} cores: by {needed} cores of a cluster, {nodes} machines of {A_NODE}"
