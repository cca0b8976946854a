"""State `care_debt`, one customer at a time: every account is told again from the bank's first night."""

import datetime as dt
from typing import Any

from reference import causes
from reference.customers import rows
from reference.history import History
from reference.inputs import Customer

Row = dict[str, Any]
WAIVED = ("missed", "longer", "corrected", "stopped", "wished", "died", "closed")
COUNTS = ("created", "paid", *(f"waived_{cause}" for cause in WAIVED), "carried")


def table(history: History) -> list[Row]:
    """Return the accounts after tonight, in order of customer."""
    found = history.once(("care_debt",), lambda: _accounts(history))
    return [found[key] for key in sorted(found)]


def _accounts(history: History) -> dict[str, Row]:
    before = {row["customer_id"]: row for row in table(history.before)} if history.before else {}
    found = dict(before)
    for customer in history.tonight.feed.customers:
        account = _tonight(history, customer, before.get(customer.customer_id))
        if account is not None:
            found[customer.customer_id] = account
    return found


def _tonight(history: History, customer: Customer, before: Row | None) -> Row | None:
    row = rows(history)[customer.customer_id]
    cause, talk = _rests(history, customer), row["last_contact_on"]
    if before is None:
        return _opened(history, customer, cause)
    account = dict(before)
    if history.before and history.before.day.year < history.day.year:
        account |= dict.fromkeys(COUNTS, 0)
        account |= {"begun_on": history.day, "created": before["carried"], "carried": before["carried"]}
    new_talk = talk is not None and (before["talked_on"] is None or talk > before["talked_on"])
    if new_talk:
        _settle(history, account, talk, _interval(row))
    standing = _fallen(account["since_on"], history.day, _interval(row))
    if cause:
        standing, account["since_on"] = 0, max(account["since_on"], history.day)
    if standing > account["carried"]:
        account["created"] += standing - account["carried"]
    elif standing < account["carried"]:
        why = cause or ("corrected" if new_talk else "longer")
        account[f"waived_{why}"] += account["carried"] - standing
    return account | {"carried": standing}


def _opened(history: History, customer: Customer, cause: str | None) -> Row | None:
    """Return a new account: with one contact whatever fell due before, or with none at rest."""
    row = rows(history)[customer.customer_id]
    since, standing = row["last_contact_on"] or customer.opened_on, 0
    interval = dt.timedelta(days=_interval(row))
    while since + 2 * interval < history.day:
        since += interval
    if cause:
        since = max(since, history.day)
    else:
        standing = _fallen(since, history.day, _interval(row))
        if not standing:
            return None
    dates = {"begun_on": history.day, "since_on": since, "talked_on": row["last_contact_on"]}
    counts = dict.fromkeys(COUNTS, 0) | {"created": standing, "carried": standing}
    return {"customer_id": customer.customer_id, **dates, **counts}


def _interval(row: Row) -> int:
    """An interval below a day falls due once a day."""
    return max(row["cadence_days"], 1)


def _settle(history: History, account: Row, talk: dt.date, cadence: int) -> None:
    """Book a talk: one contact is made, those before it are missed; a late record settles what it could."""
    settled = account["carried"]
    if history.before and talk <= history.before.day:
        settled = min(settled, _fallen(account["since_on"], talk, cadence))
    if settled:
        account["paid"] += 1
        account["waived_missed"] += settled - 1
    account["carried"] -= settled
    account["since_on"] = max(account["since_on"], talk)
    account["talked_on"] = talk


def _fallen(since: dt.date, day: dt.date, cadence: int) -> int:
    """Count the days on which a contact fell due before `day`."""
    count, due = 0, since + dt.timedelta(days=cadence)
    while due < day:
        count, due = count + 1, due + dt.timedelta(days=cadence)
    return count


def _rests(history: History, customer: Customer) -> str | None:
    """Tell why nothing falls due."""
    merged = {one.customer_id for one in history.tonight.extracts.merges}
    if history.is_deceased(customer.customer_id):
        return "died"
    if causes.closed(history, customer) or customer.customer_id in merged:
        return "closed"
    if causes.suppressed(history, customer):
        return "stopped"
    return "wished" if causes.do_not_disturb(history, customer) else None
