"""Offers of the demo bank: two negotiations, one offer within the authority, one that waits for approval."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tilth.domain.acting import Who
from tilth.domain.records.offer import answered, put
from tilth.jobs.demo_subjects.negotiation import talked_of

_TERMS = (
    "价格：标准价下浮 {bp} 个基点\n期限：二十年\n费用：评估费由客户承担\n"
    "担保：所购住房抵押\n服务：专人跟进放款"
)
_ASKS = "您的意思是利率按这个、下月放款，对吗？"
_REASONS = "评估价充足，收入稳定"


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:  # noqa: ARG001 - every story is told so
    """Let the manager offer within the authority, and a customer ask for more than it covers."""
    rm = who["rm"]
    for number, row in enumerate(talked_of(rm)):
        told = {"deal": str(row.pk), "risk": "low", "reasons": _REASONS, "question": _ASKS}
        made = put(
            rm,
            row.customer_id,
            side="ours",
            amount=Decimal(400_000),
            concession=5,
            terms=_TERMS.format(bp=5),
            **told,
        )
        answered(rm, row.customer_id, made.pk, became="countered", answer="希望再低一些")
        if number:
            put(
                rm,
                row.customer_id,
                side="theirs",
                amount=Decimal(1_200_000),
                concession=25,
                terms=_TERMS.format(bp=25),
                **told,
            )
