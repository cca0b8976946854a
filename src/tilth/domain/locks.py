"""Locks on one customer and one household, so that what is counted stays counted until the commit."""

from django.db import connection

_HOLD = "SELECT tilth_hold(%s)"


def hold(customer_id: str, household_id: str | None) -> None:
    """Wait for, and keep until the transaction ends, the household's lock and then the customer's.

    Always in this order, and one of each at most, so that nobody waits in a circle.
    """
    names = [f"customer {customer_id}"]
    if household_id is not None:
        names.insert(0, f"household {household_id}")
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [names])
