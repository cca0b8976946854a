"""Mart `customers`, one customer at a time, in the order of docs/algorithms/nightly.md."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

from reference import households, profile
from reference.history import History, window
from reference.inputs import Customer, Transaction
from reference.segments import condition_row, segment
from tilth.kernel.dates import add_months
from tilth.policy.playbook import Playbook
from tilth.policy.vocabulary import ASSET_CATEGORIES, DEPOSIT_CATEGORIES, LIABILITY_CATEGORIES

Row = dict[str, Any]


def rows(history: History) -> dict[str, Row]:
    """Return tonight's rows by customer_id."""
    return history.once(
        ("customers",),
        lambda: {one.customer_id: row(history, one) for one in history.tonight.feed.customers},
    )


def row(history: History, customer: Customer) -> Row:
    """Return one customer's row."""
    key = customer.customer_id
    one: Row = {
        "customer_id": key,
        "business_date": history.day,
        "branch_id": customer.branch_id,
        "rm_id": customer.rm_id,
        "kind": customer.kind,
        "playbook_version": history.playbook.version,
        "household_id": households.number(history, key),
        "tags": [],
        "grade": None,
        "level": None,
    }
    one |= _balances(history, key) | _elsewhere(history, key) | _products(history, key) | _flows(history, key)
    one["product_coverage"] = _coverage(history.playbook, customer.kind, one["categories"])
    one |= _investment(history, key)
    one["main_bank"] = _main_bank(history, one)
    one |= tier(history.playbook, basis(history, key))
    before = rows(history.before).get(key) if history.before else None
    one["tier_before"] = before["tier"] if before else None
    one["lifecycle"] = lifecycle(history, customer, one)
    one |= segment(history, customer, condition_row(history, customer, one))
    return one | cadence(history, customer, one)


def _balances(history: History, key: str) -> Row:
    aum = history.balance(key, ASSET_CATEGORIES)
    time_deposits = history.balance(key, ("time_deposit",))
    return {
        "aum": aum,
        "liabilities": history.balance(key, LIABILITY_CATEGORIES),
        "deposit_balance": history.balance(key, DEPOSIT_CATEGORIES),
        "time_deposit_share": int(time_deposits * 100) / int(aum * 100) if aum else None,
        "aum_avg_30": history.mean(key, "aum", 30),
        "aum_avg_90": history.mean(key, "aum", 90),
        "deposit_avg_30": history.mean(key, "deposit", 30),
        "deposit_avg_90": history.mean(key, "deposit", 90),
    }


def _elsewhere(history: History, key: str) -> Row:
    told, here = profile.told(history, key)["elsewhere"], history.balance(key, ASSET_CATEGORIES)
    known = told is not None and here >= 0
    return {
        "elsewhere": told,
        "asset_share": int(here * 100) / int((here + told) * 100) if known and here + told else None,
    }


def _products(history: History, key: str) -> Row:
    held = history.open_holdings(key)
    categories = {history.category[one.product_id] for one in held}
    return {
        "product_count": len({one.product_id for one in held}),
        "categories": sorted(categories),
        "former_categories": sorted(
            {history.category[one.product_id] for one in history.holdings(key)} - categories
        ),
        "familiar": bool(categories & history.playbook.familiar_categories),
        "account_activity": _account_activity(history, key),
    }


def _coverage(playbook: Playbook, kind: str, held: list[str]) -> float:
    expected = playbook.main_bank.categories[kind]
    return sum(code in held for code in expected) / len(expected)


def _main_bank(history: History, one: Row) -> bool | None:
    rules = history.playbook.main_bank
    share, activity = one["asset_share"], one["account_activity"]
    if share is None or activity is None:
        return None
    reached = [Fraction(one["product_coverage"]).limit_denominator(18) >= Fraction(rules.coverage)]
    reached += [share >= float(rules.asset_share), activity >= float(rules.activity)]
    return reached == [True, True, True]


def _account_activity(history: History, key: str) -> float | None:
    accounts = [
        one.holding_id
        for one in history.open_holdings(key)
        if history.category[one.product_id] in history.playbook.activity_categories
    ]
    days = set(window(history.day, history.playbook.activity_days))
    used = {
        one.holding_id
        for night in history.past
        for one in night.tonight.feed.transactions
        if one.initiated and one.day in days and one.holding_id in _numbers(night, key)
    } & set(accounts)
    return len(used) / len(accounts) if accounts else None


def _numbers(night: History, key: str) -> set[str]:
    """Return the accounts of a customer in one night's feed: a joint one moves when any owner books on it."""
    return {one.holding_id for one in night.holdings(key)}


def _flows(history: History, key: str) -> Row:
    amounts = [amount for day in window(history.day, 30) for amount in history.flow(key, day)]
    external = [history.external_flow(key, day) for day in window(history.day, 30)]
    return {
        "inflow_30": sum((amount for amount in amounts if amount > 0), Decimal("0.00")),
        "outflow_30": sum((amount for amount in amounts if amount < 0), Decimal("0.00")),
        "external_inflow_30": sum((inflow for inflow, _ in external), Decimal("0.00")),
        "external_outflow_30": sum((outflow for _, outflow in external), Decimal("0.00")),
    }


def is_investment(history: History, night: History, one: Transaction) -> bool:
    """Tell whether a transaction, in the feed of `night`, bought an investment by tonight's playbook."""
    product = {held.holding_id: held.product_id for held in night.tonight.feed.holdings}[one.holding_id]
    return one.kind == "purchase" and night.category[product] in history.playbook.investment_categories


def _investment(history: History, key: str) -> Row:
    days = [
        one.opened_on
        for one in history.holdings(key)
        if history.category[one.product_id] in history.playbook.investment_categories
    ]
    days += [one.day for night, one in history.transactions(key) if is_investment(history, night, one)]
    opened = [
        one
        for one in history.holdings(key)
        if history.category[one.product_id] in history.playbook.investment_categories
    ]
    year = add_months(history.day, -12)
    last = max(days, default=None)
    edge = add_months(history.day, -history.playbook.under_served_months)
    return {
        "last_investment_on": last,
        "under_served": last is None or last <= edge,
        "first_invested_on": min((one.opened_on for one in opened), default=None),
        "bought_year": sum(one.opened_on > year for one in opened),
    }


def basis(history: History, key: str) -> Decimal:
    """Return the amount that tiers a customer."""
    chosen = history.playbook.tiers.basis
    if chosen == "aum":
        return history.measure(key, "weighted")
    return history.mean(key, "weighted", 30 if chosen == "aum_avg_30" else 90)


def tier(playbook: Playbook, amount: Decimal) -> Row:
    """Return tier, floor and the way to the next tier for an amount."""
    bands = playbook.tiers.bands
    reached = [one for one in bands if one.floor <= amount] or [bands[0]]
    ahead = [one for one in bands if one.floor > reached[-1].floor]
    return {
        "tier_basis": amount,
        "tier": reached[-1].code,
        "tier_floor": reached[-1].floor,
        "next_tier_gap": ahead[0].floor - amount if ahead else None,
    }


def lifecycle(history: History, customer: Customer, one: Row) -> str:
    """Return the first state that applies, in the order lost, new, dormant, growing, mature."""
    rules = history.playbook.lifecycle
    key = customer.customer_id
    peaks = [night.mean(key, "aum", 30) for night in history.past if night is not history]
    fell = one["aum_avg_30"] < rules.lost_below and max(peaks, default=Decimal(0)) >= rules.lost_after
    unread = any(one.customer_id == key for one in history.tonight.feed.holdings_unread)
    if not (history.open_holdings(key) or unread) or (peaks and fell):
        return "lost"
    if (history.day - customer.opened_on).days <= rules.new_days:
        return "new"
    active = [
        night_and_one[1].day for night_and_one in history.transactions(key) if night_and_one[1].initiated
    ]
    if not set(active) & set(window(history.day, rules.dormant_days)):
        return "dormant"
    return "growing" if one["aum_avg_30"] >= rules.growing_ratio * one["aum_avg_90"] else "mature"


def cadence(history: History, customer: Customer, one: Row) -> Row:
    """Return when the customer was last reached, how often is right and when the next contact is due."""
    extracts, playbook = history.tonight.extracts, history.playbook
    key = customer.customer_id
    contacts = [c.contact_on for c in extracts.contacts if c.customer_id == key and c.two_way]
    last = max((day for day in contacts if day <= history.day), default=None)
    agreed = {a.customer_id: a.days for a in extracts.cadence_agreements}
    chosen = playbook.segments.scheme.segment(one["segment"])
    if key in agreed:
        days, source = agreed[key], "agreed"
    elif chosen and chosen.cadence_days is not None:
        days, source = int(chosen.cadence_days), "segment"
    else:
        days, source = playbook.tier_cadence[one["tier"]], "tier"
    due = (last or customer.opened_on) + dt.timedelta(days=days)
    is_dead = history.is_deceased(key)
    return {
        "last_contact_on": last,
        "next_contact_due_on": None if is_dead else due,
        "overdue_days": 0 if is_dead else max(0, (history.day - due).days),
        "cadence_days": days,
        "cadence_source": source,
    }
