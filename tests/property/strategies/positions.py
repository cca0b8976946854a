"""Holdings and transactions over the nights, told as short life stories so that a failure is readable."""

import datetime as dt
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from property.strategies.values import ANY_BALANCE, ANY_FLOW, moved_back, soon
from reference.inputs import Holding, Product, Transaction
from tilth.policy.vocabulary import CATEGORIES
from tilth.ports.feed.positions import CHANNELS, TRANSACTION_KINDS

FOREIGN = ("demand_deposit", "fx_deposit", "fund", "loan")
PRODUCTS = (
    *(Product(product_id=f"P-{category}", category=category) for category in CATEGORIES),
    Product(product_id="P-fund-2", category="fund"),
    Product(product_id="P-term-1", category="time_deposit", term_days=365, expected_return=Decimal("0.0125")),
    Product(
        product_id="P-term-3",
        category="time_deposit",
        term_days=1095,
        expected_return=Decimal("0.0190"),
        min_amount=Decimal(50_000),
        on_sale_to=dt.date(2026, 3, 31),
    ),
    Product(
        product_id="P-wealth-R3", category="wealth_product", expected_return=Decimal("0.03"), risk_level="R3"
    ),
    *(Product(product_id=f"U-{category}", category=category, currency="USD") for category in FOREIGN),
)
FREQUENT = tuple(
    one
    for one in PRODUCTS
    if one.category
    in ("demand_deposit", "time_deposit", "fund", "wealth_product", "credit_card", "fx_deposit")
)
BANDS = (None, None, Decimal("0.20"), Decimal("0.00"), Decimal("0.10"), Decimal("0.33333333"))
OPPOSITE = (Decimal("60000.00"), Decimal("-60000.00"))
"""Amounts that meet each other often enough to be transfers between own holdings."""
RATES = (None, Decimal("0.01"), Decimal("0.0115"), Decimal("0.018"), Decimal("0.029"))
HOURS = (dt.time(0, 0), dt.time(9, 30), dt.time(23, 59, 59))
Nights = tuple[dt.date, ...]


_PRODUCT = st.sampled_from(FREQUENT) | st.sampled_from(PRODUCTS)
_AMOUNTS = st.lists(ANY_BALANCE, min_size=1, max_size=3)
_COST = st.none() | ANY_BALANCE
_BAND = st.sampled_from(BANDS)
_RATE = st.sampled_from(RATES)
_RARELY = st.sampled_from((False, False, False, False, True))
_MOVES = st.tuples(
    st.sampled_from((0, 0, 0, 1, 2, 7, 14, 28, 29, 30, 31, 89, 90, 91, 179, 180, 181)),
    st.sampled_from(HOURS),
    ANY_FLOW | st.sampled_from(OPPOSITE),
    st.sampled_from(("purchase", "salary", "transfer_out")) | st.sampled_from(TRANSACTION_KINDS),
    st.none() | st.sampled_from(CHANNELS),
    st.sampled_from((None, True, False)),
    st.booleans(),
    st.sampled_from((None, "", "他行", '"B"')),
)


@st.composite
def holding_lives(
    draw: st.DrawFn, nights: Nights, holding_id: str, customer_id: str
) -> dict[dt.date, Holding]:
    """Draw one holding as it stands on each night on which it is on the books."""
    product, opened, amounts = draw(st.tuples(_PRODUCT, moved_back(nights), _AMOUNTS))
    if product.category == "demand_deposit" and draw(_RARELY):
        amounts = [-amount for amount in amounts]
    matures = draw(st.none() | soon(nights) | st.just(dt.date(9999, 12, 31)))
    closed = draw(moved_back(nights)) if draw(_RARELY) else None
    above, below, rate = draw(st.tuples(_BAND, _BAND, _RATE))
    fixed: dict[str, Any] = {
        "holding_id": holding_id,
        "customer_id": customer_id,
        "product_id": product.product_id,
        "currency": product.currency,
        "opened_on": opened,
        "matures_on": matures if matures is None or matures >= opened else opened,
        "cost": draw(st.sampled_from(amounts) | _COST),
        "rate": rate,
        "take_profit": above,
        "stop_loss": None if below is None else -below,
    }
    missing = draw(st.sampled_from(nights)) if draw(_RARELY) else None
    return {
        day: Holding(
            **fixed,
            balance=amounts[min(index, len(amounts) - 1)],
            closed_on=closed if closed and opened <= closed <= day else None,
        )
        for index, day in enumerate(nights)
        if opened <= day != missing
    }


@st.composite
def bookings(draw: st.DrawFn, life: dict[dt.date, Holding], prefix: str) -> dict[dt.date, Transaction]:
    """Draw transactions of one holding by the night that brings them, some of them late."""
    found: dict[dt.date, Transaction] = {}
    for day in draw(st.lists(st.sampled_from(sorted(life)), max_size=3, unique=True)) if life else ():
        late, hour, amount, kind, channel, initiated, cash, bank = draw(_MOVES)
        found[day] = Transaction(
            transaction_id=f"{prefix}T{len(found)}",
            holding_id=life[day].holding_id,
            customer_id=life[day].customer_id,
            at=dt.datetime.combine(day - dt.timedelta(days=late), hour),
            amount=amount,
            kind=kind,
            channel=channel,
            initiated_by_customer=initiated,
            cash=cash,
            counterparty_bank=bank,
        )
    return found
