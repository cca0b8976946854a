"""Cadence: how often a customer is contacted, and when the next contact is due (CAD-01, TRAP-05, NEED-12)."""

import datetime as dt

from reference.inputs import Customer
from spec.nightly.table import Case, Life, Rule, changed, columns, contact, day, held
from tilth.policy.playbook import Playbook


def _seven() -> Playbook:
    document = changed().model_dump()
    document["segments"] = {**document["segments"], "active": "seven_segments"}
    return Playbook.model_validate(document)


def _due(
    opened: str,
    reached: str,
    segment: str,
    agreed: str,
    *expected: str,
    tried: str = "–",
    assets: str = "0.00",
) -> Case:
    opened_on, reached_on, tried_on = day(opened), day(reached), day(tried)
    assert opened_on is not None
    contacts = [contact(reached_on)] if reached_on else []
    contacts += [contact(tried_on, two_way=False)] if tried_on else []
    return Case(
        given=(opened, assets, reached, tried, segment, agreed),
        life=Life(
            customer=Customer(customer_id="", opened_on=opened_on),
            holdings=((held("demand_deposit", assets, opened_on=opened_on),),),
            contacts=tuple(contacts),
            segment=None if segment == "–" else segment,
            agreed_days=None if agreed == "–" else int(agreed),
        ),
        expected=expected,
    )


DUE = Rule(
    title="When the next contact is due",
    shows={
        "CAD-01": "news that makes a self-directed customer due at once",
        "NEED-12": "an agreed channel",
        "TRAP-05": None,
        "TRAP-18": None,
        "SEG-20": None,
    },
    sentence=(
        "The interval a customer agreed comes before the segment's, the segment's before the "
        "tier's; it counts from the latest two-way contact, else from the opening; attempts do "
        "not count (KPI-03); half days are cut off so that care is never late: 3.5 days are 3 "
        "(SEG-12)."
    ),
    given=("opened on", "assets", "two-way contact", "attempt", "confirmed segment", "agreed days"),
    expected=("cadence_days", "cadence_source", "next_contact_due_on", "overdue_days"),
    nights=(dt.date(2026, 6, 12),),
    cases=(
        _due("2026-03-14", "–", "–", "–", "90", "tier", "2026-06-12", "0"),
        _due("2026-03-13", "–", "–", "–", "90", "tier", "2026-06-11", "1"),
        _due("2020-01-15", "2026-05-01", "–", "–", "90", "tier", "2026-07-30", "0"),
        _due("2020-01-15", "2026-05-01", "–", "–", "90", "tier", "2026-07-30", "0", tried="2026-06-11"),
        _due("2020-01-15", "2026-05-01", "–", "–", "60", "tier", "2026-06-30", "0", assets="100,000.00"),
        _due("2020-01-15", "2026-05-01", "–", "–", "14", "tier", "2026-05-15", "28", assets="8,000,000.00"),
        _due("2020-01-15", "2026-05-01", "pension_income", "–", "28", "segment", "2026-05-29", "14"),
        _due("2020-01-15", "2026-06-08", "cross_border", "–", "3", "segment", "2026-06-11", "1"),
        _due("2020-01-15", "2026-06-08", "cross_border", "30", "30", "agreed", "2026-07-08", "0"),
    ),
    read=columns("cadence_days", "cadence_source", "next_contact_due_on", "overdue_days"),
    book=_seven(),
)

RULES = (DUE,)
