"""Service memos of the demo bank: one answered, one late, one due, two of the next days."""

import datetime as dt
from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.memo import answer, note_down
from tilth.jobs.demo_subjects import ago

_NEEDED = 3


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let customers ask for what could not be done at once."""
    if len(customers) < _NEEDED:
        return
    rm = who["rm"]
    first, second, third = customers[:_NEEDED]
    done = note_down(rm, first, demand="想换一个更大的保管箱", due_on=rm.today)
    answer(rm, first, done.pk, answer="已登记 B 区大箱，周五可来办手续")
    note_down(rm, first, demand="需要一份英文版存款证明，孩子申请学校用", due_on=rm.today)
    note_down(rm, second, demand="网银限额要提高，柜面说需上级审批", due_on=rm.today + dt.timedelta(days=1))
    lately = ago(rm, 5)
    note_down(lately, second, demand="要一份去年的利息清单，报税用", due_on=rm.today - dt.timedelta(days=2))
    note_down(rm, third, demand="想了解外币定存到期后怎么转存", due_on=rm.today + dt.timedelta(days=6))
