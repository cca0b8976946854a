"""Marts `call_list` and `exclusions`: who is called tomorrow, and why the others are not."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from reference import causes, events
from reference.customers import rows
from reference.history import History
from reference.inputs import Customer, Staff

Row = dict[str, Any]
NEVER = dt.date.max
GOALS = {"familiar": "maintain_and_introduce", "unfamiliar": "segment_and_invite"}


def managers(history: History) -> list[Staff]:
    """Return the active staff who own customers and get a list."""
    return [one for one in history.tonight.feed.staff if one.active and one.role in ("rm", "wealth")]


def quotas(history: History) -> dict[str, int]:
    """Return the names due per side: round half up of N × a ÷ (a + b), and the rest."""
    rules = history.playbook.call_list
    parts = rules.familiar_parts + rules.unfamiliar_parts
    familiar = (2 * rules.size * rules.familiar_parts + parts) // (2 * parts)
    return {"familiar": familiar, "unfamiliar": rules.size - familiar}


def cause(history: History, customer: Customer) -> tuple[str, dt.date | None] | None:
    """Return the first cause that keeps a customer off every list, and the date it lifts, if any."""
    found = causes.first(history, customer)
    if found:
        return found
    if customer.rm_id not in {one.staff_id for one in managers(history)}:
        return "owner_inactive", None
    return None


def is_closed(history: History, customer: Customer) -> bool:
    """Tell whether the relationship has ended by D."""
    return causes.closed(history, customer) is not None


def nearest(history: History, customer_id: str, kind: str) -> dt.date:
    """Return the nearest due date of a kind of event tonight, or the end of time."""
    return min(
        (row["due_on"] for row in events.of_customer(history, customer_id) if row["kind"] == kind),
        default=NEVER,
    )


def dated(history: History, customer_id: str) -> dt.date:
    """Return the earlier of the nearest maturing deposit and the nearest birthday."""
    kinds = ("deposit_maturing", "birthday")
    return min(nearest(history, customer_id, kind) for kind in kinds)


def side(history: History, customer_id: str) -> str:
    """Return the side of the list on which a customer stands."""
    return "familiar" if rows(history)[customer_id]["familiar"] else "unfamiliar"


def order(history: History, customer_id: str) -> tuple[Any, ...]:
    """Return the key by which candidates of one side are taken."""
    row = rows(history)[customer_id]
    dates = [nearest(history, customer_id, kind) for kind in ("deposit_maturing", "birthday")]
    if not row["familiar"]:
        return (*dates, -row["aum"], customer_id)
    segment = history.playbook.segments.scheme.segment(row["segment"])
    priority = (0, segment.priority) if segment else (1, 0)
    return (*dates, priority, -row["overdue_days"], -row["aum"], customer_id)


def candidates(history: History, staff_id: str) -> dict[str, list[str]]:
    """Return the reachable customers of a manager per side, in order."""
    return history.once(("candidates", staff_id), lambda: _candidates(history, staff_id))


def _candidates(history: History, staff_id: str) -> dict[str, list[str]]:
    reachable = [
        one.customer_id
        for one in history.tonight.feed.customers
        if one.rm_id == staff_id and cause(history, one) is None
    ]
    found: dict[str, list[str]] = {"familiar": [], "unfamiliar": []}
    for key in reachable:
        found[side(history, key)].append(key)
    return {name: sorted(keys, key=lambda key: order(history, key)) for name, keys in found.items()}


def chosen(history: History, staff_id: str) -> list[str]:
    """Return a manager's names in order of rank: a short side is filled from the other."""
    found, quota = candidates(history, staff_id), quotas(history)
    short = {name: max(0, quota[name] - len(found[name])) for name in found}
    familiar = found["familiar"][: quota["familiar"] + short["unfamiliar"]]
    unfamiliar = found["unfamiliar"][: quota["unfamiliar"] + short["familiar"]]
    first = [key for key in (*familiar, *unfamiliar) if dated(history, key) != NEVER]
    first.sort(key=lambda key: (dated(history, key), key))
    rest: Iterable[str] = (*unfamiliar, *familiar)
    return [*first, *(key for key in rest if key not in first)]


def reasons(history: History, customer_id: str) -> list[str]:
    """Return the kinds of tonight's events, most urgent first, and `top_aum` where no date is near."""
    kinds = {row["kind"] for row in events.of_customer(history, customer_id)}
    ordered = [kind for kind in history.playbook.call_list.urgency if kind in kinds]
    return ordered if dated(history, customer_id) != NEVER else [*ordered, "top_aum"]


def call_list(history: History) -> list[Row]:
    """Return mart `call_list` in order of manager and rank."""
    return [
        row
        for one in sorted(managers(history), key=lambda one: one.staff_id)
        for row in _ranked(history, one.staff_id, chosen(history, one.staff_id))
    ]


def _ranked(history: History, staff_id: str, names: Sequence[str]) -> list[Row]:
    found, quota = candidates(history, staff_id), quotas(history)
    return [
        {
            "rm_id": staff_id,
            "business_date": history.day,
            "rank": rank,
            "customer_id": key,
            "side": side(history, key),
            "reasons": reasons(history, key),
            "goal": GOALS[side(history, key)],
            "deviation": max(0, quota[side(history, key)] - len(found[side(history, key)])),
        }
        for rank, key in enumerate(names, start=1)
    ]


def exclusions(history: History) -> list[Row]:
    """Return mart `exclusions`: every owned customer who is on no list, with the first cause."""
    listed = {row["customer_id"] for row in call_list(history)}
    left_out = [
        (one, cause(history, one) or ("quota_full", None))
        for one in history.tonight.feed.customers
        if one.rm_id is not None and one.customer_id not in listed
    ]
    found = [
        {
            "rm_id": one.rm_id,
            "business_date": history.day,
            "customer_id": one.customer_id,
            "cause": why,
            "until": until,
        }
        for one, (why, until) in left_out
    ]
    return sorted(found, key=lambda row: (row["rm_id"], row["customer_id"]))
