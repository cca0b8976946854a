"""Nights with gaps shorter and longer than the windows: what is carried equals a recount from scratch."""

import datetime as dt
import re
import shutil
from decimal import ROUND_HALF_UP, Decimal

import pytest

from engine.bank import Bank, day, moment
from tilth.engine.sessions import duckdb
from tilth.engine.statements import Statements
from tilth.lake.layout import Area

# what the module makes is made once: its tests stay with one worker
pytestmark = pytest.mark.xdist_group("long run")

START = day("2026-01-05")
NIGHTS = [START + dt.timedelta(days=n) for n in (0, 1, 4, 29, 33, 95, 96, 200)]
COMPARED = 4
"""The nights whose statements are compared: a first one, a second, one after days off and one after weeks."""
BALANCES = {
    # Per night, in the order of NIGHTS; None = the customer is missing from that feed.
    "steady": ["100.01", "100.01", "100.02", "100.03", "100.01", "100.00", "90.00", "90.00"],
    "returns": ["500.00", None, None, "700.00", None, "900.05", "900.05", None],
    "late": [None, None, "33.33", "33.33", "66.67", "0.00", "12.00", "12.00"],
    "overdrawn": ["-0.05", "-0.05", "-1.00", "-0.10", "5.00", "-3.00", "-3.00", "-0.01"],
}
MOVES = {
    # Per night: customer, days since START, amount.
    0: [("steady", 0, "10"), ("overdrawn", 0, "-3")],
    2: [("steady", 2, "20"), ("late", 4, "33.33"), ("steady", -3, "1000")],
    3: [("steady", 5, "40"), ("returns", 29, "-7")],
    4: [("steady", 30, "80"), ("overdrawn", 31, "5")],
    5: [("steady", 95, "160"), ("steady", 60, "320")],
    7: [("steady", 171, "640"), ("steady", 170, "1280")],
}


def forget(bank: Bank, number: int) -> None:
    for table in (bank.root / Area.FEED).glob("*"):
        for night in NIGHTS[:number]:
            if table.name != "holdings" or night != NIGHTS[number - 1]:
                shutil.rmtree(bank.path(Area.FEED, table.name, night).parent, ignore_errors=True)


class Compared(Statements):
    """Statements that keep beside each one they remembered what Ibis writes today."""

    def __init__(self):
        super().__init__()
        self.remembered = []

    def sql(self, rows, write):
        written = []
        found = super().sql(rows, lambda asked: written.append(write(asked)) or written[0])
        if not written:
            self.remembered.append((_told(found.text), _told(write(rows))))
        return found


def _told(text):
    """Columns that are left out are a set, written by another process in another order."""
    return re.sub(r"EXCLUDE \(([^)]*)\)", lambda left: f"EXCLUDE {sorted(left[1].split(', '))}", text)


@pytest.fixture(scope="module")
def compared():
    return Compared()


@pytest.fixture(scope="module")
def bank(tmp_path_factory, compared):
    bank = Bank(tmp_path_factory.mktemp("bank"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(duckdb, "_STATEMENTS", compared)
        play(bank, NIGHTS[:COMPARED])
    play(bank, NIGHTS[COMPARED:])
    return bank


def play(bank, nights):
    for night in nights:
        number = NIGHTS.index(night)
        present = {name: held[number] for name, held in BALANCES.items() if held[number] is not None}
        # Nothing but tonight's feed is there, and last night's holdings: the rest of the past was carried.
        forget(bank, number)
        bank.play(
            night,
            customers=[{"customer_id": name} for name in present],
            holdings=[
                {"holding_id": f"h-{name}", "customer_id": name, "product_id": "PD", "balance": balance}
                for name, balance in present.items()
            ],
            transactions=[
                {
                    "transaction_id": f"{number}-{n}",
                    "customer_id": name,
                    "holding_id": f"h-{name}",
                    "amount": amount,
                    "at": moment((START + dt.timedelta(days=offset)).isoformat()),
                }
                for n, (name, offset, amount) in enumerate(MOVES.get(number, []))
            ],
        )


def test_what_was_remembered_is_what_would_be_written(bank, compared):
    assert len(compared.remembered) > 100
    assert [one for one, other in compared.remembered if one != other] == []


def _daily(name, last):
    """The value of every calendar day from the first feed on, oldest first, in cents."""
    values = []
    for offset in range((NIGHTS[last] - START).days + 1):
        fed = max(n for n in range(last + 1) if NIGHTS[n] <= START + dt.timedelta(days=offset))
        values.append(int(Decimal(BALANCES[name][fed] or 0) * 100))
    return values


def _mean(values, window):
    used = values[-window:]
    cents = (Decimal(sum(used)) / len(used)).quantize(Decimal(1), ROUND_HALF_UP)
    return cents / 100


@pytest.mark.parametrize("number", range(len(NIGHTS)))
def test_means_equal_a_recount_of_every_day(bank, number):
    found = bank.customers(NIGHTS[number])
    for name, row in found.items():
        values = _daily(name, number)
        for window in (30, 90):
            assert row[f"aum_avg_{window}"] == row[f"deposit_avg_{window}"] == _mean(values, window), name
    assert sorted(found) == sorted(name for name, held in BALANCES.items() if held[number] is not None)


@pytest.mark.parametrize("number", range(len(NIGHTS)))
def test_flows_equal_a_recount_of_the_window(bank, number):
    amounts = {name: [] for name in BALANCES}
    for fed in range(number + 1):
        for name, offset, amount in MOVES.get(fed, []):
            if 0 <= (NIGHTS[number] - START).days - offset < 30:
                amounts[name].append(Decimal(amount))
    for name, row in bank.customers(NIGHTS[number]).items():
        assert row["inflow_30"] == sum(amount for amount in amounts[name] if amount > 0), name
        assert row["outflow_30"] == sum(amount for amount in amounts[name] if amount < 0), name


def test_state_keeps_a_customer_who_is_missing(bank):
    carried = {row["customer_id"]: row for row in bank.mart("carried", NIGHTS[-1])}
    assert sorted(carried) == sorted(BALANCES)
    assert carried["returns"]["aum"] == 0
    assert carried["returns"]["peak_aum_avg_30"] == max(
        _mean(_daily("returns", number), 30) for number in range(len(NIGHTS))
    )


@pytest.mark.requirement("MAIN-04")
def test_activity_is_remembered_while_a_holding_is_missing(bank):
    # Its last transaction lies 66 days before that night; it was missing in between.
    assert bank.customers(NIGHTS[5])["returns"]["account_activity"] == 1.0


def test_dormancy_starts_180_days_after_the_last_transaction(bank):
    assert bank.customers(NIGHTS[-1])["late"]["lifecycle"] == "dormant"
    assert bank.customers(NIGHTS[-1])["steady"]["lifecycle"] != "dormant"
