"""Money won in the demo bank: of what came in lately, one sum confirmed and one refused."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tilth.domain.acting import Who
from tilth.domain.records.won_money import count
from tilth.jobs.demo_subjects import others

_LEAST = Decimal(10_000)


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let the manager answer for two of those whose money grew; the others wait to be asked."""
    rm = who["rm"]
    rows = others(rm, customers).filter(external_inflow_30__gte=_LEAST).order_by("customer_id")
    came = list(rows.values_list("customer_id", "external_inflow_30")[:2])
    for (customer_id, inflow), bank in zip(came, ("cmb", ""), strict=False):
        answer = "confirmed" if bank else "refused"
        if inflow is None:
            continue
        count(rm, customer_id, amount=inflow, answer=answer, from_bank=bank or None)
