"""What must hold of any night's marts, whatever the rules say."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from reference.inputs import Night
from tilth.policy.working_days import next_working_day

Row = dict[str, Any]
Marts = Mapping[str, Sequence[Row]]
TIERS = ("general", "personal", "platinum", "private")


def broken(night: Night, marts: Marts) -> list[str]:
    """Return one sentence per invariant that a night breaks."""
    return [
        *_lists(night, marts),
        *_households(night, marts),
        *_weeks(marts),
        *_gate(night, marts),
        *_amounts(marts),
        *_events(marts),
        *_totals(night, marts),
    ]


def _lists(night: Night, marts: Marts) -> Iterator[str]:
    owned = Counter(one.customer_id for one in night.feed.customers if one.rm_id is not None)
    placed = Counter(row["customer_id"] for name in ("call_list", "exclusions") for row in marts[name])
    if owned != placed:
        yield f"owned customers {owned} are not each in exactly one of call_list and exclusions: {placed}"
    size = night.playbook.call_list.size
    for rm_id in {row["rm_id"] for row in marts["call_list"]}:
        rows = [row for row in marts["call_list"] if row["rm_id"] == rm_id]
        if [row["rank"] for row in rows] != list(range(1, len(rows) + 1)) or len(rows) > size:
            yield f"{rm_id}: ranks are not 1 … n with n ≤ {size}"
        others = [row for row in marts["exclusions"] if row["rm_id"] == rm_id]
        left = [row for row in others if row["cause"] in ("quota_full", "not_this_week")]
        if left and len(rows) < size:
            yield f"{rm_id}: {len(left)} customers find the list full at {len(rows)} of {size}"
        if not all(row["reasons"] for row in rows):
            yield f"{rm_id}: a name without a reason"


def _households(night: Night, marts: Marts) -> Iterator[str]:
    """Of a household no more are called than are meant, promises aside; who waits does so for somebody."""
    most = night.playbook.value_order.of_household if night.playbook.by_value else 0
    homes = {row["customer_id"]: row["household_id"] for row in marts["customers"]}
    listed = Counter(homes[row["customer_id"]] for row in marts["call_list"])
    free = Counter(homes[row["customer_id"]] for row in marts["call_list"] if "promise" not in row["reasons"])
    for home, names in free.items():
        if most and home and names > most:
            yield f"{home}: {names} names of one household, at most {most} are meant"
    for row in marts["exclusions"]:
        home = homes[row["customer_id"]]
        if row["cause"] == "same_household" and not (most and home and listed[home] >= most):
            yield f"{row['customer_id']}: kept off by a household of which {listed[home]} are called"


def _weeks(marts: Marts) -> Iterator[str]:
    owners = {row["customer_id"]: row["rm_id"] for row in marts["customers"]}
    names = {row["customer_id"]: row for row in marts["week_list"]}
    for key, row in names.items():
        if owners[key] != row["rm_id"]:
            yield f"{key}: on the week's list of {row['rm_id']}, owned by {owners[key]}"
        if not row["first_on"] > row["made_on"] >= row["week_on"] - dt.timedelta(days=30):
            yield f"{key}: a week of {row['week_on']} made on {row['made_on']} for {row['first_on']}"
        if row["connected_on"] and not row["made_on"] < row["attempted_on"] <= row["connected_on"]:
            yield f"{key}: reached before it was tried"
    for row in marts["exclusions"]:
        name = names.get(row["customer_id"])
        if row["cause"] == "not_this_week" and name is not None and name["connected_on"] is None:
            yield f"{row['customer_id']}: a name of the week that waits for the next"


def _gate(night: Night, marts: Marts) -> Iterator[str]:
    called_on = next_working_day(night.day)
    listed = {row["customer_id"] for row in marts["call_list"]}
    extracts = night.extracts
    wishes = [one for one in extracts.do_not_disturb if one.channel in ("phone", "any") and not one.topic]
    for one in (*extracts.suppressions, *wishes):
        ends_on = one.ends_on or dt.date.max
        if one.customer_id in listed and one.starts_on <= called_on <= ends_on:
            yield f"{one.customer_id}: on a list in spite of {one}"
    for row in marts["exclusions"]:
        if row["until"] is not None and row["until"] <= called_on:
            yield f"{row['customer_id']}: {row['cause']} has lifted on {row['until']}"
    for row in marts["customers"]:
        if (row["household_id"] or row["customer_id"]) > row["customer_id"]:
            yield f"{row['customer_id']}: a household of a larger number, {row['household_id']}"


def _amounts(marts: Marts) -> Iterator[str]:
    for row in marts["customers"]:
        key = row["customer_id"]
        gap, floor, basis = row["next_tier_gap"], row["tier_floor"], row["tier_basis"]
        if gap is not None and gap <= 0:
            yield f"{key}: the gap to the next tier is {gap}"
        if basis >= 0 and basis < floor:
            yield f"{key}: below the floor of its own tier"
        if row["inflow_30"] < 0 or row["outflow_30"] > 0 or row["overdue_days"] < 0:
            yield f"{key}: a flow or an age with the wrong sign"
        if row["categories"] != sorted(set(row["categories"])) or row["product_count"] < len(
            row["categories"]
        ):
            yield f"{key}: categories and products do not agree"
        due = row["next_contact_due_on"]
        late = 0 if due is None else (row["business_date"] - due).days
        if row["overdue_days"] != max(0, late):
            yield f"{key}: overdue and due date do not agree"


def _events(marts: Marts) -> Iterator[str]:
    ids = Counter(row["event_id"] for row in marts["events"])
    yield from (f"event {key} appears {count} times" for key, count in ids.items() if count > 1)
    known = {row["customer_id"]: row for row in marts["customers"]}
    for row in marts["events"]:
        customer = known.get(row["customer_id"])
        if customer is None:
            yield f"event {row['kind']} of {row['customer_id']}, who is not in tonight's snapshot"
        elif row["kind"] in ("tier_up", "tier_down") and customer["tier"] == customer["tier_before"]:
            yield f"{row['customer_id']}: {row['kind']} without a change of tier"
        elif row["kind"] == "became_lost" and customer["lifecycle"] != "lost":
            yield f"{row['customer_id']}: became lost and is not"


def _totals(night: Night, marts: Marts) -> Iterator[str]:
    closed = {one.customer_id for one in night.feed.customers if one.closed_on and one.closed_on <= night.day}
    here = [row for row in marts["customers"] if row["customer_id"] not in closed]
    for name in ("book", "branch"):
        for row in marts[name]:
            if sum(row[f"tier_{tier}"] for tier in TIERS) != row["customers"]:
                yield f"{name}: the tiers do not sum to the customers"
    total = sum((row["aum"] for row in here), Decimal(0))
    if sum((row["aum"] + row["joint_repeats"] for row in marts["branch"]), Decimal(0)) != total:
        yield "branch: assets do not sum to those of the customers"
    listed = sum(row["list_size"] for row in marts["book"])
    if not listed == len(marts["call_list"]) == sum(row["list_size"] for row in marts["branch"]):
        yield "the sizes of the lists do not agree"
