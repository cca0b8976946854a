"""Examples of what is promised and negotiated: commitments."""

import datetime as dt

from subjects.example import DAY, TEXT, Example

TALKS = {
    "commitment": Example(
        row={
            "kind": "mortgage",
            "given_on": DAY,
            "due_on": DAY + dt.timedelta(days=2),
            "span": 2,
            "takes": 15,
            "told_by": 0,
            "hasty": True,
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
}
