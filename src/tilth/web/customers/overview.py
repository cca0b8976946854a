"""The overview of one customer: what is due and promised, why, the last talks, where the money lies."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tilth.access.ahead import Asked, together
from tilth.data.models import PublishedCustomer
from tilth.domain.contact_times import queries as contact_times
from tilth.domain.contact_times.queries import ContactTimes
from tilth.domain.customers import queries, timeline
from tilth.domain.customers.filters import MATURITIES
from tilth.domain.customers.queries import Place
from tilth.domain.suitability import assessments
from tilth.domain.tasks import queries as tasks
from tilth.policy.playbook import Playbook
from tilth.web.contact_gate import answers
from tilth.web.contacts import told
from tilth.web.customers import happened, placed, sections
from tilth.web.desk.desk import Desk
from tilth.web.desk.rights import Rights
from tilth.web.file.reading import Reading
from tilth.web.file.tabs import Part
from tilth.web.format import hours
from tilth.web.reasons.chips import Chip, chip

NEWEST = 5
"""Contacts that the overview names."""


@dataclass(frozen=True, kw_only=True)
class EventLine:
    """One event of tonight as a line."""

    chip: Chip
    due_on: dt.date
    closes: str = ""
    """The number by which the reader may close it; empty where it is no open reason."""


@dataclass(frozen=True, kw_only=True)
class Overview:
    """The overview of one customer."""

    figures: PublishedCustomer
    can: Rights
    held: answers.GateAnswers
    ahead: tuple[EventLine, ...]
    """Days of the customer's that are still to come, maturities left out: these have rungs of their own."""
    noticed: tuple[EventLine, ...]
    """What tonight noticed and has no day to come."""
    rungs: tuple[sections.Rung, ...]
    due_90: Decimal
    """What matures within ninety days."""
    slices: tuple[sections.Slice, ...]
    tasks: tuple[told.Line, ...]
    talks: happened.Listed
    listing: Place | None
    place: placed.Placed
    renew_first: bool
    """Whether nothing with a risk grade is introduced before the assessment is renewed."""
    topics: ContactTimes | None
    times: tuple[tuple[str, str], ...]
    """Weekday and suitable times on it."""
    playbook: Playbook


def asked(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what the overview begins with."""
    who = (at.actor, at.generation)
    promises = (tasks.asked(*who, customer_id=customer_id),) if at.told_promises else ()
    return (
        *queries.asked(*who, customer_id=customer_id),
        timeline.asked(*who, customer_id=customer_id, most=NEWEST),
        contact_times.asked(*who, customer_id=customer_id),
        assessments.asked(*who, customer_id),
        *promises,
    )


def overview(of: Reading) -> Part:
    """Return the overview; two statements with what it began with, one more where somebody talked."""
    row, today, playbook = of.figures, of.at.frame.today, of.at.playbook
    rungs = sections.maturities(of.categories, today)
    lines = _events(of)
    with together(of.at.asked(of.seen), *queries.asked_of_list(of.at.actor, of.at.generation, row)):
        talks = timeline.of_customer(
            of.at.actor, of.at.generation, customer=row, kinds=("contact",), most=NEWEST
        )
        suits = of.at.suits(row)
        barred = of.held.nobody != "" and row.excluded_cause != "closed"
        page = Overview(
            figures=row,
            can=of.can,
            held=of.held,
            ahead=tuple(line for line in lines if line.due_on >= today),
            noticed=tuple(line for line in lines if line.due_on < today),
            rungs=sections.shown(rungs),
            due_90=sections.total(rungs, sections.NEAR),
            slices=sections.slices(of.categories),
            tasks=told.lines(of.promises, today=today),
            talks=happened.listed(talks, kind="", today=today),
            listing=of.place,
            place=placed.placed(of, playbook, today=today, barred=barred),
            renew_first=suits.state != "valid",
            topics=of.times,
            times=hours.by_weekday(of.times.windows if of.times else ()),
            playbook=playbook,
        )
    return Part(template="customers/overview.html", page=page)


def _events(of: Reading) -> tuple[EventLine, ...]:
    """Return tonight's events as lines, those maturities left out that the holdings tell from today on."""
    today = of.at.frame.today
    told_here = (one for one in of.events if one.kind not in MATURITIES or one.due_on < today)
    lines = ((chip(event.kind, (event,), today=today), event) for event in told_here)
    return tuple(
        EventLine(chip=made, due_on=event.due_on, closes=event.event_id if event.open else "")
        for made, event in lines
        if made is not None
    )
