"""Locks on what is counted, so that it stays counted until the commit."""

from django.db import connection

_HOLD = "SELECT tilth_hold(%s)"


def hold(customer_id: str, household_id: str | None) -> None:
    """Wait for, and keep until the transaction ends, the household's lock and then the customer's.

    Always in this order, and one of each at most, so that nobody waits in a circle.
    """
    names = [f"customer {customer_id}"]
    if household_id is not None:
        names.insert(0, f"household {household_id}")
    _wait(names)


def hold_customers(*customers: str) -> None:
    """Wait for, and keep until the transaction ends, the locks of these customers, always in order."""
    _wait([f"customer {one}" for one in sorted(set(customers))])


def hold_views(user: int) -> None:
    """Wait for, and keep until the transaction ends, the lock on the views that a person has saved."""
    _wait([f"views {user}"])


def hold_day(user: int, day: str) -> None:
    """Wait for, and keep until the transaction ends, the lock on what a person writes about a day."""
    _wait([f"day {user} {day}"])


def _wait(names: list[str]) -> None:
    """Take the locks of these names in this order."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [names])
