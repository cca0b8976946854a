"""Property: the order by value takes as many points as any list could that keeps the same promises and sides.

On small books every choice there is gets tried. What a choice may be: promises first, then the stages, and
in each as many of either side as the quotas allow, those who are due or decide before the others, of each
tier first whose care is longest due, and then new and existing customers in their places.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from hypothesis import given

from property.profiles import examples
from property.strategies.banks import Bank, banks
from property.strategies.playbooks import Variant
from reference import lists, one_household, openings, same_number, value_order
from reference.history import History

SIZE = 4
NIGHTS = (dt.date(2026, 6, 11), dt.date(2026, 6, 12))
LATER = (dt.date(2026, 6, 11), dt.date(2026, 6, 12), dt.date(2026, 6, 15), dt.date(2026, 8, 14))
REST = 60
BOOKS = Variant(order="value", size=SIZE, by_week=False, signals="eager", quiet_days=1, again=1)


@examples(few=25, soak=2000)
@given(banks(most=10, calendar=NIGHTS, variant=BOOKS))
def test_no_list_of_the_same_sides_is_worth_more(bank: Bank) -> None:
    history = History.of(bank.nights)[-1]
    for one in lists.managers(history):
        taken = lists.chosen(history, one.staff_id)
        others = _others(history)
        free = [key for key in lists.free(history, one.staff_id) if key not in others]
        best = max((_points(history, names) for names in _allowed(history, free, taken)), default=0)
        assert _points(history, taken) == best


@examples(few=25, soak=2000)
@given(banks(most=10, calendar=NIGHTS, variant=BOOKS))
def test_nobody_without_a_ground_stands_before_one_of_the_side_who_has_one(bank: Bank) -> None:
    history = History.of(bank.nights)[-1]
    others = _others(history)
    for one in lists.managers(history):
        taken = lists.chosen(history, one.staff_id)
        free = [key for key in lists.free(history, one.staff_id) if key not in others]
        idle = {lists.side(history, key) for key in taken if _bare(history, key)}
        left = {lists.side(history, key) for key in free if key not in taken and not _bare(history, key)}
        assert not idle & left


def _others(history: History) -> set[str]:
    """Return who is not called, because another of the same number or household is."""
    return same_number.others(history).keys() | one_household.behind(history)


def _bare(history: History, key: str) -> bool:
    return value_order.stage(history, key) > 0 and value_order.waits(history, key) == 2


def _points(history: History, names: Sequence[str]) -> int:
    return sum(value_order.terms(history, key)["points"] for key in names)


def _class(history: History, key: str) -> tuple[int, int, bool, bool]:
    return (
        value_order.stage(history, key),
        value_order.waits(history, key),
        not value_order.served(history, key),
        value_order.beyond(history, key),
    )


def _allowed(history: History, free: Sequence[str], taken: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield every choice with the promises, as many names of each side, and none before a better class."""
    front = [key for key in taken if value_order.stage(history, key) == 0]
    sides = _sides(history, [key for key in taken if key not in front])
    rest = [key for key in free if value_order.stage(history, key) > 0]
    for names in combinations(rest, len(taken) - len(front)):
        if _sides(history, names) == sides and _in_order(history, names, rest):
            yield (*front, *names)


def _sides(history: History, names: Sequence[str]) -> list[str]:
    return sorted(lists.side(history, key) for key in names)


def _in_order(history: History, names: Sequence[str], rest: Sequence[str]) -> bool:
    """Tell whether nobody left out is of a better class than somebody of the same side who is taken."""
    for side in ("familiar", "unfamiliar"):
        mine = [_class(history, key) for key in names if lists.side(history, key) == side]
        out = [_class(history, key) for key in rest if key not in names and lists.side(history, key) == side]
        if mine and out and min(out) < max(mine):
            return False
    return True


@examples(few=15, soak=1000)
@given(banks(most=10, calendar=LATER, variant=BOOKS))
def test_neighbours_begin_otherwise_and_nobody_hears_the_same_twice(bank: Bank) -> None:
    heard: dict[tuple[str, str], dt.date] = {}
    listed: set[tuple[str, str]] = set()
    for history in History.of(bank.nights):
        for row in openings.table(history):
            key = row["customer_id"], row["opening"]
            assert key in listed
            heard[key] = row["said_on"]
        listed = set(heard)
        names = value_order.table(history)
        for one, other in pairwise(names):
            if one["rm_id"] == other["rm_id"] and one["opening"]:
                assert one["opening"] != other["opening"]
        for row in names:
            key = row["customer_id"], row["opening"]
            assert key not in heard or (history.list_day - heard[key]).days >= REST
            listed.add(key)
