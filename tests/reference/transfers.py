"""Customers who were handed over, where the feed does not know it yet."""

from collections.abc import Sequence
from dataclasses import replace

from reference.inputs import Customer, Night, Transfer


def applied(night: Night) -> Night:
    """Return the night with every customer at the manager and branch they were handed to."""
    branches = {one.branch_id for one in night.feed.branches}
    customers = tuple(_moved(one, night.extracts.transfers, branches) for one in night.feed.customers)
    return replace(night, feed=replace(night.feed, customers=customers))


def _moved(customer: Customer, moves: Sequence[Transfer], branches: set[str]) -> Customer:
    for move in moves:
        if (move.customer_id, move.from_staff_id) == (customer.customer_id, customer.rm_id):
            branch = move.to_branch_id if move.to_branch_id in branches else customer.branch_id
            return replace(customer, rm_id=move.to_staff_id, branch_id=branch or "")
    return customer
