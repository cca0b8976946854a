"""Events of one customer's money and standing: large flows, cash, and what differs from the night before."""

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from reference.customers import Row, rows, tier
from reference.event import Event
from reference.history import History


def of_customer(history: History, key: str) -> Iterator[Event]:
    """Yield large flows, cash and changes of one customer."""
    arrived = [one for night, one in history.transactions(key) if night is history]
    days = sorted({one.day for one in arrived if history.happens_tonight(one.day)})
    for day in days:
        yield from _large_flow(history, key, day)
        yield from _large_cash(history, key, day)
    if history.before and key in rows(history.before):
        yield from _changes(history, rows(history.before)[key], rows(history)[key])


def _large_flow(history: History, key: str, day: dt.date) -> Iterator[Event]:
    windows = history.playbook.windows
    net = sum(history.external_flow(key, day, arrived=True), Decimal("0.00"))
    if history.before:
        before = history.before.measure(key, "aum")
    else:
        before = max(Decimal("0.00"), history.measure(key, "aum") - net)
    if abs(net) >= windows.large_flow_amount and abs(net) >= windows.large_flow_share * before:
        kind = "large_inflow" if net > 0 else "large_outflow"
        if net != 0:
            yield Event(kind, due_on=day, amount=net, detail={"aum_before": f"{before:.2f}"})


def _large_cash(history: History, key: str, day: dt.date) -> Iterator[Event]:
    sizes: dict[str, list[Decimal]] = {}
    for night, one in history.transactions(key):
        if night is history and one.cash and one.day == day:
            size = abs(history.amount(one))
            if size >= history.playbook.windows.large_cash_amount:
                sizes.setdefault(one.holding_id, []).append(size)
    for holding_id, found in sorted(sizes.items()):
        total = sum(found, Decimal("0.00"))
        yield Event("large_cash", holding_id, due_on=day, amount=total, detail={"count": len(found)})


def _changes(history: History, was: Row, now: Row) -> Iterator[Event]:
    codes = [band.code for band in history.playbook.tiers.bands]
    if codes.index(now["tier"]) != codes.index(was["tier"]):
        kind = "tier_up" if codes.index(now["tier"]) > codes.index(was["tier"]) else "tier_down"
        yield Event(kind, due_on=history.day, detail={"before": was["tier"], "tier": now["tier"]})
    if is_near(history, now) and not is_near(history, was):
        upper = codes[codes.index(now["tier"]) + 1]
        yield Event("near_next_tier", due_on=history.day, amount=now["next_tier_gap"], detail={"next": upper})
    if now["under_served"] and not was["under_served"]:
        yield Event("became_under_served", due_on=history.day)
    for state in ("dormant", "lost"):
        if now["lifecycle"] == state != was["lifecycle"]:
            yield Event(f"became_{state}", due_on=history.day)


def is_near(history: History, one: Row) -> bool:
    """Tell whether a row is within reach of the next tier, judged by tonight's playbook."""
    place = tier(history.playbook, one["tier_basis"])
    gap = place["next_tier_gap"]
    if gap is None:
        return False
    threshold = one["tier_basis"] + gap
    return bool(0 < gap <= history.playbook.windows.near_tier_share * threshold)
