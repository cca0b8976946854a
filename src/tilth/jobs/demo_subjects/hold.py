"""Legal holds of the demo bank: one that stands."""

from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.hold import place


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let compliance keep everything about one customer while a dispute lasts."""
    if not customers:
        return
    compliance = who["compliance"]
    note = "理财产品赎回争议，等待调解结果"
    place(compliance, customers[-1], cause="complaint", stands_from=compliance.today, note=note)
