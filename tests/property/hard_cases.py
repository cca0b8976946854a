"""One bank of customers who are hard to get right: boundaries, absences, late news, odd names and amounts."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from property.strategies.banks import BRANCHES, STAFF
from property.strategies.playbooks import Variant
from property.strategies.positions import PRODUCTS
from reference.inputs import (
    Agreement,
    Assignment,
    Contact,
    Customer,
    Extracts,
    Feed,
    Holding,
    Night,
    Product,
    Rate,
    Transaction,
)

DAYS = (dt.date(2026, 1, 5), dt.date(2026, 1, 6), dt.date(2026, 1, 27), dt.date(2026, 4, 30))
LONG_AGO = dt.date(2015, 2, 28)
ODD = Product(product_id="基金|甲,1'", category="fund")
VARIANT = Variant(
    basis="aum_avg_30",
    fund_weight="0.3333",
    size=6,
    conditions=(
        ("time_deposit_share <= 0.10 and familiar", Decimal("0.5")),
        ("time_deposit_share between 0.40 and 0.60", None),
        ("time_deposit_share >= 0.80", Decimal("3.5")),
        ("share('fx_deposit') >= 0.3 or age = 61", Decimal(30)),
        ("contains(occupation, '100%_') or opened_days = 4001", Decimal(14)),
    ),
)
LATER = Variant(
    basis="aum_avg_90", demand_weight="0.5", size=5, parts=(1, 1), quiet_days=100, familiar=("bond", "fund")
)


def _person(key: str, **more: object) -> Customer:
    return replace(Customer(customer_id=key, opened_on=LONG_AGO, rm_id="S1"), **more)  # type: ignore[arg-type]


def _held(key: str, product: str, balance: str, **more: object) -> Holding:
    one = Holding(
        holding_id=f"{key}-{product}",
        customer_id=key,
        product_id=product,
        opened_on=LONG_AGO,
        balance=Decimal(balance),
    )
    return replace(one, **more)  # type: ignore[arg-type]


def _booked(holding: str, on: str, amount: str, **more: object) -> Transaction:
    one = Transaction(
        transaction_id=f"{holding}@{on}:{amount}",
        holding_id=holding,
        customer_id=holding.split("-", maxsplit=1)[0],
        at=dt.datetime.fromisoformat(f"{on}T12:00:00"),
        amount=Decimal(amount),
    )
    return replace(one, **more)  # type: ignore[arg-type]


SHARES = (("10", "90"), ("40", "60"), ("60", "40"), ("80", "20"), ("1", "9"), ("79.99", "20.01"), ("3", "27"))
CUSTOMERS = (
    *(_person(f"SHARE{index}") for index in range(len(SHARES))),
    _person("客户|甲"),
    _person("ACTIVE", kind="company"),
    _person("AWAY"),
    _person("PEAK"),
    _person("LATE"),
    _person("CENTS"),
    _person("RICH", birth_date=dt.date(1964, 4, 30)),
    _person("OLD", opened_on=dt.date(1901, 1, 1), birth_date=dt.date(1900, 1, 31), birth_calendar="lunar"),
    _person("MOON", birth_date=dt.date(1979, 7, 24), birth_calendar="lunar", rm_id="S2"),
    _person("EVE", birth_date=dt.date(1984, 2, 1), birth_calendar="lunar", rm_id="S2"),
    _person("LEAP", birth_date=dt.date(1984, 2, 29), opened_on=dt.date(2024, 2, 29), rm_id="S2"),
    _person("RISK", risk_assessed_on=dt.date(2025, 1, 31), rm_id="S2"),
    _person("WORD", occupation="100%_x", rm_id="S2"),
    _person("TIED", rm_id="S2"),
    _person("BOTH", rm_id="S2"),
)
HOLDINGS = (
    *(
        one
        for index, (deposit, fund) in enumerate(SHARES)
        for one in (
            _held(f"SHARE{index}", "P-time_deposit", deposit),
            _held(f"SHARE{index}", "P-fund", fund, cost=Decimal("3.00"), take_profit=Decimal("0.33333333")),
        )
    ),
    _held("客户|甲", ODD.product_id, "0.05", cost=Decimal("0.04"), take_profit=Decimal("0.25")),
    _held("ACTIVE", "P-demand_deposit", "1.00"),
    _held("ACTIVE", "P-credit_card", "2.00"),
    _held("AWAY", "P-demand_deposit", "5000.00"),
    _held(
        "AWAY", "P-fund", "130.00", cost=Decimal(100), take_profit=Decimal("0.2"), stop_loss=Decimal("-0.1")
    ),
    _held("PEAK", "P-demand_deposit", "12000.00"),
    _held("LATE", "P-fund", "10.00"),
    _held("LATE", "P-demand_deposit", "10.00"),
    _held("CENTS", "U-demand_deposit", "-0.05", currency="USD"),
    _held("CENTS", "U-fund", "0.05", currency="USD"),
    _held("CENTS", "P-bond", "0.07", currency="USD"),
    _held("RICH", "P-securities", "9999999999999.99"),
    _held("RICH", "P-trust", "9999999999999.99", matures_on=dt.date(9999, 12, 31)),
    _held("RICH", "U-fx_deposit", "999999.99", currency="USD"),
    _held("TIED", "P-fund", "10.00", holding_id="TIED-B", cost=Decimal(20)),
    _held("TIED", "P-fund-2", "10.00", holding_id="TIED-A", cost=Decimal("9.99")),
    _held("BOTH", "P-time_deposit", "7.00", matures_on=dt.date(2026, 5, 30)),
    _held("BOTH", "P-time_deposit", "8.00", holding_id="BOTH-2", matures_on=dt.date(2026, 5, 2)),
)
TRANSACTIONS = {
    DAYS[0]: (
        _booked("ACTIVE-P-demand_deposit", "2026-01-05", "1.00"),
        _booked("AWAY-P-demand_deposit", "2026-01-05", "-70.00"),
        _booked("CENTS-U-fund", "2026-01-05", "0.05"),
        _booked("CENTS-U-fund", "2026-01-04", "-0.05"),
        _booked("RICH-P-trust", "2026-01-05", "9999999999999.99", cash=True),
    ),
    DAYS[1]: (
        _booked("AWAY-P-demand_deposit", "2026-01-06", "50000.00", cash=True),
        _booked("BOTH-2", "2026-01-06", "50000.00", cash=True, channel="auto"),
        _booked("BOTH-2", "2026-01-06", "-60000.00", cash=True),
        _booked("BOTH-2", "2026-01-06", "110000.00"),
    ),
    DAYS[2]: (
        _booked("LATE-P-fund", "2026-01-06", "5.00", kind="purchase"),
        _booked("LATE-P-fund", "2026-01-13", "5.00", kind="purchase", initiated_by_customer=False),
        _booked("LATE-P-fund", "2026-01-14", "5.00", kind="purchase"),
        _booked("LATE-P-demand_deposit", "2025-12-28", "7.00"),
        _booked("LATE-P-demand_deposit", "2025-12-29", "9.00"),
        _booked("LATE-P-demand_deposit", "2026-01-06", "90000.00"),
        _booked("LATE-P-demand_deposit", "2026-01-07", "90000.00"),
    ),
    DAYS[3]: (_booked("LATE-P-fund", "2026-04-16", "5.00", kind="purchase"),),
}
ABSENT = {DAYS[1]: ("ACTIVE-P-demand_deposit",), DAYS[2]: ("AWAY", "PEAK")}
"""Holdings and customers that one feed leaves out and the next brings again."""
RATES = {
    DAYS[0]: (Rate(currency="USD", date=dt.date(2026, 1, 2), rate=Decimal("0.5")),),
    DAYS[2]: (Rate(currency="USD", date=dt.date(2025, 12, 31), rate=Decimal(9)),),
    DAYS[3]: (Rate(currency="USD", date=dt.date(2026, 4, 30), rate=Decimal("7.12345678")),),
}


def nights() -> list[Night]:
    """Return the nights of that bank; on the last of them another playbook is in force."""
    books = [VARIANT.playbook()] * 3 + [LATER.playbook()]
    return [
        Night(feed=_feed(day), extracts=_extracts(day), playbook=book)
        for day, book in zip(DAYS, books, strict=True)
    ]


def _feed(day: dt.date) -> Feed:
    absent = ABSENT.get(day, ())
    holdings = [one for one in HOLDINGS if one.holding_id not in absent and one.customer_id not in absent]
    if day == DAYS[3]:
        holdings = [
            replace(one, balance=Decimal("0.00")) if one.customer_id == "PEAK" else one for one in holdings
        ]
    return Feed(
        day=day,
        branches=BRANCHES,
        staff=STAFF,
        customers=tuple(one for one in CUSTOMERS if one.customer_id not in absent),
        products=(*PRODUCTS, ODD),
        holdings=tuple(holdings),
        transactions=TRANSACTIONS[day],
        fx_rates=RATES.get(day, ()),
    )


def _extracts(day: dt.date) -> Extracts:
    contacts = [
        Contact(contact_id="K1", customer_id="AWAY", staff_id="S1", contact_on=DAYS[1], two_way=False),
        Contact(contact_id="K2", customer_id="MOON", staff_id="S1", contact_on=DAYS[2]),
        Contact(contact_id="K3", customer_id="NOBODY", staff_id="S2", contact_on=DAYS[2]),
    ]
    return Extracts(
        contacts=tuple(one for one in contacts if one.contact_on <= day),
        segment_assignments=(
            Assignment(customer_id="RISK", scheme="own", segment="s4"),
            Assignment(customer_id="WORD", scheme="four_types", segment="small_starter"),
        ),
        cadence_agreements=(Agreement(customer_id="LEAP", days=1),),
    )


def empty_nights() -> list[Night]:
    """Return two nights of a bank that has nothing yet but its head office."""
    book = Variant().playbook()
    return [Night(feed=Feed(day=day), playbook=book) for day in DAYS[:2]]


def foreign_nights() -> list[Night]:
    """Return one night of a bank whose base currency is the dollar."""
    rate = Rate(currency="CNY", date=DAYS[0], rate=Decimal("0.14"))
    feed = _feed(DAYS[0])
    return [
        Night(feed=replace(feed, fx_rates=(rate,)), extracts=_extracts(DAYS[0]), playbook=VARIANT.playbook())
    ]
