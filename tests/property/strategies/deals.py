"""What people record of needs and opportunities: begun, moved and ended about the nights."""

import datetime as dt
from dataclasses import dataclass, field, replace
from decimal import Decimal

from hypothesis import strategies as st

from property.strategies.positions import Nights
from reference.inputs import Need, Opportunity, StageStay

STAYS = (StageStay(stage="contact", days=3, stays=10), StageStay(stage="qualify", days=40, stays=9))
"""Of one stage enough, of another too few."""
_DAYS = (-61, -31, -30, -7, -6, 0, 1, 5, 6, 30, 31)


@dataclass(kw_only=True)
class Dealings:
    """What is open of one customer, by night."""

    needs: dict[dt.date, list[Need]] = field(default_factory=dict)
    opportunities: dict[dt.date, list[Opportunity]] = field(default_factory=dict)


@st.composite
def dealings(draw: st.DrawFn, nights: Nights, customer_id: str) -> Dealings:
    """Draw at most one opportunity that moves or ends, and at most two needs, of which it answers one."""
    found = Dealings()
    shape = draw(st.sampled_from((0, 0, 1, 2, 3)))
    if shape == 0:
        return found
    pivot = draw(st.sampled_from(nights))
    ends, moves = draw(st.sampled_from((None, *nights))), draw(st.sampled_from((None, *nights)))
    deal = Opportunity(
        opportunity_id=f"{customer_id}O",
        customer_id=customer_id,
        category=draw(st.sampled_from((None, "fund"))),
        stage=draw(st.sampled_from(("contact", "qualify", "present"))),
        amount=draw(st.sampled_from((None, Decimal("0.01"), Decimal(250_000)))),
        stage_on=pivot + dt.timedelta(days=min(0, draw(st.sampled_from(_DAYS)))),
        expected_on=pivot + dt.timedelta(days=draw(st.sampled_from(_DAYS))),
    )
    need = Need(
        need_id=f"{customer_id}N0",
        customer_id=customer_id,
        due_on=draw(st.sampled_from((None, pivot + dt.timedelta(days=draw(st.sampled_from(_DAYS)))))),
        opportunity_id=draw(st.sampled_from((None, deal.opportunity_id, "other"))),
    )
    needs = [need, replace(need, need_id=f"{customer_id}N1", due_on=pivot)][: shape - 1]
    for night in nights:
        moved = replace(deal, stage="qualify", stage_on=moves) if moves and moves <= night else deal
        found.opportunities[night] = [] if ends and ends <= night else [moved]
        found.needs[night] = needs[1:] if ends and ends <= night else needs
    return found
