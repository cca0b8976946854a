"""State `openings` and the opening of each name: what was heard is told again from the first night."""

import datetime as dt
from typing import Any, NamedTuple

from reference import promises, value_order
from reference.customers import rows
from reference.history import History

Row = dict[str, Any]


def table(history: History) -> list[Row]:
    """Return what was heard of late, in order of customer and opening."""
    rest = dt.timedelta(days=history.playbook.openings.rest_days)
    return [
        {"customer_id": key, "opening": code, "said_on": day}
        for (key, code), day in sorted(_heard(history).items())
        if day > history.day - rest
    ]


def _heard(history: History) -> dict[tuple[str, str], dt.date]:
    return history.once(("heard",), lambda: _told(history))


def _told(history: History) -> dict[tuple[str, str], dt.date]:
    if history.before is None:
        return {}
    found = {(row["customer_id"], row["opening"]): row["said_on"] for row in table(history.before)}
    for row in value_order.table(history.before):
        talks = [
            one.contact_on
            for one in history.tonight.extracts.contacts
            if one.customer_id == row["customer_id"]
            and one.two_way
            and history.before.day < one.contact_on <= history.day
        ]
        if row["opening"] and talks:
            found[row["customer_id"], row["opening"]] = max(talks)
    return found


def of_name(history: History, customer_id: str, rank: int) -> str:
    """Return the code of the opening of a name at a rank; empty text where nothing is left to say."""
    book, row = history.playbook, rows(history)[customer_id]
    kind = value_order.terms(history, customer_id)["kind"] or "any"
    if promises.due(history, customer_id) is not None:
        kind = "promise"
    tones = {one.code: one.tone for one in book.signals.kinds}
    known = "new" if row["last_contact_on"] is None else "known"
    rest = dt.timedelta(days=book.openings.rest_days)
    heard = {
        said["opening"]: said["said_on"] for said in table(history) if said["customer_id"] == customer_id
    }
    fitting = []
    for place, one in enumerate(_used(history)):
        tired = one.code in heard and heard[one.code] > history.list_day - rest
        elsewhere = bool(one.segments) and row["segment"] not in one.segments
        if one.turn != rank % 2 or one.kind not in (kind, "any") or one.history not in (known, "any"):
            continue
        if not (tired or elsewhere):
            other = one.tone != tones.get(one.kind, one.tone)
            mixed = (place + 1) * (rank + 13) % 101
            fitting.append((one.kind == "any", not one.segments, other, mixed, place, one.code))
    return min(fitting)[-1] if fitting else ""


class _Line(NamedTuple):
    code: str
    kind: str
    turn: int
    tone: str
    history: str
    segments: tuple[str, ...]


def _used(history: History) -> list[_Line]:
    """Return the lines of the playbook and then of the bank's library that are in use on the list day."""
    lines = [
        _Line(one.code, one.kind, one.turn, one.tone, one.history, one.segments)
        for one in history.playbook.openings.lines
        if _in_use(history, one.valid_from, one.valid_until)
    ]
    own = [
        _Line(one.opening, one.about, one.turn, one.tone, one.history, (one.segment,) if one.segment else ())
        for one in history.tonight.extracts.library_openings
        if _in_use(history, one.valid_from, one.valid_until)
    ]
    return lines + sorted(own)


def _in_use(history: History, since: dt.date | None, until: dt.date | None) -> bool:
    day = history.list_day
    return not (since is not None and day < since) and not (until is not None and until < day)
