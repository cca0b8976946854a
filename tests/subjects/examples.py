"""By subject one record and one sending of every act: for the doors, and for hostile texts."""

import datetime as dt
from decimal import Decimal
from typing import Any

from subjects.example import DAY, NAMED, OTHER, TEXT, Example
from subjects.examples_of_advice import ADVICE
from subjects.examples_of_proposals import PROPOSALS
from subjects.examples_of_talks import TALKS
from tilth.policy.subjects.care_plan import BLOCKS

EXAMPLES = {
    **ADVICE,
    **PROPOSALS,
    **TALKS,
    "gift": Example(
        row={"kind": "meal", "value": Decimal(600), "given_on": DAY, "note": TEXT, "state": "asked"},
        acts={
            "give": {"kind": "meal", "value": "12.50", "given_on": DAY.isoformat(), "note": "lunch"},
            "decide": {"yes": True, "answer": "fine"},
        },
    ),
    "interest": Example(
        row={
            "kind": "fund",
            "amount": Decimal(200_000),
            "heard_on": DAY,
            "due_on": DAY + dt.timedelta(days=2),
            "note": TEXT,
            "state": "open",
        },
        acts={
            "hear": {"kind": "fund", "due_on": "2026-12-31", "amount": "5000.00", "note": "asked for it"},
            "put_off": {"due_on": "2026-12-30"},
            "end": {"became": "taken"},
        },
    ),
    "maturity": Example(
        row={"told_on": DAY, "result": "renewed", "renewed": Decimal(50_000)},
        acts={
            "tell": {"result": "in_part", "renewed": "100.00", "new_money": "50.00", "from_bank": "icbc"},
        },
    ),
    "won_money": Example(
        row={"came_on": DAY, "answer": "confirmed", "amount": Decimal("0.01"), "from_bank": "icbc"},
        acts={"count": {"amount": "0.01", "answer": "confirmed", "from_bank": "icbc"}},
    ),
    "target_tier": Example(
        row={
            "tier": "private",
            "tier_then": "general",
            "set_on": DAY,
            "due_on": DAY + dt.timedelta(days=90),
            "note": TEXT,
            "state": "open",
        },
        acts={
            "aim": {"tier": "private", "due_on": "2026-12-31", "note": "a house is sold in spring"},
            "put_off": {"due_on": "2026-12-30"},
            "end": {"became": "reached"},
        },
    ),
    "treatment": Example(
        row={"kind": "leader", "given_on": DAY, "note": TEXT, "state": "standing"},
        acts={"grant": {"kind": "at_home", "note": "does not walk well"}, "lift": {}},
    ),
    "linked_need": Example(
        row={
            "around": "employer",
            "name": TEXT,
            "need": "payroll",
            "head_count": 86,
            "told_on": DAY,
            "due_on": DAY + dt.timedelta(days=2),
            "note": TEXT,
            "outcome": TEXT,
            "state": "open",
        },
        acts={
            "hear": {
                "around": "employer",
                "name": "a firm",
                "need": "payroll",
                "head_count": 86,
                "due_on": "2026-12-31",
                "note": "wages come late",
            },
            "go_on": {"due_on": "2026-12-30", "head_count": 90},
            "end": {"became": "met", "outcome": "moved here"},
        },
    ),
    "loss_case": Example(
        row={
            "reason": "service",
            "recoverable": "leak",
            "step": "call",
            "found_on": DAY,
            "due_on": DAY + dt.timedelta(days=2),
            "note": TEXT,
            "outcome": TEXT,
            "state": "open",
        },
        acts={
            "take_up": {
                "reason": "return",
                "recoverable": "recoverable",
                "step": "visit",
                "due_on": "2026-12-31",
                "note": "half has left",
            },
            "go_on": {"step": "leader", "due_on": "2026-12-30", "recoverable": "last"},
            "end": {"became": "won_back", "outcome": "came back in part"},
        },
    ),
    "acquaintance": Example(
        row={"role": "colleague", "name": TEXT, "told_on": DAY},
        acts={"meet": {"role": "friend", "name": "Li Lei"}, "outdate": {}},
    ),
    "duplicate": Example(
        row={"other_id": OTHER, "found": "hand", "found_on": DAY, "note": TEXT, "state": "open"},
        acts={
            "report": {"other_id": "B1-rm1-c8", "note": "the same voice"},
            "part": {"note": "twins"},
            "reopen": {},
        },
    ),
    "relation": Example(
        row={
            "name": TEXT,
            "kind": "classmate",
            "circle": "other",
            "source": "talk",
            "told_on": DAY,
        },
        acts={"tie": {"kind": "friend", "name": "Li Lei"}, "outdate": {}},
    ),
    "dismissal": Example(
        row={"other_id": OTHER, "reason": "never", "why": "known", "note": TEXT},
        acts={"set_aside": {"other": NAMED, "why": "known", "note": "the old class"}, "restore": {}},
    ),
    "detail": Example(
        row={
            "kind": "likes",
            "item": "leisure",
            "value": TEXT,
            "source": "talk",
            "learned_on": DAY,
        },
        acts={"tell": {"item": "clubs", "value": "sings"}, "outdate": {}},
    ),
    "contact_point": Example(
        row={"kind": "messenger", "place": "work", "value": TEXT, "source": "card", "learned_on": DAY},
        acts={
            "tell": {"kind": "mobile", "value": "13900001234", "note": "after six"},
            "prefer": {},
            "step_back": {},
            "outdate": {},
        },
    ),
    "level": Example(
        row={
            "before": "stranger",
            "reached": "preferring",
            "stepped_on": DAY,
            "why": TEXT,
            "evidence": "contacts 12 ≥ 6 = 8; share 0 ≥ 50 = ?",
            "state": "asked",
        },
        acts={"step": {"reached": "aware", "why": "knows us for years"}, "decide": {"yes": False}},
    ),
    "level_target": Example(
        row={"level": "aware", "due_on": DAY + dt.timedelta(days=30), "state": "open"},
        acts={
            "aim": {"level": "loyal", "due_on": "2026-12-31"},
            "reach": {},
            "drop": {"why": "moved abroad"},
        },
    ),
    "path_step": Example(
        row={
            "stage": "service",
            "brings": "share",
            "trouble": TEXT,
            "deed": TEXT,
            "due_on": DAY + dt.timedelta(days=2),
            "state": "open",
        },
        acts={
            "plan": {"stage": "trust", "deed": "the talk of the year", "due_on": "2026-04-20"},
            "finish": {"result": "went well"},
            "leave_out": {"result": "abroad"},
        },
    ),
    "rapport": Example(
        row={"deed": "listened", "factor": "heart", "points": 4, "done_on": DAY, "note": TEXT},
        acts={"enter": {"deed": "resource", "note": "the school's consultant"}},
    ),
    "fact": Example(
        row={"kind": "family", "learned_on": DAY, "text": TEXT},
        acts={"learn": {"kind": "avoid", "text": "the old shop"}, "outdate": {}},
    ),
    "greeting": Example(
        row={
            "occasion": "family",
            "about": TEXT,
            "due_on": DAY,
            "due_at": dt.time(9),
            "channel": "sms",
            "state": "open",
        },
        acts={
            "plan": {"occasion": "wedding", "due_on": "2026-04-02", "about": "fifty years"},
            "send": {"text": "all the joy"},
            "leave_out": {"why": "abroad"},
        },
    ),
    "follow_up": Example(
        row={
            "kind": "referral",
            "began": "opening",
            "began_on": DAY - dt.timedelta(days=90),
            "due_on": DAY,
            "result": TEXT,
            "state": "open",
        },
        acts={
            "plan": {"kind": "after_purchase", "due_on": "2026-04-02"},
            "finish": {"result": "named a neighbour", "named": "one"},
            "leave_out": {"result": "asks for quiet"},
        },
    ),
    "care_plan": Example(
        row={
            "every": "month_1",
            "channel": "phone",
            "starts_on": DAY,
            "next_on": DAY,
            "about": TEXT,
            **dict.fromkeys(BLOCKS, TEXT),
            "state": "running",
        },
        acts={
            "set_up": {
                "every": "week_2",
                "channel": "visit",
                "starts_on": "2026-04-02",
                "about": "news",
                **dict.fromkeys(BLOCKS, "as agreed"),
            },
            "fill_in": {"direction": "funds first"},
            "carry_out": {},
            "pause": {"why": "abroad"},
            "resume": {"next_on": "2026-05-06"},
            "end": {"why": "asks for quiet"},
        },
    ),
    "hold": Example(
        row={"stands_from": DAY, "cause": "lawsuit", "note": TEXT},
        acts={
            "place": {"cause": "complaint", "stands_from": DAY.isoformat(), "note": "until it is settled"},
            "lift": {},
        },
    ),
    "erasure": Example(
        row={"asked_on": DAY, "reason": "requested", "note": TEXT, "state": "asked"},
        acts={
            "ask": {"reason": "requested", "note": "by letter"},
            "decide": {"yes": False, "answer": "not the person"},
        },
    ),
    "matter": Example(
        row={
            "asked_by": "customer",
            "asked_on": DAY,
            "wanted": TEXT,
            "due_on": DAY + dt.timedelta(days=2),
            "state": "open",
        },
        acts={
            "take_on": {"asked_by": "supervisor", "wanted": "look into a booking", "due_on": "2026-12-31"},
            "finish": {"result": "put right", "told": True},
        },
    ),
    "memo": Example(
        row={"asked_on": DAY, "demand": TEXT, "due_on": DAY + dt.timedelta(days=2)},
        acts={
            "note_down": {"demand": "a box", "due_on": "2026-12-31"},
            "answer": {"answer": "it is free"},
        },
    ),
}


PAIRED = frozenset(name for name, one in EXAMPLES.items() if OTHER in one.row.values())
"""Subjects about two customers: only who sees both sees a record."""


def row(subject: str, text: str, other: str = "") -> dict[str, Any]:
    """Return the columns of a subject's example with a text of one's own, and another customer's number."""
    own = {TEXT: text, OTHER: other}
    return {
        name: own.get(value, value) if isinstance(value, str) else value
        for name, value in EXAMPLES[subject].row.items()
    }
