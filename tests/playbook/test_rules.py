"""The bank's rules on plain values: tiers, lifecycle, segments, cadence, events, ages."""

import datetime as dt
import hashlib
from decimal import Decimal

import pytest

from tilth.kernel.dates import age, last_days, returns_between
from tilth.policy import (
    cadence,
    conditions,
    events,
    lifecycle,
    playbook,
    segments,
    tiers,
    vocabulary,
)

BOOK = playbook.default()
D = dt.date(2026, 6, 12)


def day(text):
    return None if text is None else dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("basis", "code", "gap"),
    [
        ("-5", "general", "100005"),
        ("99999.99", "general", "0.01"),
        ("100000", "personal", "900000"),
        ("999999.99", "personal", "0.01"),
        ("1000000", "platinum", "7000000"),
        ("7999999.99", "platinum", "0.01"),
        ("8000000", "private", None),
    ],
)
def test_a_tier_begins_at_its_floor(basis, code, gap):
    found = tiers.standing(Decimal(basis), BOOK.tiers)
    assert (found.band.code, found.gap) == (code, gap and Decimal(gap))


@pytest.mark.parametrize(
    ("basis", "near"),
    [("89999.99", False), ("90000", True), ("100000", False), ("7200000", True), ("9000000", False)],
)
def test_a_gap_of_a_tenth_of_the_next_floor_is_near(basis, near):
    assert tiers.is_near(tiers.standing(Decimal(basis), BOOK.tiers), Decimal("0.10")) is near


def test_weights_round_each_balance_and_leave_out_what_is_no_asset():
    balances = [
        ("fund", Decimal("0.01")),
        ("fund", Decimal("0.01")),
        ("loan", Decimal(5)),
        ("bond", Decimal(3)),
    ]
    weights = dict(BOOK.tiers.weights) | {"fund": Decimal("0.5")}
    assert tiers.weighted(balances, weights) == Decimal("3.02")
    assert tiers.weighted([], weights) == 0


def test_a_tier_change_has_a_direction():
    found = [tiers.change(*pair, BOOK.tiers) for pair in ((None, "private"), ("private", "private"))]
    assert found == [None, None]
    assert tiers.change("general", "platinum", BOOK.tiers) == "tier_up"
    assert tiers.change("private", "platinum", BOOK.tiers) == "tier_down"


@pytest.mark.parametrize(
    ("opened_on", "has", "avg_30", "avg_90", "peak", "active_on", "state"),
    [
        ("2020-01-01", False, 0, 0, None, None, "lost"),
        ("2020-01-01", True, "99.99", 0, 10_000, "2026-06-12", "lost"),
        ("2020-01-01", True, "99.99", 0, "9999.99", "2026-06-12", "growing"),
        ("2020-01-01", True, 100, 100, 10_000, "2026-06-12", "mature"),
        ("2026-03-14", True, 0, 0, None, None, "new"),
        ("2026-03-13", True, 0, 0, None, None, "dormant"),
        ("2020-01-01", True, 110, 100, None, "2025-12-14", "dormant"),
        ("2020-01-01", True, 110, 100, None, "2025-12-15", "growing"),
        ("2020-01-01", True, "109.99", 100, None, "2025-12-15", "mature"),
    ],
)
def test_the_first_lifecycle_state_that_applies(  # noqa: PLR0917 - the columns of the table
    opened_on, has, avg_30, avg_90, peak, active_on, state
):
    facts = lifecycle.Facts(
        opened_on=day(opened_on),
        has_holding=has,
        aum_avg_30=Decimal(avg_30),
        aum_avg_90=Decimal(avg_90),
        earlier_peak=None if peak is None else Decimal(peak),
        last_active_on=day(active_on),
    )
    assert lifecycle.state(facts, D, BOOK.lifecycle) == state


EMPTY = dict.fromkeys(conditions.COLUMNS) | {"categories": [], "familiar": False, "kind": "person"}
EMPTY |= {conditions.category_column(category): Decimal(0) for category in vocabulary.CATEGORIES}


@pytest.mark.requirement("SEG-06")
@pytest.mark.requirement("SEG-07", part="family abroad")
@pytest.mark.requirement("SEG-08", part="news that makes a contact due")
@pytest.mark.requirement("SEG-09", part="the rule does not ask that everything is invested")
@pytest.mark.requirement("PROF-38")
@pytest.mark.requirement("TRAP-02")
@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"age": 50, "time_deposit_share": 0.8}, "secure_later_life"),
        ({"occupation": "退休", "time_deposit_share": 0.9}, "secure_later_life"),
        ({"age": 49, "time_deposit_share": 0.8}, None),
        ({"age": 70, "time_deposit_share": 0.79}, None),
        ({"time_deposit_share": 0.4, "occupation": "小学教师"}, "balanced_builder"),
        ({"time_deposit_share": 0.6, "categories": ["fx_deposit"]}, "balanced_builder"),
        ({"time_deposit_share": 0.61, "categories": ["fx_deposit"]}, None),
        ({"aum": 99_999, "time_deposit_share": 0.0, "familiar": True}, "small_starter"),
        ({"aum": 99_999, "time_deposit_share": None, "familiar": True}, None),
        ({"aum": 100_000, "time_deposit_share": 0.1, "product_count": 3}, "own_research"),
        ({"aum": 100_000, "time_deposit_share": 0.1, "product_count": 2}, None),
        ({"kind": "company", "aum": 100_000, "time_deposit_share": 0.1, "product_count": 3}, None),
    ],
)
def test_the_four_types_take_whom_they_describe(facts, code):
    row = EMPTY | facts
    found = segments.assign(BOOK.segments.scheme, row, confirmed=None, familiar=row["familiar"])
    assert found.segment == code
    assert found.assumed is (code is not None and not row["familiar"])


def test_a_confirmed_segment_wins_and_is_no_hypothesis():
    found = segments.assign(BOOK.segments.scheme, EMPTY, confirmed="own_research", familiar=False)
    assert (found.segment, found.assumed) == ("own_research", False)


def test_segments_explain_every_rule_and_name_their_columns():
    readings = segments.explain(BOOK.segments.scheme, EMPTY | {"age": 60, "time_deposit_share": 0.9})
    assert [reading.result for reading in readings] == [True, False, False, False]
    assert readings[0].findings[-1].actual == 0.9
    assert "age" in segments.columns(BOOK.segments.scheme)


@pytest.mark.parametrize(
    ("agreed", "segment", "tier", "expected"),
    [
        (10, "balanced_builder", "private", (10, "agreed")),
        (None, "balanced_builder", "private", (14, "segment")),
        (None, None, "private", (14, "tier")),
        (None, "unheard_of", "general", (90, "tier")),
    ],
)
def test_one_rule_sets_the_cadence(agreed, segment, tier, expected):
    found = cadence.in_force(BOOK, agreed=agreed, segment=segment, tier=tier)
    assert (found.days, found.source) == expected


@pytest.mark.requirement("SEG-12", "CAD-02")
def test_each_of_the_seven_segments_gives_its_next_contact_date():
    chosen = BOOK.segments.model_copy(update={"active": "seven_segments"})
    book = BOOK.model_copy(update={"segments": chosen})
    due = {
        one.code: cadence.due_on(
            cadence.in_force(book, agreed=None, segment=one.code, tier="general"),
            last_contact_on=D,
            opened_on=dt.date(2020, 1, 1),
        )
        for one in chosen.scheme.segments
    }
    assert {code: (found - D).days for code, found in due.items()} == {
        "cross_border": 3,
        "business_owner": 7,
        "rental_income": 14,
        "public_professional": 14,
        "company_employee": 21,
        "pension_income": 28,
        "family_finance": 7,
    }


def test_a_customer_never_contacted_is_due_from_the_opening():
    found = cadence.due_on(cadence.Cadence(30, "tier"), last_contact_on=None, opened_on=day("2026-05-01"))
    assert found == day("2026-05-31")
    assert (cadence.overdue_days(found, D), cadence.overdue_days(D, found)) == (12, 0)


def test_an_event_has_the_same_number_every_night():
    found = events.event_id(customer_id="C1", kind="birthday", subject="", due_on=D)
    assert found == hashlib.sha256(b"C1|birthday||2026-06-12").hexdigest()[:32]
    assert found != events.event_id(customer_id="C1", kind="birthday", subject="", due_on=day("2026-06-13"))


def test_windows_stand_and_days_happen():
    assert [events.stands(D + dt.timedelta(days=n), D, 30) for n in (-1, 0, 30, 31)] == [
        False,
        True,
        True,
        False,
    ]
    friday = day("2026-06-05")
    assert [events.happened(on, D, friday) for on in (friday, day("2026-06-06"), D)] == [False, True, True]
    assert [events.happened(on, D, None) for on in (day("2026-06-11"), D)] == [False, True]


@pytest.mark.parametrize(
    ("net", "before", "kind"),
    [
        ("49999.99", "0", None),
        ("50000", "250000", "large_inflow"),
        ("50000", "250000.01", None),
        ("-50000", "250000", "large_outflow"),
        ("0", "0", None),
    ],
)
def test_a_flow_is_large_by_amount_and_by_share(net, before, kind):
    assert events.large_flow(Decimal(net), Decimal(before), BOOK.windows) == kind


@pytest.mark.parametrize(
    ("balance", "cost", "band", "above", "expected"),
    [
        ("120", "100", "0.20", True, True),
        ("119.99", "100", "0.20", True, False),
        ("90", "100", "-0.10", False, True),
        ("90.01", "100", "-0.10", False, False),
        ("120", "0", "0.20", True, False),
        ("120", None, "0.20", True, False),
        ("120", "100", None, True, False),
    ],
)
def test_a_band_is_reached_at_exactly_its_rate(balance, cost, band, above, expected):
    cost, band = (None if text is None else Decimal(text) for text in (cost, band))
    assert events.beyond(Decimal(balance), cost, band, above=above) is expected


def test_returns_are_whole_basis_points():
    assert events.return_bp(Decimal(110), Decimal(100)) == 1000
    assert events.return_bp(Decimal("99.995"), Decimal(100)) == 0
    assert events.return_bp(Decimal(85), Decimal(100)) == -1500


def test_under_served_is_six_calendar_months():
    assert not events.is_under_served(day("2026-01-12"), D, 6)
    assert events.is_under_served(day("2025-12-12"), D, 6)
    assert not events.is_under_served(day("2025-12-13"), D, 6)
    assert events.is_under_served(None, D, 6)


def test_ages_and_yearly_returns_keep_leap_days():
    born = day("2004-02-29")
    assert [age(born, day(text)) for text in ("2026-02-27", "2026-02-28", "2028-02-28", "2028-02-29")] == [
        21,
        22,
        23,
        24,
    ]
    assert returns_between(born, day("2026-02-25"), day("2026-03-04")) == [(day("2026-02-28"), 22)]
    assert returns_between(born, born, born) == []
    assert returns_between(day("2025-12-30"), day("2026-12-28"), day("2027-01-04")) == [
        (day("2026-12-30"), 1)
    ]
    assert last_days(day("2026-03-02"), 3) == [day("2026-02-28"), day("2026-03-01"), day("2026-03-02")]
