"""The talk about referrals: three months after the last beginning of good service, retold night by night."""

import datetime as dt

from reference.history import History
from tilth.kernel.dates import add_months


def asked(history: History, key: str) -> dt.date | None:
    """Return the day of tonight's question for referrals; None where nobody is to ask."""
    return history.once(("referral", key), lambda: _asked(history, key))


def _asked(history: History, key: str) -> dt.date | None:
    windows = history.playbook.windows
    if history.customer(key) is None or history.is_deceased(key) or _complains(history, key):
        return None
    due = add_months(max(_beginnings(history, key)), windows.referral_months)
    if not history.happens_tonight(due):
        return None
    for night in history.past:
        before = asked(night, key) if night is not history else None
        if before:
            return due if before <= add_months(due, -windows.referral_rest_months) else None
    return due


def _beginnings(history: History, key: str) -> list[dt.date]:
    """Return the days on which good service began, of those kinds that the playbook counts."""
    counted = history.playbook.windows.referral_after
    customer = history.customer(key)
    days = [customer.opened_on] if customer and "opening" in counted else []
    bought = [
        one.opened_on
        for one in history.holdings(key)
        if history.category[one.product_id] in history.playbook.investment_categories
    ]
    if bought and "first_investment" in counted:
        days.append(min(bought))
    kept = [one.kept_on for one in history.tonight.extracts.kept_promises if one.customer_id == key]
    return days + (kept if "promise_kept" in counted else []) or [dt.date.min]


def _complains(history: History, key: str) -> bool:
    return any(
        one.customer_id == key
        and one.kind == "complaint_open"
        and one.starts_on <= history.list_day
        and (one.ends_on is None or one.ends_on >= history.list_day)
        for one in history.tonight.extracts.suppressions
    )
