"""Open reasons: an event that found no place is not forgotten with the night that told of it (LIST-14)."""

import datetime as dt
from decimal import Decimal

from reference.inputs import Contact, Customer
from spec.nightly.event_rows import FRIDAY, MONDAY
from spec.nightly.table import LONG_AGO, Case, Life, Marts, Rule, contact, held

LATER = (FRIDAY, MONDAY, dt.date(2026, 6, 16), dt.date(2026, 7, 15), dt.date(2026, 7, 16))


def _read(marts: Marts, customer_id: str) -> tuple[str, ...]:
    rows = [row for row in marts["reasons"] if row["customer_id"] == customer_id]
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
    "A take-profit stays open for 30 days after its day (playbook).",
    _crossed("nobody called", (), _OPEN),
    _crossed("talked on Tuesday", (_TALK,), _ACTED),
    _crossed("a person closed it on Wednesday", (), _ACTED, _WEDNESDAY),
)
LAPSED = _rule(
    "A reason lapses",
    LATER,
    "On the day after it is told once more as lapsed, and then no more; what was acted on is simply gone.",
    _crossed("nobody called", (), _LAPSED),
    _crossed("talked on Tuesday", (_TALK,), NOTHING),
    _crossed("a person closed it on Wednesday", (), NOTHING, _WEDNESDAY),
)

RULES = (OPEN, LAST_DAY, LAPSED)
