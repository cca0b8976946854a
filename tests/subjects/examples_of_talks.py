"""Examples of what is promised and negotiated: commitments, negotiation sheets, offers."""

import datetime as dt
from decimal import Decimal

from subjects.example import DAY, OF_DEAL, TEXT, Example

TALKS = {
    "commitment": Example(
        row={
            "kind": "mortgage",
            "given_on": DAY,
            "due_on": DAY + dt.timedelta(days=2),
            "span": 2,
            "takes": 15,
            "told_by": 0,
            "day": "warned",
            "reason": TEXT,
            "note": TEXT,
            "outcome": TEXT,
            "state": "open",
        },
        acts={
            "promise": {
                "kind": "card",
                "due_on": "2026-12-31",
                "note": "to the office",
                "reason": "made already",
            },
            "keep": {"outcome": "handed over"},
            "fail": {"outcome": "the post was late"},
        },
    ),
    "negotiation": Example(
        row={
            "deal": "0197a1b2-0000-7000-8000-000000000000",
            "opened_on": DAY,
            "goal_long": TEXT,
            "goal_short": TEXT,
            "main": TEXT,
            "minor": TEXT,
            "bottom_line": TEXT,
            "walk_away": TEXT,
            "look": TEXT,
            "listen": TEXT,
            "ask": TEXT,
            "touch": TEXT,
            "loan_amount": TEXT,
            "loan_use": TEXT,
            "loan_source": TEXT,
            "team": [],
            "ending": TEXT,
            "state": "open",
        },
        acts={
            "draw_up": {
                "deal": OF_DEAL,
                "goal_long": "their payroll",
                "goal_short": "the rate",
                "main": "the rate",
                "bottom_line": "20 bp",
                "walk_away": "no papers",
                "minor": "fees",
                "loan_amount": "a million",
                "loan_use": "a flat",
                "loan_source": "wages",
                "team": "B1-rm2",
            },
            "observe": {"look": "calm", "listen": "the day counts", "ask": "when", "touch": "at the table"},
            "revise": {"main": "the day", "bottom_line": "15 bp", "team": "B1-rm2"},
            "close": {"became": "withdrawn", "ending": "no papers came"},
        },
    ),
    "offer": Example(
        row={
            "deal": "0197a1b2-0000-7000-8000-000000000000",
            "offered_on": DAY,
            "side": "ours",
            "first": True,
            "category": "loan",
            "risk": "low",
            "amount": Decimal(1000),
            "concession": 5,
            "terms": TEXT,
            "reasons": TEXT,
            "question": TEXT,
            "due_on": DAY,
            "remark": TEXT,
            "answer": TEXT,
            "state": "waits",
        },
        acts={
            "put": {
                "deal": OF_DEAL,
                "side": "theirs",
                "risk": "low",
                "amount": "1000.00",
                "concession": 5,
                "terms": "price: list\nterm: a year\nfees: none\ncollateral: none\nservice: by phone",
                "reasons": "a steady income",
                "question": "Is that right?",
            },
            "approve": {"yes": False, "remark": "too low"},
            "answered": {"became": "declined", "answer": "elsewhere"},
        },
    ),
}
