"""Properties that need no second opinion: quotas, ranks, sums, identities, and repetition."""

from dataclasses import fields, replace
from itertools import pairwise

from hypothesis import given

import reference
from property import invariants
from property.profiles import examples
from property.strategies.banks import Bank, banks
from reference.history import History
from reference.inputs import Night

ONCE = {
    "large_inflow",
    "large_outflow",
    "large_cash",
    "retirement_talk",
    "referral_due",
    "first_fund_in_profit",
}


@examples(few=16, soak=3000)
@given(banks())
def test_every_night_keeps_what_must_always_hold(bank: Bank) -> None:
    for history in History.of(bank.nights):
        assert not invariants.broken(history.tonight, reference.tables(history))


@examples(few=12, soak=2000)
@given(banks())
def test_what_happens_once_is_told_on_one_night_only(bank: Bank) -> None:
    told: set[str] = set()
    for history in History.of(bank.nights):
        tonight = {row["event_id"] for row in reference.tables(history)["events"] if row["kind"] in ONCE}
        assert not tonight & told
        told |= tonight


@examples(few=12, soak=2000)
@given(banks())
def test_a_tier_before_is_the_tier_of_the_night_before(bank: Bank) -> None:
    nights = [
        {row["customer_id"]: row for row in reference.tables(history)["customers"]}
        for history in History.of(bank.nights)
    ]
    assert all(row["tier_before"] is None for row in nights[0].values())
    for before, tonight in pairwise(nights):
        for key, row in tonight.items():
            assert row["tier_before"] == (before[key]["tier"] if key in before else None)


@examples(few=8, soak=1000)
@given(banks(most=5))
def test_the_order_of_rows_in_a_feed_changes_nothing(bank: Bank) -> None:
    turned = [_turned(night) for night in bank.nights]
    for straight, reverse in zip(History.of(bank.nights), History.of(turned), strict=True):
        assert reference.tables(straight) == reference.tables(reverse)


def _turned(night: Night) -> Night:
    feed, extracts = night.feed, night.extracts
    people = ("staff", "customers", "relations", "holdings", "transactions", "due_days")
    return replace(
        night,
        feed=replace(feed, **{name: getattr(feed, name)[::-1] for name in people}),
        extracts=replace(
            extracts, **{one.name: getattr(extracts, one.name)[::-1] for one in fields(extracts)}
        ),
    )
