"""The evenings of the demo bank: managers sum up the day and tick what they did; some forget."""

import datetime as dt
import zlib
from typing import TYPE_CHECKING

from django.db import transaction

from tilth.access import audit, scopes
from tilth.domain import days
from tilth.domain.acting import Who
from tilth.domain.bank import playbook_of
from tilth.domain.call_lists import queries as lists
from tilth.domain.due import kinds
from tilth.domain.due import queries as due
from tilth.domain.due.model import Asked
from tilth.domain.key_actions import operations as actions
from tilth.domain.summaries import counting, operations
from tilth.domain.week_plans import operations as planning
from tilth.domain.week_plans import queries as plans
from tilth.policy import key_actions, week_plan
from tilth.policy.day_summary import proposed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tilth.data.models import Generation, User

OPENS, CLOSES = dt.time(8, 50), dt.time(17, 46)
FORGETS = 4
"""One of so many evenings nobody writes."""
LANGUAGE = "zh-hans"
ADDED = (
    "",
    "明天先打到期存款的客户，上午十点前打完。",
    "下午有客户到访，想请主管一起见一面。",
    "名单里不熟的客户接听少，明天改到午休后再拨。",
)
"""What somebody adds by hand to the proposed text."""
PLANNED = "先把到期资金的客户谈完，再补欠下的维护。"
"""What is written beside the numbers of a week."""
SUNDAY = dt.timedelta(days=6)
TICKED = (
    (("day_ahead", "day"), ("month_cadence", "month")),
    (("day_ahead", "day"),),
    (("day_ahead", "day"), ("week_review", "week"), ("month_next_tier", "month")),
    (),
)
"""What is ticked of an evening: key action and span."""


def close(people: "Iterable[User]", generation: "Generation", day: dt.date) -> int:
    """Let these managers sum up a day, each but those who forget; how many did."""
    people = list(people)
    writing = [one for place, one in enumerate(people) if (place + day.toordinal()) % FORGETS]
    with audit.job("demo"):
        for one in people:
            _plan(one, generation, day)
        for one in writing:
            at = dt.datetime.combine(day, CLOSES, days.ZONE)
            who = Who(by=one, at=at, generation=generation, today=day)
            with transaction.atomic():  # whose talks count is asked of whoever has entered
                scopes.enter(one, generation)
                _review(who)
                operations.write(who, day=day, body=_text(who), send=True)
                _tick(who)
    return len(writing)


def _plan(user: "User", generation: "Generation", day: dt.date) -> None:
    """Let a manager send the plan of the week, where it has none yet."""
    at, week = dt.datetime.combine(day, OPENS, days.ZONE), days.week_start(day)
    who = Who(by=user, at=at, generation=generation, today=day)
    with transaction.atomic():
        scopes.enter(user, generation)
        if plans.own(user, week=week) is None:
            book = playbook_of(generation.business_date)
            facts = plans.facts(user, generation, playbook=book, week=week, today=day)
            numbers = week_plan.proposed(facts)
            planning.plan(who, week=week, numbers=numbers, body=PLANNED, send=True)


def _review(who: Who) -> None:
    """Write on the last working day of a week what came of its plan."""
    week, staff_id = days.week_start(who.today), who.by.staff_id or ""
    kept = plans.own(who.by, week=week)
    if kept is not None and days.next_working_day(who.today) > week + SUNDAY:
        done = plans.done(who.by, who.generation, [staff_id], week=week)[staff_id]
        planning.review(who, week=week, body=week_plan.review(kept.numbers, done, language=LANGUAGE))


def _tick(who: Who) -> None:
    """Tick the key actions of the day that nothing counts, and on some evenings one of the week's."""
    for code, span in TICKED[_chance(who.by, who.today) % len(TICKED)]:
        actions.tick(who, code, since=key_actions.span(span, who.today).since)


def _text(who: Who) -> str:
    """Return the proposed text, with a sentence by hand on some evenings."""
    staff_id = who.by.staff_id or ""
    called = lists.day(who.by, who.generation, today=who.today, now=who.at)
    ahead = due.between(
        who.by,
        who.generation,
        asked=Asked(staff=(staff_id,), subjects=kinds.worked_on(who.by.role)),
        today=who.today,
        since=due.FIRST,
        until=days.next_working_day(who.today),
        most=200,
    )
    today = who.today
    counts = counting.of(who.by, who.generation, [staff_id], since=today, until=today)[staff_id]
    said = proposed(counts, counting.listed(called), ahead=len(ahead.items), language=LANGUAGE)
    return f"{said}\n{ADDED[_chance(who.by, who.today) % len(ADDED)]}"


def _chance(user: "User", day: dt.date) -> int:
    return zlib.crc32(f"evening {user.staff_id} {day}".encode())
