"""Mart `call_values` and the order by value: every term of a name's points, one customer at a time."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from reference import causes, events, fronts, lists, openings, promises, reasons, signals, weeks
from reference.customers import rows
from reference.history import EXACT, History
from tilth.policy.playbook.value_order import MOST

Row = dict[str, Any]


def is_due(history: History, customer_id: str) -> bool:
    """Tell whether care is due by the last day of the list, or nobody ever talked to the customer."""
    row = rows(history)[customer_id]
    due = row["next_contact_due_on"]
    return row["last_contact_on"] is None or (due is not None and due <= history.last_list_day)


def grounds(history: History, customer_id: str) -> list[Row]:
    """Return what speaks for a call with money, deadline and whether it decides."""
    book = history.playbook
    found = [
        row
        for row in reasons.table(history)
        if history.person(row["customer_id"]) == customer_id
        and (row["state"] == "open" or _again(history, row, customer_id))
    ]
    found += [
        row | {"told_on": history.day, "lapses_on": None}
        for row in events.of_person(history, customer_id)
        if row["kind"] not in book.call_list.lapse_days
    ]
    shares = dict(book.value_order.stakes) | {one.code: one.stake_share for one in book.signals.kinds}
    decides = set(book.call_list.decides) | {one.code for one in book.signals.kinds if one.decides}
    return [
        {
            "event_id": row["event_id"],
            "kind": row["kind"],
            "money": _part(row["amount"], shares.get(row["kind"], Decimal(0))),
            "left": (_deadline(history, row) - history.list_day).days,
            "decides": row["kind"] in decides,
            "news": row["kind"] in decides and row["told_on"] >= _monday(history.list_day),
        }
        for row in found
    ]


def _again(history: History, row: Row, customer_id: str) -> bool:
    """Tell whether what was acted on holds still, so long after a talk that came to no agreement."""
    rule, extracts = history.playbook.value_order, history.tonight.extracts
    if row["state"] != "acted_on" or row["kind"] not in rule.again_days:
        return False
    holds = any(one["event_id"] == row["event_id"] for one in signals.told(history))
    closed = any(
        one.event_id == row["event_id"] and one.closed_on <= history.day for one in extracts.reason_closures
    )
    talks = [
        one
        for one in extracts.contacts
        if one.customer_id == customer_id and one.two_way and one.contact_on <= history.day
    ]
    agreed = any(one.outcome in rule.agreed and one.contact_on >= row["due_on"] for one in talks)
    if not talks or not holds or closed or agreed:
        return False
    rested = (history.list_day - max(one.contact_on for one in talks)).days
    return rested >= rule.again_days[row["kind"]]


def _part(amount: Decimal | None, share: Decimal) -> Decimal:
    exact = EXACT.multiply(abs(amount or Decimal(0)), share)
    return exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _deadline(history: History, row: Row) -> dt.date:
    named = history.playbook.value_order.deadline_days
    day: dt.date = row["due_on"]
    if row["kind"] in named:
        return day + dt.timedelta(days=named[row["kind"]])
    return row["lapses_on"] or day


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def _urgency(history: History, left: int) -> int:
    rule = history.playbook.value_order
    least = int(rule.least_urgency * 1000)
    return least if left < 0 else max(least, 1000 - left * 1000 // rule.horizon_days)


def chances(history: History) -> dict[str, tuple[int, int, int]]:
    """Return by customer the chances of reaching and of agreeing in thousandths, and unanswered tries."""
    return history.once(("chances",), lambda: _chances(history))


def _chances(history: History) -> dict[str, tuple[int, int, int]]:
    rule, people = history.playbook.value_order, rows(history)
    counts = {key: _tried(history, key) for key in people}

    def total(*groups: Any) -> list[int]:
        mine = [counts[key] for key, row in people.items() if all(group(row) for group in groups)]
        return [sum(one[place] for one in mine) for place in range(3)]

    def mean(happened: int, tried: int, wider: int, weight: int) -> int:
        return (happened * 1000 + wider * weight) // (tried + weight)

    found = {}
    for key, row in people.items():
        of_tier = lambda other, row=row: other["tier"] == row["tier"]  # noqa: E731
        of_segment = lambda other, row=row: (other["segment"] or "") == (row["segment"] or "")  # noqa: E731
        steps = (
            (total(), rule.weight_of_usual),
            (total(of_tier), rule.weight_of_group),
            (total(of_tier, of_segment), rule.weight_of_group),
            (counts[key][:3], rule.weight_of_mean),
        )
        reach, agree = int(rule.usual_reach * 1000), int(rule.usual_agree * 1000)
        for (tried, reached, agreed), weight in steps:
            reach = mean(reached, tried, reach, weight)
            agree = mean(agreed, reached, agree, weight)
        found[key] = reach, agree, counts[key][3]
    return found


def _tried(history: History, customer_id: str) -> list[int]:
    """Return contacts tried, reached, agreed, and not reached of late."""
    rule = history.playbook.value_order
    counts = [0, 0, 0, 0]
    for one in history.tonight.extracts.contacts:
        age = (history.day - one.contact_on).days
        if one.customer_id != customer_id or not 0 <= age < rule.memory_days:
            continue
        reached = one.two_way or one.outcome == "refused"
        counts[0] += 1
        counts[1] += reached
        counts[2] += reached and one.outcome in rule.agreed
        counts[3] += not reached and age < rule.tries_days
    return counts


def terms(history: History, customer_id: str) -> Row:
    """Return every term of a customer's points, as the mart has them."""
    return history.once(("terms", customer_id, str(history.days)), lambda: _terms(history, customer_id))


def _terms(history: History, customer_id: str) -> Row:
    rule, row = history.playbook.value_order, rows(history)[customer_id]
    reach, agree, silent = chances(history)[customer_id]
    best = None
    for one in grounds(history, customer_id):
        urgency = _urgency(history, one["left"])
        pressing = int(min(one["money"], MOST)) * urgency // 1000
        if best is None or (-pressing, -urgency, one["event_id"]) < best[0]:
            best = (-pressing, -urgency, one["event_id"]), one
    pressing = 0 if best is None else -best[0][0]
    expected = pressing * reach // 1000 * agree // 1000
    care = 0
    if is_due(history, customer_id):
        due_on = row["next_contact_due_on"] or history.last_list_day
        late = max(0, (history.last_list_day - due_on).days)
        care = min(late * int(rule.care_a_day * 100), int(rule.care_most * 100))
        care += int(min(max(row["aum"], Decimal(0)), MOST)) * int(rule.care_a_million * 100) // 1_000_000
    side = rule.effort_familiar if row["familiar"] else rule.effort_unfamiliar
    effort = int(side * 100) + silent * int(rule.effort_a_try * 100)
    worn = int(rule.effort_worn * 100) if always_called(history, customer_id) else 0
    return {
        "event_id": "" if best is None else best[1]["event_id"],
        "kind": "" if best is None else best[1]["kind"],
        "money": None if best is None else best[1]["money"],
        "days_left": None if best is None else best[1]["left"],
        "urgency": None if best is None else -best[0][1],
        "reach": reach,
        "agree": agree,
        "expected": Decimal(expected),
        "care": care,
        "effort": effort,
        "worn": worn,
        "instead": instead(history, customer_id),
        "points": expected * 100 // rule.point + care - effort - worn,
    }


def always_called(history: History, customer_id: str) -> bool:
    """Tell whether the talks since the last one by another way, all of them by phone, are too many."""
    times = history.playbook.contact.same_channel
    talks = [
        one
        for one in history.tonight.extracts.contacts
        if one.customer_id == customer_id and one.two_way and one.contact_on <= history.day
    ]
    other = max((one.contact_on for one in talks if one.channel != "phone"), default=dt.date.min)
    since = [one for one in talks if one.channel == "phone" and one.contact_on > other]
    return 0 < times <= len(since)


def instead(history: History, customer_id: str) -> str:
    """Return by which channel a customer who was always called is reached instead."""
    customer = history.customer(customer_id)
    if customer is None or not always_called(history, customer_id):
        return ""
    for channel in history.playbook.value_order.other_channels:
        asked = (causes.do_not_disturb, causes.no_consent)
        if not any(ask(history, customer, channel) for ask in asked):
            return channel
    return ""


def waits(history: History, customer_id: str) -> int:
    """Return 0 for who is due, has a date near or a ground that decides, 1 for another ground, 2 for none."""
    found = grounds(history, customer_id)
    decides = fronts.decides(history, customer_id) or any(one["decides"] for one in found)
    if is_due(history, customer_id) or (found and lists.step(history, customer_id) == 1):
        return 0
    return (0 if decides else 1) if found else 2


def stage(history: History, customer_id: str) -> int:
    """Return 0 for a promise, 1 for whom the week or a date or news names, 2 for the rest of the book."""
    if promises.due(history, customer_id) is not None:
        return 0
    if waits(history, customer_id) == 2:
        return 2
    if history.week_of is not None or not history.playbook.call_list.by_week:
        return 1
    news = any(one["news"] for one in grounds(history, customer_id))
    dated = lists.step(history, customer_id) == 1
    return 1 if customer_id in weeks.waiting(history) or dated or news else 2


def served(history: History, customer_id: str) -> bool:
    """Tell whether care is longest due in this tier among whom the manager could call."""
    row = rows(history)[customer_id]
    if not is_due(history, customer_id):
        return False
    same = [
        (rows(history)[key]["next_contact_due_on"] or dt.date.min, key)
        for key in lists.free(history, row["rm_id"])
        if rows(history)[key]["tier"] == row["tier"] and is_due(history, key)
    ]
    most = history.playbook.value_order.served_a_day * len(history.days)
    return customer_id in [key for _, key in sorted(same)[:most]]


def order(history: History, customer_id: str) -> tuple[Any, ...]:
    """Return the key by which candidates of one side are taken."""
    *before, points, _ = _alike_order(history, customer_id)
    return *before[1:], beyond(history, customer_id), points, customer_id


def beyond(history: History, customer_id: str) -> bool:
    """Tell whether those of the same side who are new, or are not, have their places without this one."""
    rule, row = history.playbook.value_order, rows(history)[customer_id]
    mine = row["familiar"], row["lifecycle"] == "new"
    if not rule.by_effort:
        return False
    return customer_id not in history.once(
        ("shared out", row["rm_id"], mine, str(history.days), str(history.week_of)),
        lambda: _within(history, row["rm_id"], *mine),
    )


def _within(history: History, staff_id: str, familiar: bool, new: bool) -> list[str]:  # noqa: FBT001
    """Return those of a side who have a place among the new, or among the existing."""
    effort = history.playbook.effort
    places = lists.quotas(history)["familiar" if familiar else "unfamiliar"]
    share = Decimal(places * effort.new_parts) / (effort.new_parts + effort.existing_parts)
    for_new = int(share.quantize(Decimal(1), rounding=ROUND_HALF_UP))
    alike = [
        key
        for key in lists.free(history, staff_id)
        if (rows(history)[key]["familiar"], rows(history)[key]["lifecycle"] == "new") == (familiar, new)
    ]
    alike.sort(key=lambda key: _alike_order(history, key))
    return alike[: for_new if new else places - for_new]


def _alike_order(history: History, customer_id: str) -> tuple[Any, ...]:
    points = terms(history, customer_id)["points"]
    first = not served(history, customer_id)
    return stage(history, customer_id), waits(history, customer_id), first, -points, customer_id


def table(history: History) -> list[Row]:
    """Return mart `call_values` in order of manager and rank."""
    if not history.playbook.by_value:
        return []
    return history.once(("call values",), lambda: _table(history))


def _table(history: History) -> list[Row]:
    return [
        {name: row[name] for name in ("rm_id", "business_date", "rank", "customer_id")}
        | terms(history, row["customer_id"])
        | {"opening": openings.of_name(history, row["customer_id"], row["rank"])}
        for row in lists.call_list(history)
    ]
