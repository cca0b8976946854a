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
from tilth.data.models import Generation, User
from tilth.domain import bank
from tilth.domain.covers import operations as covers
from tilth.domain.covers import queries as cover_queries
from tilth.domain.guards import AuthenticationDataError, PeriodUnclearError, StaffUnknownError
from tilth.domain.staff import team as managing
from tilth.domain.transfers import choosing, taking_back
from tilth.policy.permissions import Action, Thing
from tilth.web import fields, shell
from tilth.web.format import days
from tilth.web.format.languages import language
from tilth.web.team import forms, pages

_REFUSED = (
    covers.CoverUnclearError,
    covers.OutOfReachError,
    AuthenticationDataError,
    PeriodUnclearError,
    StaffUnknownError,
)
"""What the forms caught before, unless the bank's data changed in between."""


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
    return shell.page(request, "team/index.html", shell=frame, page=page)


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.COVER, Action.CREATE))
def cover(request: HttpRequest) -> HttpResponse:
    """Arrange a cover: ask, then store it and say until when it runs."""
    frame, generation = framed(request)
    people = managing.choices(frame.actor, generation)
    typed = _typed(request, frame, generation)
    form = forms.Cover(
        request.POST or None,
        people=typed,
        today=frame.today,
        initial={"absent": request.GET.get("absent", ""), "starts_on": frame.today},
    )
    refused = ""
    if form.is_valid():
        try:
            _arrange(request, frame, generation, form, typed)
            return redirect("team")
        except _REFUSED:
            refused = _("The bank's data changed in between: look at the names and days again.")
    if refused or form.errors.keys() & {"absent", "substitute"}:
        note_refusal(request)
    page = pages.Away(form=form, people=people, refused=refused)
    return shell.page(
        request, "team/cover.html", shell=frame, page=page, status=422 if form.is_bound else 200
    )


@require_POST
@requires((Thing.COVER, Action.UPDATE))
def end_cover(request: HttpRequest, cover_id: UUID) -> HttpResponse:
    """End a cover at once; 404 for one that is not the actor's to end."""
    frame, generation = framed(request)
    try:
        covers.end(by=frame.actor, at=bank.now(frame.today), generation=generation, cover_id=cover_id)
        messages.success(request, _("The cover has ended: the substitute sees these customers no longer."))
    except covers.OutOfReachError:
        raise Http404 from None
    except covers.AlreadyEndedError:
        messages.info(request, _("This cover had been ended before."))
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
    request: HttpRequest,
    frame: shell.Shell,
    generation: Generation,
    form: forms.Cover,
    people: dict[str, managing.Manager | None],
) -> None:
    given = form.cleaned_data
    covers.arrange(
        by=frame.actor,
        at=bank.now(frame.today),
        generation=generation,
        absent_staff_id=given["absent"],
        substitute_staff_id=given["substitute"],
        reason=given["reason"],
        starts_on=given["starts_on"],
        ends_on=given["ends_on"],
    )
    told = _("%(substitute)s stands in for %(absent)s from %(first)s to %(last)s.")
    first, last = (
        days.near(given[end], today=frame.today, language=language()) for end in ("starts_on", "ends_on")
    )
    who = {one.staff_id: one.name for one in people.values() if one is not None}
    names = {"substitute": who[given["substitute"]], "absent": who[given["absent"]]}
    messages.success(request, told % {**names, "first": first, "last": last})


def framed(request: HttpRequest) -> tuple[shell.Shell, Generation]:
    """Return the frame and the night that is shown; 404 before the first, when there is nobody to lead."""
    frame = shell.of(request, "team")
    if frame.generation is None:
        raise Http404
    return frame, frame.generation


def _typed(
    request: HttpRequest, frame: shell.Shell, generation: Generation
) -> dict[str, managing.Manager | None]:
    """Return who stands behind the numbers or names of a sent form."""
    typed = (fields.text_of(request.POST, name) for name in ("absent", "substitute"))
    return {one: managing.find(frame.actor, generation, one) for one in typed if one}
