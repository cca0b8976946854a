"""Marts `call_list` and `exclusions`: who is called on the list day, and why the others are not."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from reference import (
    causes,
    events,
    fronts,
    one_household,
    promises,
    reasons,
    same_number,
    value_order,
    weeks,
)
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
    rules, size = history.playbook.call_list, places(history)
    parts = rules.familiar_parts + rules.unfamiliar_parts
    familiar = (2 * size * rules.familiar_parts + parts) // (2 * parts)
    return {"familiar": familiar, "unfamiliar": size - familiar}


def places(history: History) -> int:
    """Return how many names the list of these days has room for."""
    return history.playbook.call_list.size * len(history.days)


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


def step(history: History, customer_id: str) -> int:
    """Return 0 for who was promised something, 1 for who has a date near, 2 for the others."""
    if promises.due(history, customer_id) is not None:
        return 0
    return 2 if fronts.deposit(history, customer_id) is fronts.birthday(history, customer_id) is None else 1


def side(history: History, customer_id: str) -> str:
    """Return the side of the list on which a customer stands."""
    return "familiar" if rows(history)[customer_id]["familiar"] else "unfamiliar"


def front_order(history: History, customer_id: str) -> tuple[Any, ...]:
    """Return the key by which those are taken who come before the sides are looked at."""
    moment = promises.due(history, customer_id) or (dt.date.min, 0)
    deposit = fronts.deposit(history, customer_id) or NEVER
    birthday = fronts.birthday(history, customer_id) or NEVER
    return step(history, customer_id), moment, min(deposit, birthday), deposit, customer_id


def order(history: History, customer_id: str) -> tuple[Any, ...]:
    """Return the key by which candidates of one side are taken."""
    if history.playbook.by_value:
        return value_order.order(history, customer_id)
    row = rows(history)[customer_id]
    never = row["last_contact_on"] is None
    due = row["next_contact_due_on"]
    is_due = never or (due is not None and due <= history.last_list_day)
    waits = not (is_due or fronts.decides(history, customer_id))
    if not row["familiar"]:
        return waits, -row["aum"], customer_id
    segment = history.playbook.segments.scheme.segment(row["segment"])
    priority = (0, segment.priority) if segment else (1, 0)
    return waits, priority, -row["overdue_days"], -row["aum"], customer_id


def free(history: History, staff_id: str) -> list[str]:
    """Return the customers of a manager who can be called on some day of the list."""
    days = [history.made_for(day) for day in history.days]
    return history.once(
        ("free", staff_id, str(history.days)),
        lambda: [
            one.customer_id
            for one in history.tonight.feed.customers
            if one.rm_id == staff_id and any(cause(day, one) is None for day in days)
        ],
    )


def fill(history: History, keys: Sequence[str]) -> list[str]:
    """Return the list that these customers make, in order of rank: the week's names before the book's."""
    if history.playbook.by_value:
        return _by_value(history, keys)
    ahead = [key for key in keys if step(history, key) < 2]
    front = sorted(ahead, key=lambda key: front_order(history, key))[: places(history)]
    names = weeks.waiting(history)
    others = [key for key in keys if step(history, key) == 2]
    first = _more(history, front, [key for key in others if key in names])
    then = _more(
        history,
        [*front, *first["unfamiliar"], *first["familiar"]],
        [key for key in others if key not in names],
    )
    return [
        *front,
        *(key for name in ("unfamiliar", "familiar") for one in (first, then) for key in one[name]),
    ]


def _by_value(history: History, keys: Sequence[str]) -> list[str]:
    """Return the list in the order of value: promises, then by points whichever side."""
    stages = {key: value_order.stage(history, key) for key in keys}
    ahead = sorted((key for key in keys if not stages[key]), key=lambda key: front_order(history, key))
    taken = ahead[: places(history)]
    front = len(taken)
    for stage in (1, 2):
        more = _more(history, taken, [key for key in keys if stages[key] == stage])
        taken = [*taken, *more["unfamiliar"], *more["familiar"]]
    rest = sorted(taken[front:], key=lambda key: (-value_order.terms(history, key)["points"], key))
    return [*taken[:front], *rest]


def _more(history: History, before: Sequence[str], keys: Sequence[str]) -> dict[str, list[str]]:
    """Return whom of these customers a list takes after those before, by side."""
    quota, room = quotas(history), places(history) - len(before)
    rest = {
        name: sorted((key for key in keys if side(history, key) == name), key=lambda key: order(history, key))
        for name in quota
    }
    wanted = min(room, max(0, quota["familiar"] - sum(side(history, key) == "familiar" for key in before)))
    taken: dict[str, list[str]] = {"familiar": [], "unfamiliar": []}
    for _ in range(room):
        name = "familiar" if len(taken["familiar"]) < wanted else "unfamiliar"
        if not rest[name]:
            name = "unfamiliar" if name == "familiar" else "familiar"
        if rest[name]:
            taken[name].append(rest[name].pop(0))
    return taken


def chosen(history: History, staff_id: str) -> list[str]:
    """Return a manager's names in order of rank; of those who belong together only the best-placed."""
    others = same_number.others(history).keys() | one_household.behind(history)
    return history.once(
        ("chosen", staff_id, str(history.days), str(history.week_of)),
        lambda: fill(history, [key for key in free(history, staff_id) if key not in others]),
    )


def why(history: History, customer_id: str) -> list[str]:
    """Return what speaks for the call: a promise, kinds most urgent first, else the order of assets."""
    kinds = {row["kind"] for row in events.of_person(history, customer_id)}
    kinds |= reasons.open_kinds(history, customer_id)
    place = step(history, customer_id)
    ordered = [kind for kind in history.playbook.call_list.urgency if kind in kinds]
    if history.playbook.by_value:
        signals = {row["kind"] for row in value_order.grounds(history, customer_id)}
        ordered += [one.code for one in history.playbook.signals.kinds if one.code in signals]
        alone = ["cadence_overdue"] if value_order.is_due(history, customer_id) else ["top_aum"]
        return ["promise", *ordered] if place == 0 else ordered or alone
    return [*(["promise"] if place == 0 else []), *ordered, *(["top_aum"] if place == 2 else [])]


def call_list(history: History) -> list[Row]:
    """Return mart `call_list` in order of manager and rank."""
    return [
        row
        for one in sorted(managers(history), key=lambda one: one.staff_id)
        for row in _ranked(history, one.staff_id, chosen(history, one.staff_id))
    ]


def missing(history: History, names: Sequence[str]) -> dict[str, int]:
    """Return how many names of each side's quota a list does not have."""
    sides = [side(history, key) for key in names]
    return {name: max(0, count - sides.count(name)) for name, count in quotas(history).items()}


def _ranked(history: History, staff_id: str, names: Sequence[str]) -> list[Row]:
    return [
        {
            "rm_id": staff_id,
            "business_date": history.day,
            "rank": rank,
            "customer_id": key,
            "side": side(history, key),
            "reasons": why(history, key),
            "goal": GOALS[side(history, key)],
            "deviation": missing(history, names)[side(history, key)],
        }
        for rank, key in enumerate(names, start=1)
    ]


def exclusions(history: History) -> list[Row]:
    """Return mart `exclusions`: every owned customer who is on no list, with the first cause."""
    listed = {row["customer_id"] for row in call_list(history)}
    others = same_number.others(history)
    found = []
    for one in history.tonight.feed.customers:
        if one.rm_id is None or one.customer_id in listed:
            continue
        same_as = others.get(one.customer_id)
        if history.person(one.customer_id) != one.customer_id:
            same_as = history.person(one.customer_id)
        spare = ("same_number", None) if same_as else weeks.beyond(history, one.customer_id)
        if spare[0] == "quota_full":
            spare = one_household.kept_off(history, one.customer_id, listed) or spare
        reason, until = cause(history, one) or spare
        found.append(
            {
                "rm_id": one.rm_id,
                "business_date": history.day,
                "customer_id": one.customer_id,
                "cause": reason,
                "until": until,
                "same_as": same_as,
            }
        )
    return sorted(found, key=lambda row: (row["rm_id"], row["customer_id"]))
