"""Levels of the demo bank: one in each, one that waits for the head, one refused, one that went back."""

from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.level import decide, step
from tilth.jobs.demo_subjects import ago

_NEEDED = 6
_WHY = "多年往来，本系统启用前已熟识"
_STEPS = {
    0: (("aware", 400), ("well_known", 120)),
    1: (("aware", 90),),
    2: (("aware", 300), ("preferring", 30)),
    3: (("loyal", 500),),
}
"""Place on the list → levels, each so many days ago; what is more than a step the head approved."""


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the manager confirm steps, and the head decide on what is more than one."""
    if len(customers) < _NEEDED:
        return
    rm, head = who["rm"], who["head"]
    for place, steps in _STEPS.items():
        for reached, days in steps:
            made = step(ago(rm, days), customers[place], reached=reached, why=_WHY)
            if made.state == "asked":
                decide(ago(head, days - 1), customers[place], made.pk, yes=True, answer="情况属实，同意")
    step(ago(rm, 12), customers[3], reached="preferring", why="连续两季把新增资金放在他行")
    step(ago(rm, 1), customers[4], reached="preferring", why="家里三代都在我行，主动介绍了两位同事")
    refused = step(ago(rm, 20), customers[5], reached="well_known", why="上月谈得很好")
    decide(ago(head, 19), customers[5], refused.pk, yes=False, answer="一年只联络一次，先把频率补上")
