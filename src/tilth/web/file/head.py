"""What stands above every tab: who it is, what counts most about the customer, and what to do first."""

import datetime as dt
from dataclasses import dataclass

from tilth.data.models import PublishedCustomer
from tilth.domain.customers.queries import Place
from tilth.domain.library import queries as library
from tilth.domain.numbers import queries as numbers
from tilth.domain.signals import queries as signals
from tilth.domain.staff import queries as staff
from tilth.domain.tiers.distance import Way
from tilth.domain.wishes.queries import Wish
from tilth.policy import codes, masks
from tilth.policy.levels.codes import FIRST, LEVELS, place
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.playbook import Playbook
from tilth.policy.playbook.grading import COMPLAINT
from tilth.web import labels
from tilth.web.contact_gate.answers import Answer, GateAnswers
from tilth.web.contacts import told
from tilth.web.desk.rights import Rights
from tilth.web.file.reading import Reading
from tilth.web.format.languages import language
from tilth.web.reasons.chips import Cadence, Chip, Order, chips
from tilth.web.reasons.noticed import by_kind
from tilth.web.reasons.openings import Called
from tilth.web.reasons.purposes import of_name, urgent
from tilth.web.reasons.said import said
from tilth.web.segment_words import assumed, segment_name


@dataclass(frozen=True, kw_only=True)
class HeadLevel:
    """The level of the relationship as the head tells it."""

    name: str
    height: int
    """1 to 5."""
    target: str
    """The level aimed at; empty without a target."""
    by: dt.date | None


@dataclass(frozen=True, kw_only=True)
class Head:
    """The head of one customer's file."""

    figures: PublishedCustomer
    can: Rights
    age: int | None
    """Whole years; of one's own customers only."""
    birthday: str
    """Month and day; the year is shown to nobody."""
    owner: str
    """Who keeps the customer; empty where nobody does."""
    segment: str
    near: str
    """How sure an assumed segment is."""
    following: str
    """The tier above; empty in the highest."""
    lift: Way | None
    """What lifts into it, where a mean tiers; None where the gap says it all, or nobody can tell."""
    key: bool
    """A key customer: a special treatment stands."""
    leaving: tuple[str, ...]
    """Of a key customer the signs of leaving that stand, in words (LIFE-07)."""
    closed: bool
    legally_held: bool
    """Under a legal hold, for those who may know."""
    held: GateAnswers
    wishes: tuple[Wish, ...]
    avoid: tuple[str, ...]
    address: str
    """How the customer likes to be addressed; empty where nobody asked."""
    place: Place | None
    chips: tuple[Chip, ...]
    opening: str
    """What to begin with; empty where nobody may contact the customer."""
    number: str
    """Field of the number to call first; empty where there is none."""
    call: Answer
    """What the gate would say to a call for the likely purpose."""
    level: HeadLevel | None
    """How far the relationship has come; None for who may not read it."""
    purpose: str
    purposes: tuple[tuple[str, str], ...]
    """Code and word of every purpose, to choose another from."""


def head(of: Reading) -> Head:
    """Return the head; what a tab has read already is not asked for again."""
    row, playbook = of.figures, of.at.playbook
    reasons = of.place.reasons if of.place else urgent(dict.fromkeys(one.kind for one in of.events), playbook)
    purpose = of_name(reasons, familiar=row.familiar, signals=of.listed_for, worth=of.worth)
    phone = of.held.phone
    return Head(
        figures=row,
        can=of.can,
        age=age(row),
        birthday=masks.birthday(row.birth_date) if row.kind == "person" else "",
        owner=staff.name(row.rm_id, of.at.generation),
        segment=segment_name(playbook, row.segment),
        near=_near(row, playbook),
        following=following(row, playbook),
        lift=_lift(of),
        key=of.key,
        leaving=_leaving(of),
        closed=row.closed_by(row.business_date),
        legally_held=row.legally_held and may(of.at.actor.role, Thing.HOLD, Action.VIEW),
        held=of.held,
        wishes=of.wishes,
        avoid=of.earlier.avoided(of.times.avoid if of.times else ()),
        address=of.earlier.address,
        place=of.place,
        chips=_chips(of),
        opening="" if of.held.nobody else _opening(of, reasons),
        number=numbers.usable(row, row.wrong_numbers),
        call=phone.service if playbook.contact.is_service(purpose) else phone.marketing,
        level=_level(of),
        purpose=purpose,
        purposes=tuple((code, labels.label("purpose", code)) for code in codes.PURPOSES),
    )


def _level(of: Reading) -> HeadLevel | None:
    standing = of.standing
    if standing is None:
        return None
    code, target = standing.step.reached if standing.step else FIRST, standing.target
    return HeadLevel(
        name=LEVELS[code].told(language()),
        height=place(code) + 1,
        target=LEVELS[target.level].told(language()) if target else "",
        by=target.due_on if target else None,
    )


def age(row: PublishedCustomer) -> int | None:
    """Return whole years on the business date; None for companies and unknown birth dates."""
    born, day = row.birth_date, row.business_date
    if born is None or row.kind != "person":
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def following(row: PublishedCustomer, playbook: Playbook) -> str:
    """Return the tier above the customer's; empty in the highest."""
    return next((band.code for band in playbook.tiers.bands if band.floor > row.tier_basis), "")


def _lift(of: Reading) -> Way | None:
    """Return the way into the next tier that is told, where a mean of several days tiers."""
    if of.at.playbook.tiers.window == 1 or of.distance is None or of.distance.rising is None:
        return None
    return of.distance.rising.told


def _leaving(of: Reading) -> tuple[str, ...]:
    """Return the signs that a key customer may leave, in the order of the playbook; none of anybody else."""
    if not of.key:
        return ()
    told = {one.kind for one in of.events} | {one.kind for one in signals.still_open(of.noticed)}
    late = {"cadence_overdue"} if of.figures.overdue_days and not _spoken_since(of) else set()
    if any(one.kind == COMPLAINT and one.holds(of.at.frame.today) for one in of.history.stops):
        late.add(COMPLAINT)
    signs = (kind for kind in of.at.playbook.grading.leaving if kind in told | late)
    return tuple(labels.label("suppression" if kind == COMPLAINT else "reason", kind) for kind in signs)


def _spoken_since(of: Reading) -> bool:
    """Say whether somebody spoke with the customer after the night."""
    spoken = spoken_on(of)
    return spoken is not None and spoken > of.figures.business_date


def _near(row: PublishedCustomer, playbook: Playbook) -> str:
    second = segment_name(playbook, row.segment_second)
    return assumed(far=row.segment_distance, second=second, second_far=row.segment_second_distance)


def spoken_on(of: Reading) -> dt.date | None:
    """Return when anybody last spoke with the customer, be it after the night."""
    return max((*of.history.two_way_on, *filter(None, (of.figures.last_contact_on,))), default=None)


def _chips(of: Reading) -> tuple[Chip, ...]:
    row, since = of.figures, _spoken_since(of)
    late = 0 if since else row.overdue_days
    reasons = of.place.reasons if of.place else ()
    due = of.worth is not None and "cadence_overdue" in reasons and not since
    return chips(
        reasons,
        of.events,
        aum=row.aum,
        cadence=Cadence(overdue_days=late, last_contact_on=row.last_contact_on, due=due),
        first=of.worth.kind if of.worth else "",
        signals=by_kind(of.listed_for, of.at.playbook, today=of.at.frame.today),
        today=of.at.frame.today,
        order=Order(familiar=row.familiar, segment=segment_name(of.at.playbook, row.segment)),
    )


def _opening(of: Reading, reasons: tuple[str, ...]) -> str:
    """Return what to begin with, as the list says it."""
    today = of.at.frame.today
    called = Called(
        reasons=reasons,
        events=of.events,
        side="familiar" if of.figures.familiar else "unfamiliar",
        promise=told.first(told.lines(of.promises, today=today)),
        spoken_on=spoken_on(of),
        signals=of.listed_for,
        worth=of.worth,
    )
    chosen = () if of.worth is None else (of.worth.opening,)
    return said(called, library.with_named(of.at.playbook, chosen, day=today), today=today)
