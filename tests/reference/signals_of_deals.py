"""Signals of needs and opportunities."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from reference.history import History
from reference.inputs import Customer, Opportunity
from reference.signal import Figure, Signal
from tilth.policy.playbook.signals import DealDayNear, DealStale, NeedDue

Row = dict[str, Any]


def need_due(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield one signal per open need whose day has come near or passed."""
    del one
    rule, key = history.playbook.signals.of(NeedDue), customer.customer_id
    for need in history.tonight.extracts.needs:
        if need.customer_id != key or need.due_on is None:
            continue
        if (need.due_on - history.day).days <= rule.days:
            deals = [deal for deal in _deals(history, key) if deal.opportunity_id == need.opportunity_id]
            amount = deals[0].amount if deals else None
            yield Signal(
                "need_due",
                need.need_id,
                amount=amount,
                detail={
                    "day": need.due_on.isoformat(),
                    "nature": need.nature,
                    "need": need.kind,
                    "phase": need.phase,
                    "priority": need.priority,
                },
                evidence=(Figure("need", need.need_id, day=need.due_on, amount=amount),),
            )


def deal_stale(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield one signal per open opportunity that has not moved for longer than it takes others."""
    del one
    rule = history.playbook.signals.of(DealStale)
    past = {
        stay.stage: stay.days for stay in history.tonight.extracts.stage_stays if stay.stays >= rule.stays
    }
    for deal in _deals(history, customer.customer_id):
        usual, stood = past.get(deal.stage), (history.day - deal.stage_on).days
        if stood > (rule.fixed_days if usual is None else usual * rule.factor):
            yield _signal("deal_stale", deal, deal.stage_on, since=deal.stage_on.isoformat(), usual=usual)


def deal_day_near(history: History, customer: Customer, one: Row) -> Iterator[Signal]:
    """Yield one signal per open opportunity whose day has come near and not passed."""
    del one
    rule = history.playbook.signals.of(DealDayNear)
    for deal in _deals(history, customer.customer_id):
        if 0 <= (deal.expected_on - history.day).days <= rule.days:
            yield _signal("deal_day_near", deal, deal.expected_on, day=deal.expected_on.isoformat())


def _deals(history: History, key: str) -> list[Opportunity]:
    return [deal for deal in history.tonight.extracts.opportunities if deal.customer_id == key]


def _signal(kind: str, deal: Opportunity, on: dt.date, **detail: object) -> Signal:
    return Signal(
        kind,
        deal.opportunity_id,
        amount=deal.amount,
        detail={"category": deal.category, "stage": deal.stage, **detail},
        evidence=(Figure("opportunity", deal.opportunity_id, day=on, amount=deal.amount),),
    )
