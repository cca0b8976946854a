"""Examples of what is advised and sold: needs, opportunities, signals, assessments, certificates."""

import datetime as dt
from decimal import Decimal

from subjects.example import BALANCED, DAY, OF_DEAL, OF_NEED, TEXT, Example

ADVICE = {
    "need": Example(
        row={
            "kind": "saving",
            "dimension": "asset",
            "explicit": "hidden",
            "nature": "forecast",
            "phase": "brewing",
            "priority": 2,
            "noticed_on": DAY,
            "due_on": DAY + dt.timedelta(days=2),
            "source": "talk",
            "note": TEXT,
            "outcome": TEXT,
            "state": "open",
        },
        acts={
            "notice": {
                "kind": "home",
                "dimension": "liability",
                "explicit": "explicit",
                "nature": "individual",
                "phase": "comparing",
                "priority": 1,
                "source": "talk",
                "due_on": "2026-12-31",
                "note": "near the school",
            },
            "go_on": {"phase": "standards", "priority": 3, "due_on": "2026-12-30"},
            "end": {"became": "met", "outcome": "signed"},
        },
    ),
    "opportunity": Example(
        row={
            "source": "referral",
            "type": "trial",
            "category": "time_deposit",
            "amount": Decimal(200_000),
            "stage": "present",
            "stage_on": DAY,
            "opened_on": DAY,
            "expected_on": DAY + dt.timedelta(days=2),
            "note": TEXT,
            "outcome": TEXT,
            "bought_before": TEXT,
            "state": "open",
        },
        acts={
            "open_up": {
                "source": "contact",
                "type": "full",
                "expected_on": "2026-12-31",
                "category": "fund",
                "amount": "5000.00",
                "note": "spoke of it twice",
            },
            "move": {"stage": "qualify"},
            "reckon": {"expected_on": "2026-12-30", "amount": "6000.00"},
            "sense": {"psychology": "desire"},
            "meet_need": {"need": OF_NEED},
            "win": {
                "bought_on": DAY.isoformat(),
                "bought_amount": "5000.00",
                "price": "1.00",
                "expected_return": "2.50",
                "stop_loss": "0.00",
                "preference": "C2",
                "bought_before": "a deposit of three years",
            },
            "drop": {"reason": "timing", "outcome": "after the move"},
        },
    ),
    "buying_signal": Example(
        row={"code": "nods", "deal": "0197a1b2-0000-7000-8000-000000000000", "noticed_on": DAY},
        acts={"heed": {"deal": OF_DEAL, "code": "rate_down"}},
    ),
    "assessment": Example(
        row={
            "assessed_on": DAY,
            "version": "Q-2026.1",
            "answers": TEXT,
            "score": 52,
            "level": "C3",
            "signed": "paper",
        },
        acts={"take": {"answers": BALANCED, "signed": "screen"}},
    ),
    "certificate": Example(
        row={
            "presented_on": DAY,
            "product_id": "D1",
            "product_name": "one year",
            "amount": Decimal(1000),
            "channel": "branch",
            "action": "recommend",
            "regime": "none",
            "verdict": "procedure",
            "reasons": [],
            "duties": [],
            "words_zh": "",
            "words_en": "",
            "rules_version": "default-1",
            "rules_digest": "0",
            "inputs": None,
            "due_on": DAY,
            "state": "waits",
        },
        acts={
            "present": {"product_id": "D1", "amount": "1000.00"},
            "call_back": {"yes": False, "answer": "thought better of it"},
        },
    ),
}
