"""Money won from other banks: proposed by the night, answered once (B3)."""

import datetime as dt
from decimal import Decimal

import pytest

from subjects.conftest import As
from support import published
from tilth.data.models import PublishedCustomer
from tilth.domain.acting import Unclear
from tilth.domain.records import won_money
from tilth.policy.subjects import won_money as rule

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
MINE = "B1-rm1-c1"
NIGHT = published.DAY


def test_no_yuan_of_an_inflow_is_won_twice(as_: As) -> None:
    """B3: what was confirmed or refused of 30 days' inflow is not there to be answered again."""
    rows = PublishedCustomer.objects.unscoped().filter(customer_id=MINE)
    rows.update(external_inflow_30=Decimal(80_000))
    won_money.count(as_("rm"), MINE, amount=Decimal(50_000), answer="confirmed", from_bank="cmb")
    with pytest.raises(Unclear, match="counted already"):
        won_money.count(as_("rm"), MINE, amount=Decimal(50_000), answer="confirmed", from_bank="cmb")
    won_money.count(as_("rm"), MINE, amount=Decimal(30_000), answer="refused")
    with pytest.raises(Unclear, match="counted already"):
        won_money.count(as_("rm"), MINE, amount=Decimal("0.01"), answer="refused")


@pytest.mark.parametrize(
    ("inflow", "answered", "left"),
    [
        (None, [], 0),
        (80_000, [], 80_000),
        (80_000, [(0, 50_000)], 30_000),
        (80_000, [(-29, 50_000), (-30, 30_000)], 30_000),
        (80_000, [(0, 50_000), (-3, 50_000)], 0),
    ],
)
def test_what_is_left_to_answer_for(inflow: int | None, answered: list[tuple[int, int]], left: int) -> None:
    told = [(NIGHT + dt.timedelta(days=days), Decimal(amount)) for days, amount in answered]
    came = None if inflow is None else Decimal(inflow)
    assert rule.unanswered(came, told, night=NIGHT) == left


@pytest.mark.parametrize(
    ("amount", "talked", "asks"),
    [(10_000, -30, True), (9_999, -1, False), (10_000, -31, False), (10_000, None, False), (10_000, 0, True)],
)
def test_an_inflow_is_proposed_within_thirty_days_of_a_contact(
    amount: int, talked: int | None, *, asks: bool
) -> None:
    rules = rule.WonMoneyRules(least=Decimal(10_000))
    day = None if talked is None else NIGHT + dt.timedelta(days=talked)
    assert rule.proposed(Decimal(amount), talked_on=day, night=NIGHT, rules=rules) is asks
