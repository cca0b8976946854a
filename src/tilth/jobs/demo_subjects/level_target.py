"""Target levels of the demo bank: told with the steps they are for (`level`)."""

from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.level_target import aim, drop
from tilth.jobs.demo_subjects import ago

_NEEDED = 4


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the manager aim at what can be reached, and drop a target that could not."""
    if len(customers) < _NEEDED:
        return
    rm = who["rm"]
    aim(rm, customers[0], level="preferring", due_on=ago(rm, -113).today)
    aim(rm, customers[1], level="well_known", due_on=ago(rm, -60).today)
    given_up = aim(ago(rm, 40), customers[3], level="loyal", due_on=ago(rm, -20).today)
    drop(rm, customers[3], given_up.pk, why="客户外派两年，回国后再谈")
