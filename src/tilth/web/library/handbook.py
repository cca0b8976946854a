"""The sales handbook of one person: entries in an order of their own, and on paper (PROD-13)."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tilth.access.checks import requires
from tilth.data.models import HandbookMark, LibraryEntry
from tilth.domain.acting import Unclear, Who
from tilth.domain.library import handbook
from tilth.kernel import ids
from tilth.policy.permissions import Action, Thing
from tilth.policy.playbook import Playbook
from tilth.web import fields, labels, shell
from tilth.web.desk import desk, refusals
from tilth.web.library import pages
from tilth.web.library.pages import TONES

INDEX, PAPER = "library/handbook.html", "library/handbook_print.html"


@dataclass(frozen=True, kw_only=True)
class Kept:
    """One entry of a handbook."""

    row: LibraryEntry
    kind: str
    says: tuple[str, ...]
    """What it is called, in the reader's language; on paper in both where asked."""
    text: tuple[str, ...]
    details: tuple[tuple[str, str], ...]
    state: str
    tone: str
    lapsed: bool


@dataclass(frozen=True, kw_only=True)
class Book:
    """A handbook."""

    lines: tuple[Kept, ...]
    both: bool = False

    @property
    def lapsed(self) -> int:
        """How many entries are not in use any more."""
        return sum(one.lapsed for one in self.lines)


@require_safe
@requires((Thing.LIBRARY, Action.VIEW))
def index(request: HttpRequest) -> HttpResponse:
    """Show one's own handbook: what has lapsed is shown as lapsed."""
    frame = shell.of(request, "library")
    page = None
    if frame.generation is not None:
        at = desk.at(request, "library")
        page = Book(lines=_lines(handbook.of(at.actor), at.playbook, at.frame.today, both=False))
    return shell.page(request, INDEX, shell=frame, page=page)


@require_safe
@requires((Thing.LIBRARY, Action.VIEW))
def paper(request: HttpRequest) -> HttpResponse:
    """Show what is printed of the handbook: the chosen, or all; in both languages where asked."""
    at = desk.at(request, "library")
    asked = {key for one in request.GET.getlist("one") if (key := ids.read(one)) is not None}
    both = fields.text_of(request.GET, "both") == "1"
    rows = handbook.chosen(at.actor, asked, day=at.frame.today)
    page = Book(lines=_lines(rows, at.playbook, at.frame.today, both=both), both=both)
    return shell.page(request, PAPER, shell=at.frame, page=page)


@require_POST
@requires((Thing.LIBRARY, Action.VIEW))
def change(request: HttpRequest, entry: UUID) -> HttpResponse:
    """Put an entry in, take it out, or let it change places with its neighbour."""
    do, at = fields.text_of(request.POST, "do"), desk.at(request, "library")
    try:
        _do(at.who, entry, do)
    except Unclear as error:
        messages.error(request, refusals.said(error, today=at.frame.today))
        return redirect("handbook")
    if do == "add":
        messages.success(request, _("It stands in your handbook."))
    return redirect("library_entry", entry) if do == "add" else redirect("handbook")


def _do(who: Who, entry: UUID, do: str) -> None:
    if do == "add":
        handbook.add(who, entry)
    elif do == "remove":
        handbook.remove(who, entry)
    elif do in ("up", "down"):
        handbook.move(who, entry, up=do == "up")


def _lines(rows: tuple[HandbookMark, ...], rules: Playbook, day: dt.date, *, both: bool) -> tuple[Kept, ...]:
    return tuple(_line(one.entry, rules, day, both=both) for one in rows)


def _line(row: LibraryEntry, rules: Playbook, day: dt.date, *, both: bool) -> Kept:
    state = row.state_on(day)
    return Kept(
        row=row,
        kind=labels.label("entry", row.kind),
        says=pages.spoken(row.says_zh, row.says_en, both=both),
        text=pages.spoken(row.text_zh, row.text_en, both=both),
        details=pages.detail(row, rules),
        state=labels.label("entry_state", state),
        tone=TONES.get(state, ""),
        lapsed=state != "in_force",
    )
