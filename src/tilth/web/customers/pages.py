"""One customer, complete before it is rendered."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from tilth.data.models import Generation, PublishedCustomer, User
from tilth.domain.customers.filters import MATURITIES
from tilth.domain.customers.queries import Customer
from tilth.domain.numbers import queries as numbers
from tilth.domain.points.queries import Point
from tilth.policy import codes, masks, suitability
from tilth.policy.playbook import Playbook
from tilth.policy.suitability import Suitability
from tilth.policy.vocabulary import ASSET_CATEGORIES
from tilth.web import labels
from tilth.web.charts import Chart
from tilth.web.contact_gate import answers
from tilth.web.contacts import told
from tilth.web.customers import happened, near, placed, sections, why
from tilth.web.desk import rights
from tilth.web.reasons.chips import Cadence, Chip, Order, chip, chips
from tilth.web.reasons.purposes import likely, urgent
from tilth.web.segment_words import segment_name
from tilth.web.unmasking.forms import RevealForm

SHORT, LONG = 30, 90
"""Days of the two means."""


@dataclass(frozen=True, kw_only=True)
class Slice:
    """One asset category's part of the assets, in per mille for the bar."""

    code: str
    amount: Decimal
    start: float
    width: float


@dataclass(frozen=True, kw_only=True)
class EventLine:
    """One event of tonight as a line."""

    chip: Chip
    due_on: dt.date
    closes: str = ""
    """The number by which the reader may close it; empty where it is no open reason."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One customer."""

    customer: Customer
    figures: PublishedCustomer
    age: int | None
    """Whole years; of one's own customers only."""
    birthday: str
    """Month and day; the year is shown to nobody."""
    can: rights.Rights
    held: answers.GateAnswers
    segment: str
    closed: bool
    chips: tuple[Chip, ...]
    ahead: tuple[EventLine, ...]
    """Days of the customer's that are still to come, maturities left out: these stand among the holdings."""
    noticed: tuple[EventLine, ...]
    """What tonight noticed and has no day to come."""
    slices: tuple[Slice, ...]
    coverage: sections.Coverage
    rungs: tuple[sections.Rung, ...]
    due_90: Decimal
    """What matures within ninety days."""
    suits: Suitability
    listed: happened.Listed
    trend: Chart | None
    """Assets over the nights; None with fewer than two of them."""
    history: int | None
    """Days for which the bank's figures go back; None where nobody can tell."""
    place: placed.Placed
    tier: why.TierWhy
    segments: why.SegmentWhy
    near: near.Near
    """How sure an assumed segment is."""
    playbook: Playbook
    times: tuple[tuple[str, str], ...]
    """Weekday and suitable times on it."""
    purpose: str
    """What a call now is most likely for."""
    purposes: tuple[tuple[str, str], ...]
    """Code and word of every purpose, to choose another from."""
    number: str
    """Field of the number to call first; empty where there is none."""
    tasks: tuple[told.Line, ...]
    beside: tuple[str, str]
    """The names before and after this one on the own list; empty elsewhere and at its ends."""
    call: answers.Answer
    """What the gate would say to that call."""
    reveal: RevealForm
    tab: str = "overview"

    @property
    def shorter_30(self) -> int | None:
        """Days over which the mean of 30 days was made, where they are fewer."""
        return self.history if self.history is not None and self.history < SHORT else None

    @property
    def shorter_90(self) -> int | None:
        """Days over which the mean of 90 days was made, where they are fewer."""
        return self.history if self.history is not None and self.history < LONG else None

    @property
    def tier_below(self) -> str:
        """The tier below in words."""
        return labels.label("tier", self.tier.below)


def detail(  # noqa: PLR0913 - the parts of one page, told in keywords
    customer: Customer,
    *,
    playbook: Playbook,
    today: dt.date,
    actor: User,
    generation: Generation,
    held: answers.GateAnswers,
    points: tuple[Point, ...] = (),
    history: int | None = None,
    tasks: tuple[told.Line, ...] = (),
    beside: tuple[str, str] = ("", ""),
) -> Page:
    """Return the page of a customer."""
    row = customer.figures
    tonight = urgent(dict.fromkeys(event.kind for event in customer.events), playbook)
    purpose = likely(customer.place.reasons if customer.place else tonight, familiar=row.familiar)
    phone = held.phone
    years = playbook.windows.risk_validity_years
    suits = suitability.of(row.risk_level, row.risk_assessed_on, day=today, years=years)
    rungs = sections.maturities(customer, today)
    lines = _events(customer, today)
    return Page(
        customer=customer,
        figures=row,
        age=why.age(row),
        birthday=masks.birthday(row.birth_date) if row.kind == "person" else "",
        can=rights.of(actor, relation=rights.relation(actor, generation, row)),
        held=held,
        purpose=purpose,
        purposes=tuple((code, labels.label("purpose", code)) for code in codes.PURPOSES),
        number=numbers.usable(row, row.wrong_numbers),
        tasks=tasks,
        beside=beside,
        call=phone.service if playbook.contact.is_service(purpose) else phone.marketing,
        reveal=RevealForm(initial={"columns": ["mobile"]}),
        segment=segment_name(playbook, row.segment),
        closed=row.closed_on is not None and row.closed_on <= row.business_date,
        chips=chips(
            customer.place.reasons if customer.place else (),
            customer.events,
            aum=row.aum,
            cadence=Cadence(
                overdue_days=0 if _spoken_since(customer) else row.overdue_days,
                last_contact_on=row.last_contact_on,
            ),
            today=today,
            order=Order(familiar=row.familiar, segment=segment_name(playbook, row.segment)),
        ),
        ahead=tuple(line for line in lines if line.due_on >= today),
        noticed=tuple(line for line in lines if line.due_on < today),
        slices=_slices(customer),
        coverage=sections.coverage(customer, suits),
        rungs=sections.shown(rungs),
        due_90=sections.total(rungs, sections.NEAR),
        suits=suits,
        listed=happened.listed(customer.history, kind="", today=today),
        trend=sections.trend(points, today=today),
        history=history,
        place=placed.placed(
            customer, playbook, today=today, barred=held.nobody != "" and row.excluded_cause != "closed"
        ),
        tier=why.tier(row, playbook),
        segments=why.segments(customer, playbook),
        near=near.near(row, why.row_of(customer), playbook),
        playbook=playbook,
        times=sections.times(customer),
    )


def _spoken_since(customer: Customer) -> bool:
    """Say whether somebody spoke with the customer after the night that counts the days."""
    newest = (one.contact for one in customer.history.entries if one.contact is not None)
    return any(one.two_way and one.contact_on > customer.figures.business_date for one in newest)


def _events(customer: Customer, today: dt.date) -> tuple[EventLine, ...]:
    """Return tonight's events as lines, those maturities left out that the holdings tell from today on."""
    told = (one for one in customer.events if one.kind not in MATURITIES or one.due_on < today)
    lines = ((chip(event.kind, (event,), today=today), event) for event in told)
    return tuple(
        EventLine(chip=made, due_on=event.due_on, closes=event.event_id if event.open else "")
        for made, event in lines
        if made is not None
    )


def _slices(customer: Customer) -> tuple[Slice, ...]:
    assets = [part for part in customer.categories if part.code in ASSET_CATEGORIES and part.total > 0]
    total = sum(part.total for part in assets)
    found, start = [], 0.0
    for part in assets:
        width = float(part.total / total) * 100
        found.append(Slice(code=part.code, amount=part.total, start=round(start, 2), width=round(width, 2)))
        start += width
    return tuple(found)
