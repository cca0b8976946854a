"""Opportunities of the demo bank: in every stage, won and dropped, each with the path that led there."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from tilth.data.models import FollowUp
from tilth.domain.acting import Unclear, Who
from tilth.domain.records import follow_up, need
from tilth.domain.records import opportunity as deals
from tilth.jobs.demo_subjects import ago, others
from tilth.policy.subjects.opportunity import ORDER

if TYPE_CHECKING:
    from tilth.data.models import Opportunity

_KIND = {
    "time_deposit": ("saving", "asset"),
    "wealth_product": ("saving", "asset"),
    "insurance": ("protection", "right"),
    "fund": ("growth", "asset"),
    "fx_deposit": ("currency", "asset"),
    "mortgage": ("home", "liability"),
    "loan": ("business", "liability"),
    "credit_card": ("consumption", "liability"),
}
"""Category → the need before it, and of what it is."""
_MIND = {"qualify": "interest", "investigate": "desire", "present": "comparison"}


@dataclass(frozen=True, kw_only=True)
class _Path:
    """Days since it was opened, how long each stage lasted, and what came of it."""

    opened: int
    stays: tuple[int, ...]
    category: str
    amount: int
    source: str = "contact"
    type: str = "full"
    became: str = ""
    """A reason of dropping, or won; empty: open still."""


_PATHS = (
    _Path(opened=2, stays=(), category="credit_card", amount=30_000, source="maintenance"),
    _Path(opened=1, stays=(), category="fx_deposit", amount=150_000),
    _Path(opened=7, stays=(), category="loan", amount=800_000, source="referral"),
    _Path(opened=6, stays=(2,), category="mortgage", amount=1_200_000),
    _Path(opened=9, stays=(3,), category="insurance", amount=60_000, source="event"),
    _Path(opened=12, stays=(2, 3), category="mortgage", amount=2_400_000),
    _Path(opened=18, stays=(1, 4), category="wealth_product", amount=500_000, source="signal"),
    _Path(opened=15, stays=(2, 4, 5), category="time_deposit", amount=300_000, source="maintenance"),
    _Path(opened=21, stays=(2, 3, 6), category="wealth_product", amount=200_000, type="trial"),
    _Path(opened=60, stays=(1, 3, 6, 5), category="time_deposit", amount=400_000, became="won"),
    _Path(opened=52, stays=(2, 4, 5, 8), category="mortgage", amount=1_500_000, became="won"),
    _Path(opened=44, stays=(1, 2, 3, 4), category="time_deposit", amount=150_000, became="won", type="trial"),
    _Path(opened=40, stays=(3, 4, 7, 6), category="wealth_product", amount=250_000, became="won"),
    _Path(opened=33, stays=(2, 3, 4, 7), category="insurance", amount=80_000, source="event", became="won"),
    _Path(
        opened=26, stays=(1, 3, 5, 5), category="time_deposit", amount=200_000, source="signal", became="won"
    ),
    _Path(opened=58, stays=(4, 6), category="loan", amount=600_000, became="rate"),
    _Path(opened=50, stays=(2, 5, 7, 9), category="wealth_product", amount=300_000, became="rate"),
    _Path(opened=46, stays=(6,), category="credit_card", amount=20_000, became="decider"),
    _Path(
        opened=39, stays=(3, 4, 9), category="mortgage", amount=900_000, source="referral", became="process"
    ),
    _Path(opened=31, stays=(2, 6), category="fund", amount=100_000, became="timing"),
    _Path(opened=24, stays=(5,), category="insurance", amount=50_000, source="event", became="refused"),
)
_OF_WEALTH = _PATHS[1:17]
"""What the wealth manager has of it."""


def tell(who: Mapping[str, Who], customers: Sequence[str]) -> None:
    """Let both managers have opportunities in every stage, and two months of such as ended."""
    for name, paths in (("rm", _PATHS), ("wealth", _OF_WEALTH)):
        if name not in who:
            continue
        rows = others(who[name], customers).order_by("-aum", "customer_id")
        found = list(rows.values_list("customer_id", flat=True)[: len(paths)])
        for customer_id, path in zip(found, paths, strict=False):
            _walked(who[name], customer_id, path)


def _walked(manager: Who, customer_id: str, path: _Path) -> None:
    """Let one opportunity go its way; what does not suit the customer stops before it is presented."""
    begun = ago(manager, path.opened)
    kind, dimension = _KIND[path.category]
    need.notice(
        begun,
        customer_id,
        kind=kind,
        dimension=dimension,
        explicit="explicit",
        nature="individual",
        phase="comparing",
        priority=2,
        source="talk",
    )
    row = deals.open_up(
        begun,
        customer_id,
        source=path.source,
        type=path.type,
        expected_on=max(
            begun.today + dt.timedelta(days=28), manager.today + dt.timedelta(days=path.opened % 20)
        ),
        category=path.category,
        amount=Decimal(path.amount),
    )
    for day, stage in _steps(path):
        at = ago(manager, day)
        try:
            deals.move(at, customer_id, row.pk, stage=stage)
        except Unclear:
            if path.became:
                deals.drop(at, customer_id, row.pk, reason="unsuitable")
            return
        deals.sense(at, customer_id, row.pk, psychology=_MIND[stage])
    _ended(manager, customer_id, row, path)


def _steps(path: _Path) -> Iterator[tuple[int, str]]:
    """Yield how many days ago each further stage began, and the stage; the last stay leads to the end."""
    day, further = path.opened, path.stays[:-1] if path.became else path.stays
    for stay, stage in zip(further, ORDER[1:], strict=False):
        day -= stay
        yield day, stage


def _ended(manager: Who, customer_id: str, row: "Opportunity", path: _Path) -> None:
    if not path.became:
        return
    at = ago(manager, path.opened - sum(path.stays))
    if path.became != "won":
        deals.drop(at, customer_id, row.pk, reason=path.became)
        return
    deals.win(
        at,
        customer_id,
        row.pk,
        bought_on=at.today,
        bought_amount=Decimal(path.amount),
        price=Decimal(path.amount),
        expected_return=Decimal("2.40"),
        stop_loss=Decimal(0),
        preference="C2",
        bought_before="此前为活期与一年期定期",
    )
    asked = FollowUp.objects.unscoped().filter(customer_id=customer_id, kind="after_purchase", state="open")
    for one in asked.filter(due_on__lt=manager.today):
        days = (manager.today - one.due_on).days
        follow_up.finish(ago(manager, days), customer_id, one.pk, result="产品与到期日已再说明，无疑问")
