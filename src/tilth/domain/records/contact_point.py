"""What people do with contact points: write one down, let it come first, end it (PROF-03)."""

import datetime as dt
from typing import Annotated

from tilth.data.models import ContactPoint
from tilth.domain.acting import Acting, Unclear
from tilth.domain.acts import adds, changes
from tilth.domain.arguments import Note, OneOf
from tilth.domain.told import contact_point as told
from tilth.domain.told.past import outdated
from tilth.kernel.sentences import marked as _
from tilth.policy.best_times import BEST_DAYS
from tilth.policy.subjects.contact_point import CONTACT_POINT, KINDS, PLACES, SOURCES
from tilth.policy.words import Words


@adds(CONTACT_POINT, Words("Add a contact point", "登记联系方式"))
def tell(  # noqa: PLR0913 - one contact point, told in keywords
    at: Acting,
    *,
    kind: Annotated[str, OneOf(KINDS)],
    place: Annotated[str, OneOf(PLACES)] = "home",
    value: Note,
    postcode: Annotated[Note, Words("Postal code", "邮编")] = "",
    first: Annotated[bool, Words("Comes first of its kind", "设为首选")] = False,
    source: Annotated[str, OneOf(SOURCES)] = "customer",
    learned_on: dt.date | None = None,
    valid_until: dt.date | None = None,
    best_days: Annotated[str, OneOf(BEST_DAYS)] = "",
    best_from: dt.time | None = None,
    best_until: dt.time | None = None,
    note: Note = "",
    instead: Annotated[str, Words("In place of", "取代")] = "",
) -> ContactPoint:
    """Write down by what the customer is reached; `instead` is the number of the record that it corrects."""
    if (sent := at.again(ContactPoint)) is not None:
        return sent
    found, learned = told.written_as(kind, value, postcode), learned_on or at.today
    _check_days(at, learned, valid_until)
    there = told.of_customer(at)
    before = told.corrected(there, instead)
    told.check_hours(best_from, best_until)
    told.unknown(at, there, kind, found, but=before.pk if before else None)
    row = ContactPoint(kind=kind, place=place, value=found, postcode=postcode, note=note, source=source)
    row.number_index, row.learned_on, row.valid_until = told.index_of(kind, found), learned, valid_until
    row.best_days, row.best_from, row.best_until = best_days, best_from, best_until
    row.replaces = before.pk if before else None
    still = before.preferred_at if before and before.kind == kind else None
    row.preferred_at = at.who.at if first else still
    return at.write(row)


@changes(CONTACT_POINT, ContactPoint, Words("Comes first", "设为首选"))
def prefer(at: Acting, point: ContactPoint) -> ContactPoint:
    """Let it come first of its kind, also before what the core system says."""
    told.stands(at, point)
    point.preferred_at = at.who.at
    return at.changed(point)


@changes(CONTACT_POINT, ContactPoint, Words("No longer first", "不再首选"))
def step_back(at: Acting, point: ContactPoint) -> ContactPoint:
    """Let the one before it, or what the core system says, come first again."""
    told.stands(at, point)
    point.preferred_at = None
    return at.changed(point)


@changes(CONTACT_POINT, ContactPoint, Words("Works no more", "已失效"))
def outdate(at: Acting, point: ContactPoint) -> ContactPoint:
    """Say that it does not work any more; it stays to be read."""
    told.stands(at, point)
    return outdated(at, point)


def _check_days(at: Acting, learned: dt.date, until: dt.date | None) -> None:
    if learned > at.today:
        raise Unclear(_("It was learned today or before."))
    if until is not None and until < at.today:
        raise Unclear(_("This day is past: leave it empty, or name a later one."))
