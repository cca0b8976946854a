"""Likely duplicates of the demo bank: one that a manager reports beside those that comparing finds."""

from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.duplicate import report
from tilth.jobs.demo_subjects import ago

_NEEDED = 2


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the manager report two numbers who answered with one voice."""
    if len(customers) < _NEEDED:
        return
    rm = who["rm"]
    report(ago(rm, 3), customers[-1], other_id=customers[-2], note="两个号来电都是同一个人接的，称呼也一样")
