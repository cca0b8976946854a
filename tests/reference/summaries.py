"""Marts `book` and `branch`: the same counts over a manager's customers and over a branch's customers."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from reference import lists
from reference.customers import rows
from reference.history import History, window
from reference.inputs import Contact, Customer
from tilth.policy.vocabulary import ASSET_CATEGORIES, CATEGORIES

Row = dict[str, Any]


def counts(history: History, keep: Callable[[Customer], bool]) -> Row:
    """Return the counts over the customers that `keep` chooses among those not closed."""
    mine = [
        rows(history)[one.customer_id]
        for one in history.tonight.feed.customers
        if keep(one) and not lists.is_closed(history, one)
    ]
    many = len(mine)
    told = [row for row in mine if row["asset_share"] is not None]
    once = assets(history, {row["customer_id"] for row in mine})
    tiers = [band.code for band in history.playbook.tiers.bands]
    return {
        "customers": many,
        "aum": once,
        "joint_repeats": sum((row["aum"] for row in mine), Decimal("0.00")) - once,
        **{f"tier_{code}": sum(row["tier"] == code for row in mine) for code in tiers},
        **{
            f"assets_{code}": sum((row["aum"] for row in mine if row["tier"] == code), Decimal("0.00"))
            for code in tiers
        },
        "share_known": len(told),
        "share_here": sum((row["aum"] for row in told), Decimal("0.00")),
        "share_elsewhere": sum((row["elsewhere"] for row in told), Decimal("0.00")),
        "familiar": sum(row["familiar"] for row in mine),
        "under_served": sum(row["under_served"] for row in mine),
        "overdue": sum(row["overdue_days"] > 0 for row in mine),
        "products_per_customer": sum(row["product_count"] for row in mine) / many if many else None,
        **{
            f"penetration_{category}": sum(category in row["categories"] for row in mine) / many
            if many
            else None
            for category in CATEGORIES
        },
    }


def assets(history: History, customers: set[str]) -> Decimal:
    """Return the assets of some customers, each of their accounts once."""
    found = {
        one.holding_id: history.base(one.balance, one.currency)
        for key in customers
        for one in history.open_holdings(key)
        if history.category[one.product_id] in ASSET_CATEGORIES
    }
    return sum(found.values(), Decimal("0.00"))


def contacts(history: History, keep: Callable[[Contact], bool]) -> Row:
    """Return the contacts of the last 30 days that `keep` chooses: logged, and two-way among them."""
    days = set(window(history.day, 30))
    found = [one for one in history.tonight.extracts.contacts if one.contact_on in days and keep(one)]
    return {"contacts_made": len(found), "contacts_connected": sum(one.two_way for one in found)}


def book(history: History) -> list[Row]:
    """Return mart `book`, one row per listed manager."""
    return [
        {
            "rm_id": one.staff_id,
            "business_date": history.day,
            "branch_id": one.branch_id,
            **counts(history, lambda customer, key=one.staff_id: customer.rm_id == key),  # type: ignore[misc]
            **contacts(history, lambda contact, key=one.staff_id: contact.staff_id == key),  # type: ignore[misc]
            **_list(history, one.staff_id),
            **_reach(history, one.staff_id),
        }
        for one in sorted(lists.managers(history), key=lambda one: one.staff_id)
    ]


def _list(history: History, staff_id: str) -> Row:
    names = lists.chosen(history, staff_id)
    familiar = sum(lists.side(history, key) == "familiar" for key in names)
    missing = lists.missing(history, names)
    return {
        "list_size": len(names),
        "list_familiar": familiar,
        "list_unfamiliar": len(names) - familiar,
        "deviation_familiar": missing["familiar"],
        "deviation_unfamiliar": missing["unfamiliar"],
    }


def _reach(history: History, staff_id: str) -> Row:
    """Return how many customers can be reached in the list day's week, and why others cannot."""
    found = Counter(_why_not(history, one) for one in history.tonight.feed.customers if one.rm_id == staff_id)
    return {
        "reachable": found[""],
        "without_consent": found["no_consent"],
        "without_number": found["no_number"],
    }


def _why_not(history: History, customer: Customer) -> str:
    """Return why a customer cannot be reached this week; empty for who can, or was spoken to already."""
    cause, until = lists.cause(history, customer) or ("", None)
    if lists.is_closed(history, customer):
        return cause
    monday = history.list_day - dt.timedelta(days=history.list_day.weekday())
    talk = rows(history)[customer.customer_id]["last_contact_on"]
    if talk is not None and talk >= monday:
        return ""
    return "" if until is not None and until <= max(history.week_left()) else cause


def branch(history: History) -> list[Row]:
    """Return mart `branch`, one row per branch."""
    found = []
    for one in sorted(history.tonight.feed.branches, key=lambda one: one.branch_id):
        key = one.branch_id
        mine = _customers(history, {key})
        found.append(
            {
                "branch_id": key,
                "business_date": history.day,
                "parent_id": one.parent_id,
                **counts(history, lambda customer, mine=mine: customer.customer_id in mine),  # type: ignore[misc]
                **contacts(history, lambda contact, mine=mine: contact.customer_id in mine),  # type: ignore[misc]
                "joint_across": _across(history, key),
                "list_size": sum(
                    len(lists.chosen(history, manager.staff_id))
                    for manager in lists.managers(history)
                    if manager.branch_id == key
                ),
            }
        )
    return found


def _customers(history: History, units: set[str]) -> set[str]:
    """Return the customers of some branches that are not closed."""
    return {
        one.customer_id
        for one in history.tonight.feed.customers
        if one.branch_id in units and not lists.is_closed(history, one)
    }


def _across(history: History, unit: str) -> Decimal:
    """Return by how much a unit and those right below, each with all below, count more than together."""
    children = [one.branch_id for one in history.tonight.feed.branches if one.parent_id == unit]
    parts = [_below(history, child) for child in children] + [{unit}]
    apart = sum((assets(history, _customers(history, part)) for part in parts), Decimal("0.00"))
    return apart - assets(history, _customers(history, set().union(*parts)))


def _below(history: History, unit: str) -> set[str]:
    """Return a unit and all below it."""
    children = [one.branch_id for one in history.tonight.feed.branches if one.parent_id == unit]
    return {unit}.union(*(_below(history, child) for child in children))
