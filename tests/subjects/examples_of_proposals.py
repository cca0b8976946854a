"""Examples of what is offered in writing."""

import datetime as dt

from subjects.example import DAY, OF_CERTIFICATE, OF_NEED, TEXT, Example

_TOLD = {
    "title": "money for the new home",
    "needs": OF_NEED,
    "certificates": OF_CERTIFICATE,
    "team": "B1-rm1 lead 100",
    "costs": "none",
    "risks": "the rate may fall",
}
PROPOSALS = {
    "proposal": Example(
        row={
            "version": 1,
            "drafted_on": DAY,
            "title": TEXT,
            "needs": [],
            "created": TEXT,
            "certificates": [],
            "price": TEXT,
            "costs": TEXT,
            "risks": TEXT,
            "difference": TEXT,
            "team": ["rm9 lead 100"],
            "remark": TEXT,
            "answer": TEXT,
            "due_on": DAY + dt.timedelta(days=2),
            "state": "draft",
        },
        acts={
            "draw_up": _TOLD,
            "redraft": _TOLD,
            "approve": {"yes": False, "remark": "say what it costs"},
            "deliver": {},
            "was_read": {},
            "answer": {"became": "accepted", "answer": "as talked over"},
            "revise": {},
        },
    ),
}
