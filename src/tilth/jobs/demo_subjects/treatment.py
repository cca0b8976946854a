"""Key customers of the demo bank: the manager's largest, each with what they are given."""

from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.treatment import grant, lift
from tilth.jobs.demo_subjects import ago, others

_GIVEN = (("leader", "行长每季度见一次"), ("at_home", "腿脚不便，上门办理"), ("first_told", ""))


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the largest customers be key customers; one treatment is no longer given."""
    rm = who["rm"]
    largest = others(rm, customers).order_by("-aum", "customer_id").values_list("customer_id", flat=True)[:3]
    for customer_id, (kind, note) in zip(
        largest.values_list("customer_id", flat=True)[:3], _GIVEN, strict=False
    ):
        grant(ago(rm, 20), customer_id, kind="direct_line")
        made = grant(ago(rm, 12), customer_id, kind=kind, note=note)
        if kind == "first_told":
            lift(rm, customer_id, made.pk)
