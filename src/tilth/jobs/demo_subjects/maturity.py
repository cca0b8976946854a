"""Outcomes of maturities in the demo bank: renewed with new money, in part, moved, left."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tilth.domain.acting import Who
from tilth.domain.records import maturity
from tilth.jobs.demo_subjects import ago
from tilth.policy.subjects.maturity import RESULTS

_NEEDED = len(RESULTS)


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the money of four customers fall due in the last days."""
    if len(customers) < _NEEDED:
        return
    rm = who["rm"]
    first, second, third, fourth = customers[-_NEEDED:]
    whole, part, moved, left = (ago(rm, days) for days in (2, 5, 8, 12))
    new, known = Decimal(300_000), Decimal(500_000)
    maturity.tell(whole, first, result="renewed", renewed=known, new_money=new, from_bank="rural")
    maturity.tell(part, second, result="in_part", renewed=Decimal(200_000))
    maturity.tell(moved, third, result="moved")
    maturity.tell(left, fourth, result="left")
