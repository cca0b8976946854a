"""Proposals of the demo bank: in every state, one in its second version, each for what was presented."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tilth.access import visibility
from tilth.data.models import Need, Opportunity, Proposal, PublishedCustomer
from tilth.domain.acting import Unclear, Who
from tilth.domain.products import queries as products
from tilth.domain.records import proposal
from tilth.jobs.demo_subjects import ago, others
from tilth.jobs.demo_subjects.certificate import SHELF, amount, presented
from tilth.policy.offers import Product

_COSTS = "认购费与管理费按产品说明书收取，已在价格里写明；提前退出另有费用"
_RISKS = "除存款外都不保本，净值会波动，可能低于投入；资金在期限内不能取出"


@dataclass(frozen=True, kw_only=True)
class _Path:
    """How far one proposal has come, and what it is called."""

    title: str
    drafted: int
    """Days ago."""
    became: str
    answer: str = ""


_PATHS = (
    _Path(title="闲置资金分三份的安排", drafted=1, became="draft"),
    _Path(title="到期存款续作与流动性安排", drafted=3, became="approved"),
    _Path(title="养老钱的期限安排", drafted=9, became="delivered"),
    _Path(title="教育金准备方案", drafted=6, became="read"),
    _Path(title="稳健配置建议", drafted=16, became="accepted"),
    _Path(title="活期过多的调整建议", drafted=20, became="declined", answer="近期要买车，钱先放着"),
    _Path(title="季度资产调整方案", drafted=12, became="changes", answer="金额少放一点，期限短一些"),
    _Path(title="家庭备用金与增值安排", drafted=14, became="replaced", answer="希望每月都能取一部分"),
)


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let both managers draw up proposals for their opportunities, the head of the branch approve them."""
    if "head" not in who:
        return
    for name, paths in (("rm", _PATHS), ("wealth", _PATHS[::2])):
        if name in who:
            _told(who, name, customers, list(paths))


def _told(who: Mapping[str, Who], name: str, customers: Sequence[str], paths: list[_Path]) -> None:
    """Let each proposal go its way for an opportunity that is older than it, of one customer each."""
    manager = who[name]
    head = visibility.visible(PublishedCustomer, who["head"].by, who["head"].generation)
    led = head.filter(rm_id=manager.by.staff_id).values_list("customer_id", flat=True)
    numbers = others(manager, customers).filter(customer_id__in=list(led)).values("customer_id")
    deals = visibility.visible(Opportunity, manager.by, manager.generation).exclude(state="dropped")
    shelf = [one for one in products.on_sale(manager.generation) if one.category in SHELF and one.risk_level]
    for deal in deals.filter(customer_id__in=numbers, made_by=manager.by).order_by("opened_on", "id"):
        days = (manager.today - deal.opened_on).days
        older = (one for one in paths if one.drafted < days)
        path = max(older, key=lambda one: one.drafted, default=None)
        if path is not None and _walked(who, name, deal, path, shelf):
            paths.remove(path)


def _walked(
    who: Mapping[str, Who], name: str, deal: Opportunity, path: _Path, shelf: Sequence[Product]
) -> bool:
    """Let one proposal go its way and say whether it went to its end; what does not suit goes no further."""
    begun, number = ago(who[name], path.drafted), deal.customer_id
    row = presented(begun, number, shelf, amount(begun, number))
    wanted = visibility.visible(Need, begun.by, begun.generation).filter(deal=deal.pk).first()
    if row is None or row.state != "stands" or wanted is None:
        return False
    try:
        made = proposal.draw_up(
            begun,
            number,
            title=path.title,
            needs=str(wanted.pk),
            certificates=str(row.pk),
            team=_team(who, name),
            costs=_COSTS,
            risks=_RISKS,
            created="一笔随时可取的备用金，与长期的钱分开放",
            price="按挂牌价，无另收费用",
            difference="每季度一起看一次，不合适就调整",
            deal=str(deal.pk),
        )
        _further(who, name, made, path)
    except Unclear:
        return False
    return True


def _further(who: Mapping[str, Who], name: str, made: Proposal, path: _Path) -> None:
    number, key, steps = made.customer_id, made.pk, _STEPS[path.became]
    days = (who[name].today - made.drafted_on).days
    for place, step in enumerate(steps, start=1):
        at = days - place * days // (len(steps) + 1)
        manager, head = ago(who[name], at), ago(who["head"], at)
        if step == "approve":
            proposal.approve(head, number, key, yes=True, remark="费用与风险写清楚了")
        elif step == "deliver":
            proposal.deliver(manager, number, key)
        elif step == "was_read":
            proposal.was_read(manager, number, key)
        elif step == "revise":
            proposal.revise(manager, number, key)
        else:
            proposal.answer(manager, number, key, became=step, answer=path.answer)


_GIVEN = ("approve", "deliver")
_STEPS: Mapping[str, tuple[str, ...]] = {
    "draft": (),
    "approved": ("approve",),
    "delivered": _GIVEN,
    "read": (*_GIVEN, "was_read"),
    "accepted": (*_GIVEN, "was_read", "accepted"),
    "declined": (*_GIVEN, "declined"),
    "changes": (*_GIVEN, "was_read", "changes"),
    "replaced": (*_GIVEN, "was_read", "changes", "revise"),
}


def _team(who: Mapping[str, Who], name: str) -> str:
    """Return who contributes: the manager leads, the other one plans beside."""
    other = "wealth" if name == "rm" else "rm"
    if other not in who:
        return f"{who[name].by.staff_id} lead 100"
    return f"{who[name].by.staff_id} lead 70; {who[other].by.staff_id} planner 30"
