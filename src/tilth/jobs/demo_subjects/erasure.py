"""Erasures of the demo bank: one that waits for a second person; the law still keeps the data."""

from collections.abc import Mapping, Sequence

from tilth.domain.acting import Who
from tilth.domain.records.erasure import ask


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let one of compliance ask for the last customer of the book."""
    if "compliance" in who and customers:
        ask(who["compliance"], customers[-1], reason="withdrawn", note="客户书面申请，已核验身份")
