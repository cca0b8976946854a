"""Households: four rounds in which everybody asks those they are tied to for the smallest number."""

from reference.history import History
from reference.inputs import Relation


def number(history: History, customer_id: str) -> str | None:
    """Return the household of a customer, None for who is tied to nobody."""
    return numbers(history).get(customer_id)


def members(history: History, customer_id: str) -> set[str]:
    """Return everybody with the same household, the customer too."""
    mine = number(history, customer_id)
    return {key for key, other in numbers(history).items() if mine and other == mine} | {customer_id}


def numbers(history: History) -> dict[str, str]:
    """Return the household of everybody who has one."""
    return history.once(("households",), lambda: _numbers(history))


def _numbers(history: History) -> dict[str, str]:
    kinds = history.playbook.contact.household_relations
    ties = [
        one
        for one in history.tonight.feed.relations
        if one.kind in kinds
        and one.from_id != one.to_id
        and not history.is_deceased(one.from_id)
        and not history.is_deceased(one.to_id)
    ]
    known = {key: key for one in ties for key in (one.from_id, one.to_id)}
    for _ in range(4):
        known = {key: min(known[key], *(known[other] for other in _tied(ties, key))) for key in known}
    return known


def _tied(ties: list[Relation], key: str) -> list[str]:
    return [
        one.to_id if one.from_id == key else one.from_id for one in ties if key in (one.from_id, one.to_id)
    ]
