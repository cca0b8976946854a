"""The one place that chooses the engine of a night, by its name."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tilth.engine.backend import Session
from tilth.engine.sessions import cluster, duckdb
from tilth.policy.bank import EngineName, NightSettings


@contextmanager
def opened(  # noqa: PLR0913 - what either engine must know
    engine: EngineName, *, spill: Path, memory: str, threads: int, cache: Path | None, master: str
) -> Iterator[Session]:
    """Open an engine; `memory`, `threads` and `cache` are DuckDB's, `master` is Spark's, `spill` both use."""
    if engine == "spark":
        from tilth.engine.sessions import spark  # noqa: PLC0415 - an extra that most banks do not install

        with spark.opened(master=master, spill=spill) as session:
            yield session
    else:
        with duckdb.opened(spill=spill, memory=memory, threads=threads, cache=cache) as session:
            yield session


@contextmanager
def held(settings: NightSettings, *, spill: Path, lake: Path) -> Iterator[None]:
    """Hold what the nights of one command share; Refused, before they begin, where it could not do them."""
    if settings.engine == "spark":
        cluster.check(master=settings.master, spill=spill, lake=lake)
        from tilth.engine.sessions import spark  # noqa: PLC0415 - an extra that most banks do not install

        with spark.held(master=settings.master, spill=spill, lake=lake):
            yield
    else:
        yield
