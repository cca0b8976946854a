"""The contact points of a customer: what stands, which of a kind comes first, and the form that is open."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms

from tilth.access.ahead import Asked
from tilth.data.models import ContactPoint, PublishedCustomer
from tilth.domain import guards, subjects
from tilth.domain.contact_points import queries
from tilth.domain.contact_points.queries import Points
from tilth.kernel import ids
from tilth.policy import best_times, masks
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects.contact_point import CONTACT_POINT, KINDS, PLACES, SOURCES
from tilth.web import fields
from tilth.web.act_form import ActForm
from tilth.web.desk import drafts
from tilth.web.desk.desk import Desk
from tilth.web.file.reading import Reading
from tilth.web.format import hours
from tilth.web.format.languages import language

if TYPE_CHECKING:
    from collections.abc import Mapping

_NEW, _ASKED = "new", "point"
"""What the address says of a form that stands open: for a new one, else for the number of a record."""
_CORE = ("mobile", "phone", "email", "address")
SHOWN = 10
"""Contact points of before that stand on the page."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """One contact point as the page shows it."""

    id: UUID
    kind: str
    place: str
    shown: str
    """Behind its mask."""
    first: bool
    """Of its kind it comes first."""
    preferred: bool
    """Somebody said so."""
    source: str
    learned_on: dt.date
    by: str
    valid_until: dt.date | None
    ended_on: dt.date | None
    best: tuple[tuple[str, str], ...]
    """Weekday, and the hours at which it reaches the customer best."""
    note: str
    undo: bool
    """The reader has just written it and may take it back."""
    open: bool
    """The form that corrects it stands open."""


@dataclass(frozen=True, kw_only=True)
class ContactPoints:
    """What people were told of how to reach a customer."""

    rows: tuple[Row, ...]
    before: tuple[Row, ...]
    core_first: frozenset[str]
    """Of which kinds what the core system says comes first."""
    writes: bool
    adding: bool
    form: ActForm | None
    draft: str
    """Name of the draft that the browser keeps while the form is written."""


def asked(at: Desk, customer_id: str) -> tuple[Asked[Any], ...]:
    """Return what `contact_points` asks, to be sent together with other reads."""
    if not may(at.actor.role, Thing.CONTACT_POINT, Action.LIST):
        return ()
    return (queries.asked(at.actor, at.generation, customer_id=customer_id),)


def contact_points(of: Reading) -> ContactPoints | None:
    """Return the contact points to whoever may read them; one query."""
    role = of.at.actor.role
    if not may(role, Thing.CONTACT_POINT, Action.LIST):
        return None
    found = queries.of_customer(of.at.actor, of.at.generation, **of.known, today=of.at.frame.today)
    writes = may(role, Thing.CONTACT_POINT, Action.CREATE) and of.figures.one_with is None
    form, about = _form(of, found) if writes else (None, "")
    first = {kind: queries.first(found.holds, kind, of_core=kind in _of_core(of.figures)) for kind in KINDS}
    return ContactPoints(
        rows=tuple(_row(of, one, first=first[one.kind] is one, about=about) for one in found.holds),
        before=tuple(_row(of, one, first=False, about="") for one in found.before[:SHOWN]),
        core_first=frozenset(kind for kind in _of_core(of.figures) if first[kind] is None),
        writes=writes,
        adding=form is not None and about == _NEW,
        form=form,
        draft=drafts.name(of.at.actor, of.figures.customer_id, f"point-{about}") if form else "",
    )


def _of_core(row: PublishedCustomer) -> frozenset[str]:
    """Return the kinds of which the core system has one that is not marked wrong."""
    return frozenset(kind for kind in _CORE if getattr(row, kind) and kind not in row.wrong_numbers)


def _row(of: Reading, one: ContactPoint, *, first: bool, about: str) -> Row:
    held: Mapping[str, Any] = vars(one)
    code = language()
    return Row(
        id=one.pk,
        kind=KINDS[one.kind].told(code),
        place=PLACES[one.place].told(code),
        shown=masks.contact_point(one.value),
        first=first,
        preferred=one.preferred_at is not None,
        source=SOURCES[one.source].told(code),
        learned_on=one.learned_on,
        by=held["by"],
        valid_until=one.valid_until,
        ended_on=one.outdated_on,
        best=hours.by_weekday(best_times.windows(one.best_days, one.best_from, one.best_until)),
        note=one.note,
        undo=held["made_by_id"] == of.at.actor.pk and of.at.who.at - one.made_at <= guards.UNDO,
        open=about == str(one.pk),
    )


def _form(of: Reading, found: Points) -> tuple[ActForm | None, str]:
    """Return the form that stands open and what it is about: a new one, or which record it corrects."""
    wrong = (
        of.wrong if isinstance(of.wrong, ActForm) and of.wrong.code == f"{CONTACT_POINT.name}_tell" else None
    )
    if wrong is not None:
        instead = str(wrong.data.get("instead") or "").strip()
        there = any(str(one.pk) == instead for one in found.holds)
        return _dressed(wrong), instead if there else _NEW
    about = fields.text_of(of.given, _ASKED)
    key = ids.read(about)
    one = next((one for one in found.holds if one.pk == key), None)
    if one is None and about != _NEW:
        return None, ""
    [act] = [one for one in subjects.acts(CONTACT_POINT) if not one.of_row]
    form = ActForm(act, today=of.at.frame.today)
    form.initial = {**form.initial, **_initial(one)}
    return _dressed(form), _NEW if one is None else str(one.pk)


def _initial(one: ContactPoint | None) -> dict[str, Any]:
    """Return what the form begins with: of a record all but its value, which only an unmasking shows."""
    if one is None:
        return {"place": "home", "source": "customer"}
    return {
        "kind": one.kind,
        "place": one.place,
        "source": one.source,
        "note": one.note,
        "valid_until": one.valid_until,
        "best_days": one.best_days,
        "best_from": one.best_from,
        "best_until": one.best_until,
        "instead": str(one.pk),
    }


def _dressed(form: ActForm) -> ActForm:
    """Give the form fields of one line, and hide which record it corrects."""
    for name in ("value", "postcode", "note"):
        form.fields[name].widget = forms.TextInput(attrs={"class": "form-control", "autocomplete": "off"})
    form.fields["value"].widget.attrs["autofocus"] = True
    form.fields["instead"].widget = forms.HiddenInput()
    return form
