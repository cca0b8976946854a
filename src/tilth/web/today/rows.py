"""The names of a list as the page shows them: reasons, opening, purpose; or only the place of a name held."""

import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.html import format_html
from django.utils.translation import gettext as _

from tilth.domain import guards
from tilth.domain.call_lists.model import Day, ListEntry, Met
from tilth.domain.tasks.queries import Promise
from tilth.policy.playbook import Playbook
from tilth.policy.vocabulary import SIDES, TOP_AUM
from tilth.web import labels, segment_words
from tilth.web.format.languages import language
from tilth.web.format.moments import marked, moment
from tilth.web.reasons import noticed, worth
from tilth.web.reasons.chips import Cadence, Chip, Order, chips
from tilth.web.reasons.purposes import of_name
from tilth.web.reasons.said import said
from tilth.web.segment_words import segment_name
from tilth.web.today import held

CHIPS = 4
"""Reasons that a row shows at once; the others open."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One name as the page shows it."""

    entry: ListEntry
    place: str
    """Where it stands: its rank; on the list of somebody stood in for with that list's number before it."""
    chips: tuple[Chip, ...]
    more: tuple[Chip, ...]
    """Reasons beyond the first ones."""
    segment: str
    near: str
    """How sure an assumed segment is."""
    opening: str
    purpose: str
    """What a call is most likely for."""
    points: str
    """What it is worth, and every term of that; empty in the documents' order."""
    terms: str
    now: bool
    wrong: str
    """Since when and by whom the number shown is marked wrong; empty for one that can be called."""
    undoable: bool
    """The actor may still take the result back."""
    mark: str
    """What the page sends back to say that it shows this name as it is."""


@dataclass(frozen=True, kw_only=True)
class Held:
    """A name that the asking page shows as it is: it stays, only its place is said."""

    spot: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What all names of one list have in common."""

    day: Day
    playbook: Playbook
    today: dt.date
    before: str = ""
    """What stands before the ranks of the list of somebody stood in for."""
    held: Mapping[str, str] = field(default_factory=dict)
    """Place → mark of the names that the asking page shows already."""

    @functools.cached_property
    def places(self) -> Mapping[str, int]:
        """Customer → place among the names of the side that only its order brought up."""
        return _places(self.day)

    def names(self, entries: Iterable[ListEntry], *, now: ListEntry | None = None) -> tuple[Row | Held, ...]:
        """Return names to call, `now` the current one; of those held by the asking page their place alone."""
        return tuple(self._name(entry, now=entry is now) for entry in entries)

    def done(self, entries: Iterable[ListEntry]) -> tuple[Row, ...]:
        """Return names that have their result."""
        return tuple(self._row(entry, now=False, mark="") for entry in entries)

    def _name(self, entry: ListEntry, *, now: bool) -> Row | Held:
        spot = "now" if now else f"rank-{self.before}{entry.rank}"
        mark = self._mark(entry, now=now)
        return Held(spot=spot) if self.held.get(spot) == mark else self._row(entry, now=now, mark=mark)

    def _mark(self, entry: ListEntry, *, now: bool) -> str:
        place = self.places.get(entry.customer_id, 0)
        reached = entry.later is not None and entry.later.reached(self.day.now)
        told = entry.worth is not None and self.playbook.openings.named(entry.worth.opening) is not None
        return held.mark(entry, now, place, reached, self.today, self.playbook.version, told, language())

    def _row(self, entry: ListEntry, *, now: bool, mark: str) -> Row:
        segment = segment_name(self.playbook, entry.segment)
        found = self._reasons(entry, segment)
        return Row(
            entry=entry,
            place=f"{self.before}{entry.rank}",
            chips=found[:CHIPS],
            more=found[CHIPS:],
            segment=segment,
            near=segment_words.assumed(
                far=entry.segment_distance,
                second=segment_name(self.playbook, entry.segment_second),
                second_far=entry.segment_second_distance,
            ),
            opening=said(entry, self.playbook, today=self.today),
            purpose=of_name(
                entry.reasons,
                familiar=entry.side == "familiar",
                signals=entry.signals,
                worth=entry.worth,
            ),
            points=worth.points(entry.worth) if entry.worth else "",
            terms=worth.sentence(entry.worth) if entry.worth else "",
            now=now,
            wrong=marked(entry.wrong, today=self.today, language=language()),
            undoable=_undoable(entry, self.day),
            mark=mark,
        )

    def _reasons(self, entry: ListEntry, segment: str) -> tuple[Chip, ...]:
        place = self.places.get(entry.customer_id, 0)
        talked = entry.done is not None and entry.done.spoken
        return (
            *_put_off(entry, self.day, self.today),
            *_met(entry.met, self.today),
            *promised(entry.promise, self.today),
            *chips(
                entry.reasons,
                entry.events,
                aum=entry.aum,
                cadence=Cadence(
                    overdue_days=0 if talked else entry.overdue_days,
                    last_contact_on=entry.last_contact_on,
                    due=entry.worth is not None and "cadence_overdue" in entry.reasons and not talked,
                ),
                first=entry.worth.kind if entry.worth else "",
                signals=noticed.by_kind(entry.signals, self.playbook, today=self.today),
                today=self.today,
                order=Order(familiar=entry.side == "familiar", segment=segment, place=place),
            ),
        )


def _places(day: Day) -> dict[str, int]:
    """Return customer → place among the names of the side that only its order brought up."""
    passed = dict.fromkeys(SIDES, 0)
    found = {}
    for entry in sorted(day.entries, key=lambda one: one.rank):
        if TOP_AUM in entry.reasons:
            passed[entry.side] += 1
            found[entry.customer_id] = passed[entry.side]
    return found


def _put_off(entry: ListEntry, day: Day, today: dt.date) -> tuple[Chip, ...]:
    """Return the chip of a call put off; it says so when its moment has come."""
    if entry.later is None:
        return ()
    told = moment(entry.later, today=today, language=language())
    if entry.later.reached(day.now):
        text = format_html(_("Call now: agreed for <b>{moment}</b>"), moment=told)
        return (Chip(tone="late", icon="calendar-time", text=text),)
    return (
        Chip(tone="", icon="calendar-time", text=format_html(_("Put off to <b>{moment}</b>"), moment=told)),
    )


def _met(met: Met | None, today: dt.date) -> tuple[Chip, ...]:
    """Return the chip of an appointment of which it was said today whether the customer came."""
    if met is None:
        return ()
    told = moment(met, today=today, language=language())
    result = labels.label("meeting", met.came)
    text = format_html(_("Appointment <b>{moment}</b>: {result}"), moment=told, result=result)
    came = met.came == "came"
    return (Chip(tone="ok" if came else "late", icon="circle-check" if came else "circle-x", text=text),)


def promised(promise: Promise | None, today: dt.date) -> tuple[Chip, ...]:
    """Return the chip of a promise that stands open: late when its day has passed."""
    if promise is None:
        return ()
    told = moment(promise, today=today, language=language())
    what = labels.label("task", promise.kind)
    if promise.kind != "appointment":
        what = labels.step(promise.step, promise.text)
    said = _("Promised <b>{moment}</b>: {what}") if promise.given else _("Planned <b>{moment}</b>: {what}")
    text = format_html(said, moment=told, what=what)
    return (Chip(tone="late" if promise.late(today) else "due", icon="bookmark", text=text),)


def _undoable(entry: ListEntry, day: Day) -> bool:
    made_at = None
    if entry.done is not None:
        made_at = entry.done.contacted_at if entry.done.mine else None
    elif entry.skipped is not None:
        made_at = entry.skipped.made_at if entry.skipped.mine else None
    return made_at is not None and day.now - made_at <= guards.UNDO
