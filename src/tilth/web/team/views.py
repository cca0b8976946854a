"""A leader's page: managers and their customers, covers arranged and ended."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.data.models import User
from tilth.domain import bank
from tilth.domain.acting import Unclear
from tilth.domain.covers import queries as cover_queries
from tilth.domain.records import cover as covers
from tilth.domain.staff import team as managing
from tilth.domain.transfers import choosing, taking_back
from tilth.policy.permissions import Action, Thing
from tilth.web import fields, shell
from tilth.web.desk import desk, refusals
from tilth.web.desk.desk import Desk
from tilth.web.format import days
from tilth.web.format.languages import language
from tilth.web.listing import heads
from tilth.web.team import forms, pages


@require_safe
@requires((Thing.COVER, Action.LIST), (Thing.COVER, Action.CREATE), (Thing.BOOK, Action.LIST))
def index(request: HttpRequest) -> HttpResponse:
    """Show the managers below, who left with customers behind, running covers and participations."""
    frame = shell.of(request, "team")
    if frame.generation is None:
        return shell.page(request, "team/index.html", shell=frame, page=None)
    after = fields.text_of(request.GET, "after")
    parts = managing.taking_part(frame.actor, frame.generation, today=frame.today)
    at = bank.now(frame.today)
    page = pages.page(
        managing.managers(frame.actor, frame.generation, after=after),
        leavers=() if after else managing.leavers(frame.actor, frame.generation),
        covers=cover_queries.open_ones(frame.actor, frame.generation, today=frame.today),
        parts=parts,
        moves=() if after else taking_back.recent(frame.actor, frame.generation, at=at),
        unassigned=0 if after else choosing.unassigned(frame.actor, frame.generation),
        first=not after,
    )
    audit.note(Event.LIST, customers=[part.customer_id for part in parts], subject_type="participant")
    page, orders = heads.of_page(
        page, pages.KEYS, fields.text_of(request.GET, "sort"), address=heads.beside()
    )
    return shell.page(request, "team/index.html", shell=frame, page=page, heads=orders)


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.COVER, Action.CREATE))
def cover(request: HttpRequest) -> HttpResponse:
    """Arrange a cover: ask, then store it and say until when it runs."""
    at = desk.at(request, "team")
    people = managing.choices(at.actor, at.generation)
    typed = _typed(request, at)
    today = at.frame.today
    form = forms.Cover(
        request.POST or None,
        people=typed,
        today=today,
        initial={"absent": request.GET.get("absent", ""), "starts_on": today},
    )
    refused = ""
    if form.is_valid():
        try:
            _arrange(request, at, form, typed)
            return redirect("team")
        except Unclear:  # what the form caught before, unless the bank's data changed in between
            refused = _("The bank's data changed in between: look at the names and days again.")
    if refused or form.errors.keys() & {"absent", "substitute"}:
        note_refusal(request)
    page = pages.Away(form=form, people=people, refused=refused)
    return shell.page(
        request, "team/cover.html", shell=at.frame, page=page, status=422 if form.is_bound else 200
    )


@require_POST
@requires((Thing.COVER, Action.UPDATE))
def end_cover(request: HttpRequest, cover_id: UUID) -> HttpResponse:
    """End a cover at once; 404 for one that is not the actor's to end."""
    at = desk.at(request, "team")
    try:
        covers.end(at.who, cover_id)
        messages.success(request, _("The cover has ended: the substitute sees these customers no longer."))
    except covers.OutOfReachError:
        raise Http404 from None
    except Unclear as error:
        messages.info(request, refusals.said(error, today=at.frame.today))
    return redirect("team")


def note_refusal(request: HttpRequest) -> None:
    """Note that somebody named people who are not theirs to lead."""
    match = request.resolver_match
    audit.refuse(
        request.user if isinstance(request.user, User) else None,
        why=audit.OUT_OF_SIGHT,
        subject_type="page",
        subject_id="" if match is None else match.route,
    )


def _arrange(
    request: HttpRequest, at: Desk, form: forms.Cover, people: dict[str, managing.Manager | None]
) -> None:
    given = form.cleaned_data
    covers.arrange(
        at.who,
        absent_staff_id=given["absent"],
        substitute_staff_id=given["substitute"],
        reason=given["reason"],
        starts_on=given["starts_on"],
        ends_on=given["ends_on"],
    )
    told = _("%(substitute)s stands in for %(absent)s from %(first)s to %(last)s.")
    first, last = (
        days.near(given[end], today=at.frame.today, language=language()) for end in ("starts_on", "ends_on")
    )
    who = {one.staff_id: one.name for one in people.values() if one is not None}
    names = {"substitute": who[given["substitute"]], "absent": who[given["absent"]]}
    messages.success(request, told % {**names, "first": first, "last": last})


def _typed(request: HttpRequest, at: Desk) -> dict[str, managing.Manager | None]:
    """Return who stands behind the numbers or names of a sent form."""
    typed = (fields.text_of(request.POST, name) for name in ("absent", "substitute"))
    return {one: managing.find(at.actor, at.generation, one) for one in typed if one}
