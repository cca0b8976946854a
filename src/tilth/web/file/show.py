"""Show one tab of a customer's file: the whole page, or with htmx the tab alone under its head."""

from dataclasses import dataclass
from urllib.parse import quote

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from tilth.access.ahead import together
from tilth.data.models import PublishedCustomer
from tilth.domain.customers import queries
from tilth.web import fields, shell
from tilth.web.desk.acting import UNPROCESSABLE, Again, error_of
from tilth.web.desk.desk import Desk, note_view
from tilth.web.desk.forms import CustomerForm
from tilth.web.file import saved, tabs
from tilth.web.file.head import Head, head
from tilth.web.file.reading import Reading, asked_of_head
from tilth.web.file.tabs import Part, Tab
from tilth.web.palette import recent

LONGEST = 64
PANEL = "file"
"""The part of the page that a click on a tab replaces."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One tab of one customer's file."""

    figures: PublishedCustomer
    tab: Tab
    tabs: tuple[Tab, ...]
    parts: tuple[Part, ...]
    head: Head | None
    """None where the head stands on the page already."""
    done: bool
    error: str
    merged: str = ""
    """The number from which the reader was led here."""


def show(  # noqa: PLR0913 - one tab in its states
    request: HttpRequest,
    at: Desk,
    customer_id: str,
    code: str,
    *,
    wrong: forms.Form | None = None,
    error: str = "",
) -> HttpResponse:
    """Show a tab; a customer out of sight does not exist here: Http404."""
    tab, beside = tabs.of(code), is_panel(request)
    of_head = () if beside else asked_of_head(at, customer_id)
    with together(*tab.asked(at, customer_id), *of_head):
        seen = at.seen(customer_id)
        if (survivor := _survivor(request, at, seen.figures)) and not wrong and not error:
            address = reverse(tab.address, args=[survivor])
            return HttpResponseRedirect(f"{address}?merged={quote(customer_id)}")
        reading = Reading(at=at, seen=seen, given=request.GET, wrong=wrong)
        parts = tuple(part for part in (make(reading) for make in tab.parts) if part is not None)
        above = None if beside else head(reading)
    page = Page(
        figures=reading.figures,
        tab=tab,
        tabs=tabs.line(at.actor.role, reading.figures, code),
        parts=parts,
        head=above,
        done="done" in request.GET,
        error=error or _unplaced(wrong, reading.figures),
        merged=_number(fields.text_of(request.GET, "merged")),
    )
    note_view(customer_id, "customer" if code == "overview" else code, others=_others(parts))
    recent.remember(request, customer_id)
    template = "file/file.html#panel" if beside else "file/file.html"
    status = UNPROCESSABLE if wrong or error else 200
    toast = None if beside else saved.toast(request, at, reading.figures)
    return shell.page(request, template, shell=at.frame, page=page, status=status, toast=toast)


def _survivor(request: HttpRequest, at: Desk, figures: PublishedCustomer) -> str:
    """Return who answers for a number that is one with another, unless the number itself is asked for.

    Empty for a number that stands for itself, and where the reader does not see the survivor.
    """
    number = figures.one_with
    if number is None or "number" in request.GET:
        return ""
    found = queries.figures(at.actor, at.generation, customer_id=number)
    return "" if found is None else number


def _number(text: str) -> str:
    """Return a customer's number as an address holds it; empty for what is none."""
    return text if len(text) <= LONGEST and "/" not in text else ""


def again(code: str) -> Again:
    """Return what shows a tab again, with what was wrong with a form of it."""

    def shown(request: HttpRequest, at: Desk, customer_id: str, wrong: CustomerForm | None) -> HttpResponse:
        return show(request, at, customer_id, code, wrong=wrong)

    return shown


def is_panel(request: HttpRequest) -> bool:
    """Say whether the tab alone is asked for: by a click in the line of tabs, not on the way back."""
    htmx = request.htmx  # type: ignore[attr-defined]
    return bool(htmx) and htmx.target == PANEL and not htmx.history_restore_request


def _unplaced(wrong: forms.Form | None, figures: PublishedCustomer) -> str:
    """Return what was wrong with a form that stands nowhere on the page, as a button alone does."""
    nowhere = isinstance(wrong, CustomerForm) and (not wrong.code or figures.one_with is not None)
    return error_of(wrong) if nowhere and isinstance(wrong, CustomerForm) else ""


def _others(parts: tuple[Part, ...]) -> tuple[str, ...]:
    return tuple(number for part in parts for number in part.others)
