"""Signals of needs and opportunities that people recorded."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from reference.inputs import Need, Opportunity, StageStay, Suppression
from spec.nightly.signal_rows import HEADER, NOTHING, reader
from spec.nightly.table import LONG_AGO, SOMEONE, Case, D, Life, Marts, Rule, cell, changed, day, money


def _need(due: str, answered: str, *expected: str) -> Case:
    """Return a need of a day, and the amount of the opportunity that answers it."""
    deal = Opportunity(
        opportunity_id=f"O{due}{answered}",
        customer_id="",
        amount=None if answered == "–" else money(answered),
        stage_on=D,
        expected_on=dt.date(2026, 12, 31),
    )
    need = Need(
        need_id="N1", customer_id="", due_on=day(due), opportunity_id=deal.opportunity_id, phase="comparing"
    )
    return Case(
        given=(due, answered),
        life=Life(needs=(need,), opportunities=() if answered == "–" else (deal,)),
        expected=expected or NOTHING,
    )


def _told(due: str) -> str:
    return f"day {due}, nature basic, need education, phase comparing, priority 1"


NEEDED = Rule(
    title="A need falls due",
    shows={"NEED-10": None},
    sentence=(
        "An open need whose day comes within 30 days, or has passed, tells need_due, with the amount of the "
        "open opportunity that answers it. It is a state: it stands until the need is met, dropped, or given "
        "a later day."
    ),
    given=("needed on", "answered by"),
    expected=HEADER,
    cases=(
        _need("2026-07-12", "–", "need_due", "2026-06-12", "–", "–", "2026-07-12", _told("2026-07-12")),
        _need("2026-07-12", "80,000.00", "need_due", "2026-06-12", "80,000.00", "80,000.00", "2026-07-12",
              _told("2026-07-12")),
        _need("2026-07-13", "80,000.00"),
        _need("2026-06-12", "–", "need_due", "2026-06-12", "–", "–", "2026-07-12", _told("2026-06-12")),
        _need("2026-03-01", "–", "need_due", "2026-06-12", "–", "–", "2026-07-12", _told("2026-03-01")),
        _need("–", "80,000.00"),
    ),
    read=reader("need_due"),
)  # fmt: skip


def _deal(stage: str, since: str, expected_on: str, amount: str, *expected: str, closed: str = "–") -> Case:
    """Return an opportunity in a stage since a day, expected to close on another."""
    deal = Opportunity(
        opportunity_id="O1",
        customer_id="",
        category="fund",
        stage=stage,
        amount=None if amount == "–" else money(amount),
        stage_on=dt.date.fromisoformat(since),
        expected_on=dt.date.fromisoformat(expected_on),
    )
    return Case(
        given=(stage, since, expected_on, amount, closed),
        life=Life(
            customer=replace(SOMEONE, opened_on=LONG_AGO, closed_on=day(closed)), opportunities=(deal,)
        ),
        expected=expected or NOTHING,
    )


def _stale(stage: str, since: str, usual: str) -> str:
    return f"category fund, since {since}, stage {stage}, usual {usual}"


_LATE = "2026-12-31"
STANDING = Rule(
    title="An opportunity stands still, or its day comes near",
    shows={"REL-11": None},
    sentence=(
        "An open opportunity that has stood in its stage for longer than twice the stage's median tells "
        "deal_stale; here ten have left contact, with a median of 7 days. Of a stage that fewer than ten "
        "have left, here nine with a median of 2 days, it is told after more than 30 days. One that is "
        "expected to close within 5 days, today among them, tells deal_day_near."
    ),
    given=("stage", "since", "expected on", "amount", "closed on"),
    expected=HEADER,
    stays=(StageStay(stage="contact", days=7, stays=10), StageStay(stage="qualify", days=2, stays=9)),
    cases=(
        _deal("contact", "2026-05-29", _LATE, "80,000.00"),
        _deal("contact", "2026-05-28", _LATE, "80,000.00", "deal_stale", "2026-06-12", "80,000.00",
              "80,000.00", "2026-07-12", _stale("contact", "2026-05-28", "7")),
        _deal("contact", "2026-05-28", _LATE, "–", "deal_stale", "2026-06-12", "–", "–", "2026-07-12",
              _stale("contact", "2026-05-28", "7")),
        _deal("contact", "2026-05-28", _LATE, "80,000.00", closed="2026-06-12"),
        _deal("qualify", "2026-05-13", _LATE, "80,000.00"),
        _deal("qualify", "2026-05-12", _LATE, "80,000.00", "deal_stale", "2026-06-12", "80,000.00",
              "80,000.00", "2026-07-12", _stale("qualify", "2026-05-12", "None")),
        _deal("present", "2026-05-12", _LATE, "80,000.00", "deal_stale", "2026-06-12", "80,000.00",
              "80,000.00", "2026-07-12", _stale("present", "2026-05-12", "None")),
        _deal("present", "2026-06-01", "2026-06-17", "80,000.00", "deal_day_near", "2026-06-12", "80,000.00",
              "80,000.00", "2026-06-26", "category fund, day 2026-06-17, stage present"),
        _deal("present", "2026-06-01", "2026-06-12", "80,000.00", "deal_day_near", "2026-06-12", "80,000.00",
              "80,000.00", "2026-06-26", "category fund, day 2026-06-12, stage present"),
        _deal("present", "2026-06-01", "2026-06-18", "80,000.00"),
        _deal("present", "2026-06-01", "2026-06-11", "80,000.00"),
    ),
    read=reader("deal_stale", "deal_day_near"),
)  # fmt: skip


def _listed(marts: Marts, customer_id: str) -> tuple[str, ...]:
    """Return what of needs and opportunities a list names, and the money that counts, or the cause."""
    for listed, row in zip(marts["call_list"], marts["call_values"], strict=True):
        if row["customer_id"] == customer_id:
            told = [one for one in listed["reasons"] if one in ("need_due", "deal_stale", "deal_day_near")]
            return (cell(told), cell(row["money"]))
    (cause,) = [row["cause"] for row in marts["exclusions"] if row["customer_id"] == customer_id]
    return (cause, "–")


def _called(kind: str, stop: str, told: str, amount: str) -> Case:
    """Return an owned customer of whom one of the three is told, and perhaps a stop."""
    deal = Opportunity(
        opportunity_id=f"O{kind}{stop}",
        customer_id="",
        amount=Decimal(80_000),
        stage_on=D - dt.timedelta(days=60 if kind == "deal_stale" else 1),
        expected_on=D + dt.timedelta(days=2 if kind == "deal_day_near" else 90),
    )
    need = Need(need_id=f"N{kind}{stop}", customer_id="", due_on=D, opportunity_id=deal.opportunity_id)
    return Case(
        given=(kind, stop),
        life=Life(
            customer=replace(SOMEONE, rm_id="M1"),
            needs=(need,) if kind == "need_due" else (),
            opportunities=(deal,),
            stops=()
            if stop == "–"
            else (Suppression(suppression_id="", customer_id="", kind=stop, starts_on=D),),
        ),
        expected=(told, amount),
    )


CALLED = Rule(
    title="A list by value names them, and nobody whose complaint is open",
    shows={"TRAP-19": "that the error is put right first, and that no sale is a remedy"},
    sentence=(
        "Where the list is made by value each of the three is a reason, with the opportunity's amount at "
        "stake. While a complaint is open no list names the customer, whatever is due (TRAP-19)."
    ),
    given=("told", "stop"),
    expected=("on the list", "at stake"),
    cases=tuple(
        _called(kind, stop, *((kind, "80,000.00") if stop == "–" else ("suppressed", "–")))
        for kind in ("need_due", "deal_stale", "deal_day_near")
        for stop in ("–", "complaint_open")
    ),
    read=_listed,
    book=changed(call_list={"order": "value"}),
)

RULES = (NEEDED, STANDING, CALLED)
