"""The audit's entries as lines of a table."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms

from tilth.access import personal
from tilth.access.audit import Event
from tilth.data.models import User
from tilth.domain.audit import entries
from tilth.domain.audit.entries import AuditEntry, Before, Entries
from tilth.domain.audit.latest import Chain
from tilth.kernel import dates
from tilth.policy.permissions import Action, Thing, may
from tilth.web.audit import words
from tilth.web.fields import whole

SHOWN = 3
"""Customers of one entry that a line names; the export names all."""


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry in words."""

    entry: AuditEntry
    action: str
    who: str
    role: str
    subject: str
    why: str
    customers: tuple[str, ...]
    others: int
    """Customers beyond those named."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One of the three questions with its answer."""

    kind: str
    """newest, customers or person."""
    form: forms.Form
    asked: bool
    """Whether a question was put, and could be read."""
    lines: tuple[Line, ...] = ()
    following: str = ""
    """What leads to the next page; empty at the end."""
    fields: tuple[tuple[str, str], ...] = ()
    """The question as it is sent again for the export."""
    chain: Chain | None = None
    exports: bool = False
    opens: bool = False
    """Whether a customer's number leads to the customer."""


def page(
    kind: str,
    form: forms.Form,
    actor: User,
    *,
    found: Entries | None,
    chain: Chain | None = None,
) -> Page:
    """Return the page of one question; `found` None: not asked yet, or not readable."""
    fields = _fields(form)
    return Page(
        kind=kind,
        form=form,
        asked=found is not None,
        lines=() if found is None else lines(found.items),
        following="" if found is None or found.following is None else _following(fields, found.following),
        fields=fields,
        chain=chain,
        exports=may(actor.role, Thing.AUDIT_ENTRY, Action.EXPORT),
        opens=may(actor.role, Thing.CUSTOMER, Action.VIEW),
    )


def lines(found: Iterable[AuditEntry]) -> tuple[Line, ...]:
    """Return entries in words."""
    items = list(found)
    paused = entries.paused(items)
    return tuple(_line(entry, paused.get(entry.subject_id, "")) for entry in items)


def place(text: str) -> Before:
    """Return the place after which a page begins; None where it does not read."""
    at, _, number = text.rpartition("_")
    moment, entry = dates.read_moment(at), whole(number)
    return None if moment is None or entry is None else (moment, entry)


def _line(entry: AuditEntry, paused: str) -> Line:
    subject = str(words.SUBJECTS.get(entry.subject_type, entry.subject_type))
    said = entry.subject_id if entry.subject_type == "page" else paused if entry.action == Event.PAUSE else ""
    return Line(
        entry=entry,
        action=str(words.ACTIONS.get(entry.action, entry.action)),
        who=entry.name or "",
        role=words.role(entry.role),
        subject=f"{subject} {said}".strip(),
        why=_why(entry),
        customers=entry.customers[:SHOWN],
        others=max(0, len(entry.customers) - SHOWN),
    )


def _why(entry: AuditEntry) -> str:
    known = words.REASONS.get(entry.why)
    return str(known) if known else personal.reason(entry.why, "".join(entry.customers[:1]))


def _fields(form: forms.Form) -> tuple[tuple[str, str], ...]:
    given = ((name, form.data.get(name, "")) for name in form.fields) if form.is_bound else ()
    return tuple((name, str(value)) for name, value in given if value)


def _following(fields: tuple[tuple[str, str], ...], place: tuple[dt.datetime, int]) -> str:
    return urlencode([*fields, ("before", f"{place[0].isoformat()}_{place[1]}")])
