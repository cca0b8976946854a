"""How what somebody writes for an item is read: one value, or the code of what is wrong with it."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from tilth.kernel import dates
from tilth.policy.profile.items import Item

MOST = 9999
"""The largest number that an item holds."""
PROBLEMS = ("nothing", "amount_out", "amount", "day_out", "choice", "number", "day")
"""It says nothing; an amount or a day where the item takes none; an amount of nought; no such value."""


@dataclass(frozen=True, kw_only=True)
class Value:
    """What is stored of an item: one of these, with an amount and a day where the item takes them."""

    choice: str = ""
    """A code, yes or no, a whole number."""
    text: str = ""
    day: dt.date | None = None
    amount: Decimal | None = None


def problem(item: Item, value: str, *, amount: Decimal | None, day: dt.date | None) -> str:
    """Return the first of PROBLEMS that a value has; empty text for one that can be stored."""
    found = {
        "nothing": not value,
        "amount_out": amount is not None and not item.with_amount,
        "amount": amount is not None and amount <= 0,
        "day_out": day is not None and not item.with_day,
        "choice": item.type in ("choice", "flag") and value not in item.values,
        "number": item.type == "number" and not _is_number(value),
        "day": item.type == "day" and not _is_day(value),
    }
    return next((code for code in PROBLEMS if found[code]), "")


def _is_day(value: str) -> bool:
    found = dates.read_day(value)
    return found is not None and dates.FIRST <= found <= dates.LAST


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdigit() and len(value) <= len(str(MOST)) and int(value) <= MOST


def read(item: Item, value: str, *, amount: Decimal | None, day: dt.date | None) -> Value:
    """Return a value with which there is no problem; one of a sensitive item is words, which lie sealed."""
    value = str(int(value)) if item.type == "number" else value
    if item.type == "text" or item.sensitive:
        return Value(text=value, amount=amount, day=day)
    if item.type == "day":
        return Value(day=dates.read_day(value), amount=amount)
    return Value(choice=value, amount=amount, day=day)


def again(item: Item, stored: Value) -> str:
    """Return a stored value as it was written: a code, a number, a day as YYYY-MM-DD, or words."""
    if item.type == "day" and stored.day is not None:
        return stored.day.isoformat()
    return stored.choice or stored.text
