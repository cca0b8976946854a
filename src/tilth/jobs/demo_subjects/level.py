"""Levels of the demo bank: one in each, one that waits for the head, one refused, one that went back."""

from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records import task
from tilth.domain.records.level import decide, step
from tilth.domain.records.planning import Plan, add
from tilth.jobs.demo_subjects import ago

_NEEDED = 6
_PROMISED = (
    (150, 2, "寄养老产品对比资料"),
    (96, 3, "问清大额存单的转让规则"),
    (48, 1, "发去下季度活动安排"),
    (21, 4, "回复英国缴费流程"),
)
"""What the manager promised the first customer: so many days ago, done after so many, due after three."""
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
    _promises(rm, customers[0])
    for place, steps in _STEPS.items():
        for reached, days in steps:
            made = step(ago(rm, days), customers[place], reached=reached, why=_WHY)
            if made.state == "asked":
                decide(ago(head, days - 1), customers[place], made.pk, yes=True, answer="情况属实，同意")
    step(ago(rm, 12), customers[3], reached="preferring", why="连续两季把新增资金放在他行")
    step(ago(rm, 1), customers[4], reached="preferring", why="家里三代都在我行，主动介绍了两位同事")
    refused = step(ago(rm, 20), customers[5], reached="well_known", why="上月谈得很好")
    decide(ago(head, 19), customers[5], refused.pk, yes=False, answer="一年只联络一次，先把频率补上")


def _promises(rm: Who, customer_id: str) -> None:
    """Let the manager have kept three promises of four, the last one a day late."""
    for days, took, text in _PROMISED:
        said = ago(rm, days)
        plan = Plan(step="send_material", text=text, due_on=ago(rm, days - 3).today)
        made = add(said, customer_id, plan=plan)
        task.tick(ago(rm, days - took), customer_id, made.pk)
