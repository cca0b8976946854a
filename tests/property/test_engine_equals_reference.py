"""Property: on any small bank, every column of every mart of the engine is what the reference says.

The engine keeps sums and memories from night to night, the reference reads the whole history again: equality
is also the proof that incremental and whole agree. Most of an engine's night on a small bank is planning, so
the banks are broad and few.
"""

import datetime as dt

from hypothesis import given, target

from property import invariants
from property.engine import compare, run
from property.profiles import SOAK, examples
from property.strategies.banks import Bank, banks
from property.strategies.playbooks import Variant
from reference import transfers
from tilth.ports.marts import TABLES

MOST = 12 if SOAK else 22
WEEKS = tuple(dt.date(2026, 6, day) for day in (10, 11, 12, 15, 17, 19, 22))
"""From a first night in mid-week over a week of four days, one night of it missing, into the next."""


@examples(few=8, soak=1000)
@given(banks(most=MOST))
def test_the_engine_equals_the_reference_on_every_night(bank: Bank) -> None:
    with run(bank.nights) as made:
        differences = compare(bank.nights, made)
    assert not differences, "\n".join(differences[:20])


@examples(few=2, soak=300)
@given(banks(most=MOST, calendar=(dt.date(2025, 7, 22), dt.date(2025, 7, 25)), variant=Variant(size=4)))
def test_the_engine_keeps_what_must_always_hold_and_repeats_a_night_to_the_byte(bank: Bank) -> None:
    with run(bank.nights) as made:
        for night in bank.nights:
            marts = {table.name: made.rows(table.name, night.day) for table in TABLES}
            assert not invariants.broken(transfers.applied(night), marts)
        last = bank.nights[-1]
        before = made.bytes(last.day)
        made.compute(last)
        assert made.bytes(last.day) == before


@examples(few=1, soak=300)
@given(banks(most=MOST, variant=Variant(order="value", size=4, signals="eager", again=1, by_week=False)))
def test_the_order_of_value_is_the_reference_s_with_every_term(bank: Bank) -> None:
    with run(bank.nights) as made:
        differences = compare(bank.nights, made)
    assert not differences, "\n".join(differences[:20])


@examples(few=1, soak=200)
@given(
    banks(
        most=14,
        calendar=WEEKS[2:5],
        variant=Variant(order="value", size=2, quiet_days=1, signals="eager", again=1),
    )
)
def test_weeks_in_the_order_of_value_are_the_reference_s(bank: Bank) -> None:
    with run(bank.nights) as made:
        differences = compare(bank.nights, made)
    assert not differences, "\n".join(differences[:20])


@examples(few=1, soak=200)
@given(banks(most=14, calendar=WEEKS, variant=Variant(size=2, quiet_days=1)))
def test_weeks_are_the_same_told_from_their_first_night(bank: Bank) -> None:
    with run(bank.nights) as made:
        differences = compare(bank.nights, made)
    assert not differences, "\n".join(differences[:20])


@examples(few=2, soak=300)
@given(banks(most=MOST, variant=Variant(signals="eager", lapse=3)))
def test_signals_of_every_kind_are_the_reference_s_on_every_night(bank: Bank) -> None:
    with run(bank.nights) as made:
        differences = compare(bank.nights, made)
        told = [row["kind"] for night in bank.nights for row in made.rows("signals", night.day)]
    assert not differences, "\n".join(differences[:20])
    target(float(len(set(told))))
