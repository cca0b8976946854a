"""A night that can not be right is not written off as right: missing inputs and failed checks say so."""

import pytest

from engine.bank import Bank, day
from tilth.engine.context import Context
from tilth.engine.state.sums import days_in, leaving_nights
from tilth.kernel.errors import TilthError
from tilth.lake.layout import Area
from tilth.policy import playbook

D = day("2026-03-02")


def test_a_missing_input_is_named(tmp_path):
    bank = Bank(tmp_path)
    bank.write(D, {})
    bank.path(Area.FEED, "holdings", D).unlink()
    with pytest.raises(TilthError, match="no feed table holdings of 2026-03-02"):
        bank.compute(D)


def test_missing_state_of_the_night_before_is_named(tmp_path):
    bank = Bank(tmp_path)
    bank.write(D, {})
    bank.nights.append(day("2026-02-27"))
    with pytest.raises(TilthError, match="no marts table rates of 2026-02-27"):
        bank.compute(D)


def test_a_currency_without_a_rate_is_no_zero(tmp_path):
    bank = Bank(tmp_path)
    held = {"holding_id": "h", "customer_id": "c", "product_id": "PX", "currency": "JPY", "balance": "1"}
    with pytest.raises(TilthError, match="JPY has no rate"):
        bank.play(D, customers=[{"customer_id": "c"}], holdings=[held])


def test_a_customer_fed_twice_fails_the_check_of_keys(tmp_path):
    bank = Bank(tmp_path)
    with pytest.raises(TilthError, match=r"check \w+\.form .*strict order"):
        bank.play(D, customers=[{"customer_id": "c"}, {"customer_id": "c"}])


def test_an_unknown_segment_word_does_not_stop_the_night(tmp_path):
    bank = Bank(tmp_path)
    confirmed = [{"customer_id": "c", "scheme": "four_types", "segment": "retired_long_ago"}]
    bank.play(D, customers=[{"customer_id": "c"}], segment_assignments=confirmed)
    row = bank.customers(D)["c"]
    assert (row["segment"], row["segment_assumed"], row["cadence_source"]) == (
        "retired_long_ago",
        False,
        "tier",
    )


def _context(*earlier, on):
    return Context(
        day=day(on),
        earlier=tuple(day(text) for text in earlier),
        files=Bank(None),
        playbook=playbook.default(),
        base_currency="CNY",
    )


def test_the_days_that_leave_a_window_are_valued_from_the_last_fed_night():
    context = _context("2026-01-30", "2026-02-02", "2026-02-27", on="2026-03-02")
    # 29 and 30 January lie before the first feed or on it; 31 January carries the value of the 30th.
    assert leaving_nights(context, 30) == {day("2026-01-30"): 2}
    assert days_in(context, 30) == 30
    assert days_in(context, 90) == 32


def test_nothing_leaves_when_the_gap_is_as_long_as_the_window():
    assert leaving_nights(_context("2026-01-31", on="2026-03-02"), 30) == {}
    assert leaving_nights(_context("2026-02-01", on="2026-03-02"), 30) == {}
