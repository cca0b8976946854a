"""Assessments of the demo bank: one that rose, one that fell to the lowest, taken by the branch's head."""

from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.assessment import take
from tilth.jobs.demo_subjects import ago

BALANCED = "age=b income=c share=b debt=b experience=c aim=c term=b loss=c"
CALM = "age=d income=b share=a debt=a experience=a aim=b term=a loss=b"
NOTHING_LOST = "age=d income=a share=a debt=a experience=a aim=a term=a loss=a"
_NEEDED = 4


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the head of the branch take three assessments, weeks and days ago."""
    if len(customers) < _NEEDED:
        return
    first, second, third, fourth = customers[:_NEEDED]
    take(ago(who["head"], 41), first, answers=CALM, signed="paper")
    take(ago(who["head"], 12), first, answers=BALANCED, signed="screen")
    take(ago(who["head"], 6), second, answers=BALANCED, signed="screen")
    take(ago(who["head"], 5), third, answers=CALM, signed="screen")
    take(ago(who["head"], 3), fourth, answers=NOTHING_LOST, signed="paper")
