"""The mornings of the demo bank: its managers work through their lists, so that the next night knows."""

import datetime as dt
import zlib
from typing import TYPE_CHECKING

from tilth.access import generations
from tilth.domain import days
from tilth.domain.call_lists import queries
from tilth.domain.contacts import operations
from tilth.domain.contacts.operations import Record

if TYPE_CHECKING:
    from tilth.data.models import User
    from tilth.domain.call_lists.model import Entry

CALLS = 16
"""Of the twenty, as many as a busy day allows."""
FIRST_CALL = dt.time(9, 10)
BETWEEN_CALLS = dt.timedelta(minutes=17)
SPOKEN = 7
"""Of ten calls, as many reach the customer; the others ring on."""
FOLLOW_UP = dt.timedelta(days=7)
PURPOSES = {"deposit_maturing": "due_notice", "birthday": "greeting", "take_profit": "asset_report"}
SAID = {
    "due_notice": "告知到期日与到期金额，客户说到期前几天再定。",
    "greeting": "祝贺生日，问候近况。",
    "asset_report": "报告基金现值，客户想再看一阵。",
    "segment": "初次通话，介绍自己，了解资金安排与方便的联络时间。",
    "maintain": "问候近况，客户对目前的安排满意。",
}


def work(users: "list[User]") -> int:
    """Record a day's calls of each manager on the list of the newest night; return how many."""
    generation = generations.current()
    if generation is None:
        return 0
    day = days.next_working_day(generation.business_date)
    made = 0
    for user in users:
        begin = dt.datetime.combine(day, FIRST_CALL, days.ZONE)
        entries = queries.day(user, generation, today=day).entries[:CALLS]
        for number, entry in enumerate(entries):
            at = begin + number * BETWEEN_CALLS
            operations.add(by=user, at=at, generation=generation, record=_call(entry, day))
        made += len(entries)
    return made


def _call(entry: "Entry", day: dt.date) -> Record:
    """Return what came of one call: decided by customer and day, so that every demo bank tells the same."""
    chance = zlib.crc32(f"{entry.customer_id} {day}".encode()) % 10
    spoken = chance < SPOKEN
    purpose = next((PURPOSES[reason] for reason in entry.reasons if reason in PURPOSES), None)
    purpose = purpose or ("maintain" if entry.side == "familiar" else "segment")
    later = spoken and purpose == "due_notice"
    return Record(
        customer_id=entry.customer_id,
        key=f"demo {day} {entry.customer_id}",
        channel="phone",
        outcome="connected" if spoken else ("no_answer", "busy")[chance % 2],
        two_way=spoken,
        purpose=purpose,
        content=SAID[purpose] if spoken else "",
        duration_minutes=2 + chance if spoken else None,
        next_step="到期前再联络" if later else "",
        next_step_on=day + FOLLOW_UP if later else None,
        effect="consolidate" if spoken else "",
    )
