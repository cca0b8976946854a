"""Negotiation sheets of the demo bank: two loans under way, one with a colleague in the team."""

from collections.abc import Mapping, Sequence

from tilth.data.models import Opportunity
from tilth.domain.acting import Who
from tilth.domain.records.negotiation import draw_up, observe

LOANS = ("mortgage", "loan")


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:  # noqa: ARG001 - every story is told so
    """Let the manager negotiate two loans: goals, the bottom line, what was seen on the spot."""
    rm = who["rm"]
    for number, row in enumerate(talked_of(rm)):
        made = draw_up(
            rm,
            row.customer_id,
            deal=str(row.pk),
            goal_long="结算与代发一并迁入本行",
            goal_short="谈定利率与放款时间",
            main="利率",
            minor="提前还款的费用",
            bottom_line="低于标准价不超过 20 个基点",
            walk_away="对方只比价、不提供资料，就礼貌结束",
            loan_amount="按合同总价的六成",
            loan_use="合同约定用途，受托支付",
            loan_source="工资与经营收入",
            team=who["wealth"].by.staff_id or "" if number and "wealth" in who else "",
        )
        observe(
            rm, row.customer_id, made.pk, look="办公室有他行的台历", listen="担心放款时间", ask="最晚哪天要用"
        )


def talked_of(rm: Who) -> list[Opportunity]:
    """Return two open loans of the manager, the first opened first."""
    mine = Opportunity.objects.unscoped().filter(
        staff_id=rm.by.staff_id, state="open", voided_at=None, category__in=LOANS
    )
    return list(mine.order_by("opened_on", "id")[:2])
