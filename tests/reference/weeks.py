"""Mart `week_list`: whom each manager is to reach in the list day's week, retold night by night."""

import datetime as dt
from typing import Any

from reference import lists, value_order
from reference.history import History, working_day_after

Row = dict[str, Any]


def table(history: History) -> list[Row]:
    """Return tonight's rows in order of manager and rank, with the first attempt and talk since."""
    return [
        {**row, "business_date": history.day, **_reached(history, row)}
        for staff_id in sorted(_names(history))
        for row in _names(history)[staff_id]
    ]


def waiting(history: History) -> set[str]:
    """Return the week's customers who are still to be reached; none while that list is being made."""
    if history.week_of is not None:
        return set()
    return {row["customer_id"] for row in table(history) if row["connected_on"] is None}


def beyond(history: History, customer_id: str) -> tuple[str, dt.date | None]:
    """Return why a customer who could be called is not: the list is full, or is that of other names."""
    if not history.playbook.call_list.by_week:
        return "quota_full", None
    if history.playbook.by_value:
        ahead = value_order.stage(history, customer_id) < 2
    else:
        ahead = lists.step(history, customer_id) < 2
    if ahead or customer_id in waiting(history):
        return "quota_full", None
    return "not_this_week", working_day_after(history.week_left()[-1])


def _names(history: History) -> dict[str, list[Row]]:
    return history.once(("weeks",), lambda: _told(history))


def _told(history: History) -> dict[str, list[Row]]:
    """Return every manager's names: those of an earlier night of the week, else new ones."""
    if not history.playbook.call_list.by_week:
        return {}
    before = _names(history.before) if history.before else {}
    whose = {one.customer_id: one.rm_id for one in history.tonight.feed.customers}
    found = {
        one.staff_id: [
            row
            for row in before.get(one.staff_id, [])
            if row["week_on"] == _monday(history.list_day)
            and row["first_on"] < history.list_day
            and whose.get(row["customer_id"]) == one.staff_id
            and history.person(row["customer_id"]) == row["customer_id"]
        ]
        for one in lists.managers(history)
    }
    without = frozenset(key for key, rows in found.items() if not rows)
    week = history.made_for(*history.week_left(), week_of=without)
    return found | {key: _put_down(week, key) for key in without}


def _put_down(week: History, staff_id: str) -> list[Row]:
    names = lists.chosen(week, staff_id)
    missing = lists.missing(week, names)
    return [
        {
            "rm_id": staff_id,
            "week_on": _monday(week.list_day),
            "rank": rank,
            "customer_id": key,
            "side": lists.side(week, key),
            "deviation": missing[lists.side(week, key)],
            "size": lists.places(week),
            "made_on": week.day,
            "first_on": week.list_day,
        }
        for rank, key in enumerate(names, start=1)
    ]


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.isoweekday() - 1)


def _reached(history: History, row: Row) -> Row:
    since = [
        one
        for one in history.tonight.extracts.contacts
        if one.customer_id == row["customer_id"] and row["made_on"] < one.contact_on <= history.day
    ]
    return {
        "attempted_on": min((one.contact_on for one in since), default=None),
        "connected_on": min((one.contact_on for one in since if one.two_way), default=None),
    }
