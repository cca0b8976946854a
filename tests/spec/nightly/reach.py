"""Whom a manager can reach in a week: the targets of the pages ask for no more (LIST-03)."""

import datetime as dt
from dataclasses import replace
from typing import Any

from reference.inputs import Customer
from spec.nightly.exclusions import said, stop, wish
from spec.nightly.promises import promised
from spec.nightly.table import LONG_AGO, Case, Life, Marts, Rule, contact

TUESDAY = dt.date(2026, 6, 16)
"""Its list is worked on Wednesday; Friday, 19 June, is a holiday, so Thursday ends the week."""
_REACHED, _NO = ("1", "0", "0"), ("0", "0", "0")


def _read(marts: Marts, customer_id: str) -> tuple[str, ...]:
    (owner,) = [row["rm_id"] for row in marts["customers"] if row["customer_id"] == customer_id]
    (book,) = [row for row in marts["book"] if row["rm_id"] == owner]
    return tuple(str(book[name]) for name in ("reachable", "without_consent", "without_number"))


def _book_of_one(number: int, what: str, expected: tuple[str, ...], **more: Any) -> Case:
    customer = more.pop("customer", Customer(customer_id="", opened_on=LONG_AGO))
    life = Life(customer=replace(customer, rm_id=f"R{number}"), **more)
    return Case(given=(what,), life=life, expected=expected)


_MONDAY, _FRIDAY, _THURSDAY = dt.date(2026, 6, 15), dt.date(2026, 6, 12), dt.date(2026, 6, 11)
_CLOSED = Customer(customer_id="", opened_on=LONG_AGO, closed_on=TUESDAY)
_SILENT = Customer(customer_id="", opened_on=LONG_AGO, mobile=None)

REACH = Rule(
    title="Whom a manager can reach in the week of the list day",
    sentence=(
        "A customer who is not closed can be reached where nothing keeps anybody from calling on the list "
        "day, or what does so ends by the last working day of its week, or where there was a two-way contact "
        "since its Monday: whoever was reached stays part of the target. Of the others those without consent "
        "and those without a number are counted apart. Every manager of this table has one customer."
    ),
    given=("the only customer on Tuesday 2026-06-16",),
    expected=("reachable", "without_consent", "without_number"),
    cases=tuple(
        _book_of_one(number, what, expected, **more)
        for number, (what, expected, more) in enumerate(
            (
                ("nothing speaks against a call", _REACHED, {}),
                ("closed on Tuesday", _NO, {"customer": _CLOSED}),
                (
                    "reached on Monday, rests until the next Monday",
                    _REACHED,
                    {"contacts": (contact(_MONDAY),)},
                ),
                ("reached on the Friday before, rests until Friday", _NO, {"contacts": (contact(_FRIDAY),)}),
                ("reached on the Thursday before", _REACHED, {"contacts": (contact(_THURSDAY),)}),
                ("tried on Monday", _REACHED, {"contacts": (contact(_MONDAY, two_way=False),)}),
                ("said no to calls", ("0", "1", "0"), {"consents": said("withdrawn", "2026-06-01")}),
                (
                    "reached on Monday, said no to calls then",
                    _REACHED,
                    {"contacts": (contact(_MONDAY),), "consents": said("withdrawn", "2026-06-15")},
                ),
                ("has no number", ("0", "0", "1"), {"customer": _SILENT}),
                (
                    "said no to calls, has no number",
                    ("0", "1", "0"),
                    {"customer": _SILENT, "consents": said("withdrawn", "2026-06-01")},
                ),
                (
                    "not by phone until Wednesday",
                    _REACHED,
                    {"settings": wish("2026-06-01", "2026-06-17")},
                ),
                (
                    "not by phone until Thursday: Friday is a holiday",
                    _NO,
                    {"settings": wish("2026-06-01", "2026-06-18")},
                ),
                ("a complaint is open", _NO, {"stops": stop("complaint_open", "2026-06-01")}),
                ("something is promised for Thursday", _REACHED, {"promises": promised("2026-06-18")}),
                ("something is promised for the next Monday", _NO, {"promises": promised("2026-06-22")}),
                ("suits on Thursdays", _REACHED, {"weekdays": ("4",)}),
                ("suits on Mondays", _NO, {"weekdays": ("1",)}),
            ),
            start=1,
        )
    ),
    read=_read,
    nights=(TUESDAY,),
)

RULES = (REACH,)
