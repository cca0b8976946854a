"""A cluster without executors answers nothing, for ever: a night waits for one, but not without end."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession

from tilth.kernel.errors import Refused, TilthError

SETTING = "spark.tilth.patience"
"""In `spark-defaults.conf`: seconds for which a night waits for an executor."""
PATIENCE = 300
_EVERY = 1.0
_FIRST, _NEXT = 30, 3
"""Seconds for which a session waits for its first executor before it asks for something, and, at the least,
for the next."""


def gathered(session: SparkSession) -> None:
    """Return once the executors of a session are there that come unasked.

    Machines differ, and a busy one starts a program late: the next is waited for as long as the first took.
    """
    before, last, patient = 0, time.monotonic(), float(_FIRST)
    while time.monotonic() - last < patient:
        if (now := _executors(session)) > before:
            patient = patient if before else _for_the_next(session)
            before, last = now, time.monotonic()
        time.sleep(_EVERY / 10)


def _for_the_next(session: SparkSession) -> float:
    took = time.time() - session.sparkContext.startTime / 1000
    return min(max(_NEXT, took), _FIRST)


def patience(session: SparkSession) -> int:
    """Return for how many seconds a night waits for an executor; Refused where that is no number."""
    said = session.conf.get(SETTING, str(PATIENCE)) or ""
    if not said.isascii() or not said.isdigit():
        raise Refused(f"{SETTING} in spark-defaults.conf is {said}: write whole seconds, such as {PATIENCE}.")
    return int(said)


@contextmanager
def watched(session: SparkSession, master: str) -> Iterator[None]:
    """Stop what the session does once it has been without executors for too long; TilthError then."""
    if master.startswith("local"):
        yield
        return
    ended, alone, limit = threading.Event(), threading.Event(), patience(session)
    watch = threading.Thread(target=_watch, args=(session, limit, ended, alone), daemon=True)
    watch.start()
    try:
        yield
    except (PySparkException, Py4JError) as error:
        if not alone.is_set():
            raise
        raise TilthError(
            f"Spark at {master} has had no executor for {limit} seconds, nothing was changed: see that its "
            "workers are up and have the memory and cores that spark-defaults.conf asks for, then run the "
            "night again."
        ) from error
    finally:
        ended.set()
        watch.join()


def _watch(session: SparkSession, limit: int, ended: threading.Event, alone: threading.Event) -> None:
    last = time.monotonic()
    while not ended.wait(_EVERY):
        try:
            # a cluster that gives cores back has none while the driver works alone
            if _executors(session) or not _jobs(session):
                last = time.monotonic()
            elif time.monotonic() - last > limit:
                alone.set()
                session.sparkContext.cancelAllJobs()
        except Py4JError:
            return


def _jobs(session: SparkSession) -> int:
    return len(session.sparkContext.statusTracker().getActiveJobsIds())


def _executors(session: SparkSession) -> int:
    context = session.sparkContext._jsc.sc()  # noqa: SLF001 - PySpark's own tracker does not tell of them
    return len(context.statusTracker().getExecutorInfos()) - 1  # the driver is one of them
