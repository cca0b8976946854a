"""Who is the same person or has the same number, and which of them is placed best."""

from reference import households, lists
from reference.history import History


def others(history: History) -> dict[str, str]:
    """Return everybody who shares a number with somebody placed better, and who that is."""
    return history.once(("same number", str(history.days), str(history.week_of)), lambda: _others(history))


def callable_by_all(history: History) -> list[str]:
    """Return the customers of every manager for whom a list is made, who can be called."""
    return [key for one in _whose(history) for key in lists.free(history, one)]


def ranks(history: History) -> dict[str, int]:
    """Return the places on the lists that are filled without looking at who belongs together."""
    return history.once(
        ("first ranks", str(history.days), str(history.week_of)),
        lambda: {
            key: rank
            for one in _whose(history)
            for rank, key in enumerate(lists.fill(history, lists.free(history, one)))
        },
    )


def _whose(history: History) -> list[str]:
    whose = [one.staff_id for one in lists.managers(history)]
    return whose if history.week_of is None else [key for key in whose if key in history.week_of]


def _others(history: History) -> dict[str, str]:
    keys, placed = callable_by_all(history), ranks(history)
    found: dict[str, str] = {}
    for group in _groups(history, keys):
        best = min(group, key=lambda key: (key not in placed, placed.get(key, 0), key))
        found |= {key: best for key in group if key != best}
    return found


def _groups(history: History, keys: list[str]) -> list[set[str]]:
    """Return the groups of two and more: whoever shares a number with a member belongs to it."""
    numbers = {key: _numbers(history, key) for key in keys}
    groups: list[set[str]] = []
    for key in keys:
        near = [group for group in groups if any(numbers[key] & numbers[other] for other in group)]
        groups = [group for group in groups if group not in near] + [{key}.union(*near)]
    return [group for group in groups if len(group) > 1]


def _numbers(history: History, key: str) -> set[tuple[str, str]]:
    one = history.customer(key)
    given = {"id": one.id_number, "mobile": one.mobile} if one else {}
    home = households.number(history, key)
    if one and home:
        given[f"landline of {home}"] = one.phone
    return {(kind, number) for kind, number in given.items() if number is not None and number != "own"}
