"""Who is the same person or has the same number, and which of them is placed best."""

from reference import households, lists
from reference.history import History


def others(history: History) -> dict[str, str]:
    """Return everybody who shares a number with somebody placed better, and who that is."""
    return history.once(("same number", str(history.days), str(history.week_of)), lambda: _others(history))


def _others(history: History) -> dict[str, str]:
    whose = [one.staff_id for one in lists.managers(history)]
    if history.week_of is not None:
        whose = [key for key in whose if key in history.week_of]
    keys = [key for one in whose for key in lists.free(history, one)]
    ranks = {
        key: rank for one in whose for rank, key in enumerate(lists.fill(history, lists.free(history, one)))
    }
    found: dict[str, str] = {}
    for group in _groups(history, keys):
        best = min(group, key=lambda key: (key not in ranks, ranks.get(key, 0), key))
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
