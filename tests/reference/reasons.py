"""State `reasons`: what became of the events and signals that ask for a contact, retold from the start."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from reference import events, signals, states
from reference.history import History
from tilth.policy.vocabulary import EVENT_KINDS

Row = dict[str, Any]


@dataclass
class _Reason:
    """One event: as it was last told, when it was told first, and what became of it."""

    event: Row
    told_on: dt.date
    lapses_on: dt.date
    state: str = "open"


def table(history: History) -> list[Row]:
    """Return tonight's rows in the order of the mart."""
    rows = [
        {
            **{name: one.event[name] for name in ("event_id", "customer_id", "kind", "subject", "due_on")},
            "amount": one.event["amount"],
            "detail": one.event["detail"],
            "business_date": history.day,
            "told_on": one.told_on,
            "lapses_on": one.lapses_on,
            "state": one.state,
        }
        for one in _standing(history).values()
    ]
    return sorted(rows, key=lambda row: (row["customer_id"], row["kind"], row["subject"], row["due_on"]))


def open_kinds(history: History, customer_id: str) -> set[str]:
    """Return the kinds of events among the open reasons of a person, under whichever number."""
    return {
        row["kind"]
        for row in table(history)
        if row["kind"] in EVENT_KINDS
        and history.person(row["customer_id"]) == customer_id
        and row["state"] == "open"
    }


def day_of_state(history: History, customer_id: str, kind: str, subject: str) -> dt.date:
    """Return the day of a state that tonight tells: that of its reason of before, or tonight's."""
    before = () if history.before is None else _standing(history.before).values()
    days = [
        one.event["due_on"]
        for one in before
        if (one.event["customer_id"], one.event["kind"], one.event["subject"]) == (customer_id, kind, subject)
        and one.lapses_on >= history.list_day
    ]
    return max(days, default=history.day)


def _standing(history: History) -> dict[str, _Reason]:
    return history.once(("reasons",), lambda: _advanced(history))


def _advanced(history: History) -> dict[str, _Reason]:
    before = {} if history.before is None else _standing(history.before)
    found = {
        key: _Reason(one.event, one.told_on, one.lapses_on, one.state)
        for key, one in before.items()
        if one.state != "lapsed" or one.lapses_on >= history.day
    }
    lapse = {**history.playbook.call_list.lapse_days}
    lapse.update({kind.code: kind.lapse_days for kind in history.playbook.signals.kinds})
    rows = [*events.table(history), *signals.told(history)]
    told = {row["event_id"] for row in rows}
    for row in rows:
        if row["kind"] not in lapse:
            continue
        if row["event_id"] in found:
            found[row["event_id"]].event = row
        else:
            last = max(row["due_on"], history.day) + dt.timedelta(days=lapse[row["kind"]])
            found[row["event_id"]] = _Reason(row, history.day, max(last, history.list_day))
    for one in found.values():
        one.state = _state(history, one, told=one.event["event_id"] in told)
    return {key: one for key, one in found.items() if one.state != "acted_on" or one.lapses_on >= history.day}


def _state(history: History, one: _Reason, *, told: bool) -> str:
    since = min(one.event["due_on"], one.told_on)
    talks = [
        contact.contact_on
        for contact in history.tonight.extracts.contacts
        if contact.customer_id in (one.event["customer_id"], history.person(one.event["customer_id"]))
        and contact.two_way
        and since < contact.contact_on <= history.day
    ]
    closed = any(
        closure.event_id == one.event["event_id"] and closure.closed_on <= history.day
        for closure in history.tonight.extracts.reason_closures
    )
    if talks or closed or one.state == "acted_on":
        return "acted_on"
    again = one.state == "lapsed" and not told
    over = again or history.list_day > one.lapses_on or states.ended(history, one.event, told=told)
    return "lapsed" if over else "open"
