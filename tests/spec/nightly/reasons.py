"""Open reasons: an event that found no place is not forgotten with the night that told of it (LIST-14)."""

import datetime as dt
from decimal import Decimal

from reference.inputs import Contact, Customer
from spec.nightly.event_rows import FRIDAY, MONDAY
from spec.nightly.table import LONG_AGO, Case, Life, Marts, Rule, changed, contact, held
from tilth.policy.vocabulary import EVENT_KINDS

LATER = (FRIDAY, MONDAY, dt.date(2026, 6, 16), *(dt.date(2026, 7, number) for number in (14, 15, 16)))


def _read(marts: Marts, customer_id: str) -> tuple[str, ...]:
    rows = [
        row for row in marts["reasons"] if row["customer_id"] == customer_id and row["kind"] in EVENT_KINDS
    ]
    cells = [
        (row["kind"], str(row["told_on"]), str(row["lapses_on"]), row["state"])
        for row in rows
        if row["kind"] == "take_profit"
    ]
    return cells[0] if cells else ("–", "–", "–", "–")


def _crossed(
    what: str, contacts: tuple[Contact, ...], expected: tuple[str, ...], closed_on: dt.date | None = None
) -> Case:
    low = held("fund", "100.00", cost=Decimal(100), take_profit=Decimal("0.20"))
    high = held("fund", "120.00", cost=Decimal(100), take_profit=Decimal("0.20"))
    return Case(
        given=(what,),
        life=Life(
            customer=Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1"),
            holdings=((low,), (high,)),
            contacts=contacts,
            closed=() if closed_on is None else (("take_profit", "fund", MONDAY, closed_on),),
        ),
        expected=expected,
    )


_TALK, _TRY = contact(dt.date(2026, 6, 16)), contact(dt.date(2026, 6, 16), two_way=False)
_SAME_DAY, _TUESDAY, _WEDNESDAY = contact(MONDAY), dt.date(2026, 6, 16), dt.date(2026, 6, 17)
_OPEN = ("take_profit", "2026-06-15", "2026-07-15", "open")
_ACTED = ("take_profit", "2026-06-15", "2026-07-15", "acted_on")
_LAPSED = ("take_profit", "2026-06-15", "2026-07-15", "lapsed")
NOTHING = ("–", "–", "–", "–")


def _rule(title: str, nights: tuple[dt.date, ...], sentence: str, *cases: Case) -> Rule:
    return Rule(
        title=title,
        sentence=sentence,
        given=("after the fund reached its upper band on Monday 2026-06-15",),
        expected=("kind", "told_on", "lapses_on", "state"),
        cases=cases,
        read=_read,
        nights=nights,
    )


OPEN = _rule(
    "An open reason on the night after",
    LATER[:3],
    "A crossing is told once, but stays an open reason until it is acted on or lapses: a talk on a later day "
    "than the event acts on it, and so does a person who closes it with a reason, on whichever day; an "
    "attempt does not.",
    _crossed("nobody called", (), _OPEN),
    _crossed("talked on Monday itself", (_SAME_DAY,), _OPEN),
    _crossed("tried on Tuesday", (_TRY,), _OPEN),
    _crossed("talked on Tuesday", (_TALK,), _ACTED),
    _crossed("a person closed it on Monday", (), _ACTED, MONDAY),
    _crossed("a person closed it on Tuesday", (), _ACTED, _TUESDAY),
    _crossed("a person closed it on Wednesday", (), _OPEN, _WEDNESDAY),
)
LAST_DAY = _rule(
    "The last day of an open reason",
    LATER[:4],
    "A take-profit stays open for 30 days after its day (playbook): the list of the thirtieth may name it.",
    _crossed("nobody called", (), _OPEN),
    _crossed("talked on Tuesday", (_TALK,), _ACTED),
    _crossed("a person closed it on Wednesday", (), _ACTED, _WEDNESDAY),
)
LAPSED = _rule(
    "A reason lapses",
    LATER[:5],
    "In the night whose list is for the day after, it is told once more as lapsed.",
    _crossed("nobody called", (), _LAPSED),
    _crossed("talked on Tuesday", (_TALK,), _ACTED),
    _crossed("a person closed it on Wednesday", (), _ACTED, _WEDNESDAY),
)
FORGOTTEN = _rule(
    "A reason is forgotten",
    LATER,
    "Once its last day has passed, nothing is told of it any more, whatever became of it.",
    _crossed("nobody called", (), NOTHING),
    _crossed("talked on Tuesday", (_TALK,), NOTHING),
    _crossed("a person closed it on Wednesday", (), NOTHING, _WEDNESDAY),
)


def _reached(what: str, number: int, *expected: str) -> Case:
    """Return a fund that reaches its band on one of the nights, counted from 0."""
    low, high = (
        (held("fund", balance, cost=Decimal(100), take_profit=Decimal("0.20")),)
        for balance in ("100.00", "120.00")
    )
    customer = Customer(customer_id="", opened_on=LONG_AGO, rm_id="M1")
    life = Life(customer=customer, holdings=(*(low,) * number, high))
    return Case(given=(what,), life=life, expected=expected)


def _days(month: int, *numbers: int) -> tuple[dt.date, ...]:
    return tuple(dt.date(2026, month, number) for number in numbers)


WEEKEND = Rule(
    title="A reason lapses over the weekend",
    sentence=(
        "The last night is a Friday's, and its list is worked on Monday: what lapses on Friday, Saturday or "
        "Sunday is open no more, what lapses on Monday is still open. A take-profit has 30 days."
    ),
    given=("the fund reaches its upper band on",),
    expected=("kind", "told_on", "lapses_on", "state"),
    cases=(
        _reached("Wednesday 2026-06-10", 1, "take_profit", "2026-06-10", "2026-07-10", "lapsed"),
        _reached("Thursday 2026-06-11", 2, "take_profit", "2026-06-11", "2026-07-11", "lapsed"),
        _reached("Friday 2026-06-12", 3, "take_profit", "2026-06-12", "2026-07-12", "lapsed"),
        _reached("Saturday 2026-06-13", 4, "take_profit", "2026-06-13", "2026-07-13", "open"),
    ),
    read=_read,
    nights=(*_days(6, 9, 10, 11, 12, 13), *_days(7, 10)),
)
_SHORT = changed(
    call_list={"lapse_days": {**changed().call_list.lapse_days, "take_profit": 7}},
)
_HOLIDAY = _days(2, 11, 12, 13, 14)
_ONE_LIST = (
    "Saturday 2026-02-14 is worked, nine days off follow, and its list is for Tuesday 2026-02-24. A "
    "take-profit has 7 days here. What was told before had its lists and lapses within the holiday; what the "
    "last night tells stays open for the one list that can name it."
)
HOLIDAY = Rule(
    title="A reason before a holiday of nine days",
    sentence=_ONE_LIST,
    given=("the fund reaches its upper band on",),
    expected=("kind", "told_on", "lapses_on", "state"),
    cases=(
        _reached("Thursday 2026-02-12", 1, "take_profit", "2026-02-12", "2026-02-19", "lapsed"),
        _reached("Friday 2026-02-13", 2, "take_profit", "2026-02-13", "2026-02-20", "lapsed"),
        _reached("Saturday 2026-02-14", 3, "take_profit", "2026-02-14", "2026-02-24", "open"),
    ),
    read=_read,
    nights=_HOLIDAY,
    book=_SHORT,
)
AFTER_IT = Rule(
    title="A reason after a holiday of nine days",
    sentence="The night of Tuesday 2026-02-24 makes Wednesday's list: Tuesday was the last day of the rest.",
    given=("the fund reaches its upper band on",),
    expected=("kind", "told_on", "lapses_on", "state"),
    cases=(
        _reached("Friday 2026-02-13", 2, *NOTHING),
        _reached("Saturday 2026-02-14", 3, "take_profit", "2026-02-14", "2026-02-24", "lapsed"),
    ),
    read=_read,
    nights=(*_HOLIDAY, *_days(2, 24)),
    book=_SHORT,
)

RULES = (OPEN, LAST_DAY, LAPSED, FORGOTTEN, WEEKEND, HOLIDAY, AFTER_IT)
