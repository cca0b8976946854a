"""Head office reads and writes the library, compliance decides; whoever may takes an entry out."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tilth.access.checks import requires
from tilth.data.models import LibraryEntry
from tilth.domain import bank, days, guards
from tilth.domain.acting import Unclear
from tilth.domain.library import handbook, operations, queries, search
from tilth.domain.ordered import TURN
from tilth.kernel import dates, ids
from tilth.policy.codes import ENTRIES, ENTRY_STATES
from tilth.policy.library import REASONS, facts
from tilth.policy.permissions import Action, Thing, may
from tilth.web import fields, labels, shell
from tilth.web.desk import desk, refusals
from tilth.web.desk.acting import UNPROCESSABLE
from tilth.web.desk.desk import Desk
from tilth.web.library import forms, pages
from tilth.web.library.checked import checked
from tilth.web.library.forms import EntryForm
from tilth.web.library.pages import OWN, SHIPPED, Given

INDEX, FORM, ONE = "library/index.html", "library/form.html", "library/entry.html"
CHECK = "library/check.html"
QUERY = 60
"""Characters of a search."""
MOST = 2000
"""Characters that are checked at once."""


@require_safe
@requires((Thing.LIBRARY, Action.VIEW))
def index(request: HttpRequest) -> HttpResponse:
    """List the bank's own entries by kind, reason and state, or the lines of the playbook.

    Who neither writes nor decides reads what can be said today.
    """
    frame = shell.of(request, "library")
    if frame.generation is None:
        return shell.page(request, INDEX, shell=frame, page=None)
    actor, day = frame.actor, frame.today
    keeps = may(actor.role, Thing.LIBRARY, Action.LIST)
    given = _given(request) if keeps else replace(_given(request), state="in_force")
    waiting = queries.waiting(actor) if keeps else 0
    if given.source == SHIPPED:
        rules = bank.playbook_of(frame.generation.business_date)
        page = pages.shipped(rules, given, actor=actor, waiting=waiting, day=day)
        return shell.page(request, INDEX, shell=frame, page=page)
    if given.q:
        hits = search.find(actor, given.q, kind=given.kind, day=day)
        page = pages.met(hits, given, actor=actor, waiting=waiting, day=day)
        return shell.page(request, INDEX, shell=frame, page=page)
    after = ids.read(fields.text_of(request.GET, "after"))
    found = queries.page(
        kind=given.kind,
        about=given.about,
        state=given.state,
        day=day,
        after=after,
        sort=given.sort,
        words=pages.words(),
    )
    page = pages.page(found, given, actor=actor, waiting=waiting, day=day, first=after is None)
    return shell.page(request, INDEX, shell=frame, page=page)


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.LIBRARY, Action.VIEW))
def check(request: HttpRequest) -> HttpResponse:
    """Read a text as everything that is said to customers is read; nothing of it is kept."""
    at = desk.at(request, "library")
    text = fields.text_of(request.POST, "text")[:MOST]
    return shell.page(request, CHECK, shell=at.frame, page=checked(text, at.playbook.wording))


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.LIBRARY, Action.CREATE))
def add(request: HttpRequest, kind: str) -> HttpResponse:
    """Write an entry, from nothing or from one that is there."""
    if kind not in ENTRIES:
        raise Http404
    at = desk.at(request, "library")
    if request.method != "POST":
        return _form(request, at, EntryForm(kind=kind, rules=at.playbook, initial=_begun(request, at)))
    form = EntryForm(request.POST, kind=kind, rules=at.playbook)
    send = request.POST.get("do") == "send"
    if not form.is_valid():
        return _form(request, at, form)
    try:
        row = operations.write(
            at.who_sends(form.sending),
            form.written(),
            instead=form.replaces,
            of=form.cleaned_data.get("of"),
            send=send,
        )
    except Unclear as error:
        form.add_error(None, refusals.said(error, today=at.frame.today))
        return _form(request, at, form)
    said = _("Sent: it is said in calls once somebody else has approved it.")
    messages.success(request, said if send else _("Kept as a draft: nobody says it yet."))
    return redirect("library_entry", row.pk)


@require_safe
@requires((Thing.LIBRARY, Action.VIEW))
def entry(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Show one entry, who wrote it, who decided, and what can be done about it."""
    return _one(request, desk.at(request, "library"), entry)


@require_POST
@requires((Thing.LIBRARY, Action.CREATE))
def send(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Send an own draft for approval."""
    said = _("Sent: it is said in calls once somebody else has approved it.")
    return _acted(request, entry, lambda at: operations.send(at.who, entry), said)


@require_POST
@requires((Thing.LIBRARY, Action.UPDATE))
def decide(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Approve an entry of somebody else, or decline it."""
    approve, why = request.POST.get("do") == "approve", fields.text_of(request.POST, "why")
    said = _("Approved: it is said from its first day on, in openings from the next night.")
    if not approve:
        said = _("Declined: whoever wrote it reads why.")
    return _acted(request, entry, lambda at: operations.decide(at.who, entry, approve=approve, why=why), said)


@require_POST
@requires((Thing.LIBRARY, Action.LIST))
def end(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Take an entry out."""
    said = _("Taken out: nobody is shown it any more.")
    return _acted(request, entry, lambda at: operations.end(at.who, entry), said)


def _acted(request: HttpRequest, entry: UUID, act: Callable[[Desk], LibraryEntry], said: str) -> HttpResponse:
    """Do it and go back to the entry, or show it again with why not."""
    at = desk.at(request, "library")
    try:
        act(at)
    except guards.NotAllowedError:
        raise PermissionDenied from None
    except Unclear as error:
        told = refusals.said(error, today=at.frame.today)
        return _one(request, at, entry, refused=told, status=UNPROCESSABLE)
    messages.success(request, said)
    return redirect("library_entry", entry)


def _one(
    request: HttpRequest, at: Desk, entry: UUID, *, refused: str = "", status: int = 200
) -> HttpResponse:
    row = queries.one(entry)
    if row is None:
        raise Http404
    versions, on = queries.versions(row), dates.read_day(fields.text_of(request.GET, "on"))
    page = pages.one(
        row,
        actor=at.actor,
        rules=at.playbook,
        day=at.frame.today,
        versions=versions,
        on=on,
        then=queries.on(versions, on, zone=days.ZONE) if on else None,
        kept=bool(handbook.marked(at.actor, [row.pk])),
        refused=refused,
    )
    return shell.page(request, ONE, shell=at.frame, page=page, status=status)


def _form(request: HttpRequest, at: Desk, form: EntryForm) -> HttpResponse:
    about = str(form["about"].value() or REASONS[-1]) if "about" in form.fields else REASONS[-1]
    allowed = " ".join(f"{{{one}}}" for one in facts(form.kind, about))
    more: dict[str, Any] = {"form": form, "allowed": allowed, "kind": labels.label("entry", form.kind)}
    more["about"] = forms.reason(about) if about in REASONS else ""
    more["spoken"] = form.kind in queries.SAID
    status = UNPROCESSABLE if form.errors else 200
    return shell.page(request, FORM, shell=at.frame, page=form, status=status, **more)


def _begun(request: HttpRequest, at: Desk) -> dict[str, Any]:
    """Return what a new form holds: the reason of the address, or all of an entry that is there."""
    begun = ids.read(fields.text_of(request.GET, "from"))
    row = queries.one(begun) if begun else None
    if row is not None:
        mine = row.written_by_id == at.actor.pk and row.state_on(at.frame.today) == "draft"
        renews = bool(row.approved) and fields.text_of(request.GET, "as") == "version"
        more: dict[str, Any] = {"instead": row.pk} if mine else {"of": row.pk} if renews else {}
        return forms.of(row) | more
    about = fields.text_of(request.GET, "about")
    return {"about": about if about in REASONS else REASONS[-1], "valid_from": at.frame.today}


def _given(request: HttpRequest) -> Given:
    def chosen(name: str, known: tuple[str, ...]) -> str:
        told = fields.text_of(request.GET, name)
        return told if told in known else ""

    return Given(
        kind=chosen("kind", tuple(ENTRIES)),
        about=chosen("about", REASONS),
        state=chosen("state", tuple(ENTRY_STATES)),
        source=chosen("from", (SHIPPED,)) or OWN,
        q=fields.text_of(request.GET, "q")[:QUERY],
        sort=chosen("sort", tuple(f"{way}{code}" for code in queries.SORTS for way in ("", TURN))),
    )
