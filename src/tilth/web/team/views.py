"""A leader's page: managers and their customers, covers arranged and ended, customers handed over."""

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
from tilth.domain.people import team as managing
from tilth.domain.transfers import operations as transfers
from tilth.policy.permissions import Action, Thing
from tilth.web import fields, shell
from tilth.web.team import forms, pages

_REFUSED = (
    covers.CoverUnclearError,
    covers.OutOfReachError,
    transfers.TransferUnclearError,
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
    page = pages.page(
        managing.managers(frame.actor, frame.generation, after=after),
        leavers=() if after else managing.leavers(frame.actor, frame.generation),
        covers=cover_queries.open_ones(frame.actor, frame.generation, today=frame.today),
        parts=parts,
        first=not after,
    )
    audit.note(Event.LIST, customers=[part.customer_id for part in parts], subject_type="participant")
    return shell.page(request, "team/index.html", shell=frame, page=page)


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.COVER, Action.CREATE))
def cover(request: HttpRequest) -> HttpResponse:
    """Arrange a cover: ask, then store it and say until when it runs."""
    frame, generation = _framed(request)
    people = managing.choices(frame.actor, generation)
    form = forms.Cover(
        request.POST or None,
        people=_typed(request, frame, generation),
        today=frame.today,
        initial={"absent": request.GET.get("absent", ""), "starts_on": frame.today},
    )
    refused = ""
    if form.is_valid():
        try:
            _arrange(request, frame, generation, form)
            return redirect("team")
        except _REFUSED:
            refused = _("The bank's data changed in between: look at the names and days again.")
    if refused or form.errors.keys() & {"absent", "substitute"}:
        _note_refusal(request)
    page = pages.Away(form=form, people=people, refused=refused)
    return shell.page(
        request, "team/cover.html", shell=frame, page=page, status=422 if form.is_bound else 200
    )


@require_POST
@requires((Thing.COVER, Action.UPDATE))
def end_cover(request: HttpRequest, cover_id: UUID) -> HttpResponse:
    """End a cover at once; 404 for one that is not the actor's to end."""
    frame, generation = _framed(request)
    try:
        covers.end(by=frame.actor, at=bank.now(frame.today), generation=generation, cover_id=cover_id)
        messages.success(request, _("The cover has ended: the substitute sees these customers no longer."))
    except covers.OutOfReachError:
        raise Http404 from None
    except covers.AlreadyEndedError:
        messages.info(request, _("This cover had been ended before."))
    return redirect("team")


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.TRANSFER, Action.CREATE), (Thing.CUSTOMER, Action.TRANSFER))
def hand_over(request: HttpRequest) -> HttpResponse:
    """Hand all customers of one manager over: choose, look at the numbers, confirm."""
    frame, generation = _framed(request)
    given = request.POST or request.GET
    typed = fields.text_of(given, "from")
    leaver = managing.manager(frame.actor, generation, typed) if typed else None
    if leaver is None:
        people = managing.choices(frame.actor, generation)
        page = pages.Leaving(leaver=None, people=people, unknown=typed)
        if typed:
            _note_refusal(request)
        return shell.page(
            request, "team/hand_over.html", shell=frame, page=page, status=422 if typed else 200
        )
    return _handing(request, frame, generation, leaver)


def _handing(
    request: HttpRequest, frame: shell.Shell, generation: Generation, leaver: managing.Manager
) -> HttpResponse:
    people = tuple(
        one
        for one in managing.choices(frame.actor, generation, active=True)
        if one.staff_id != leaver.staff_id
    )
    offered = tuple(one for one in people if one.branch_id == leaver.branch_id)
    number = fields.text_of(request.POST, "other")
    other = managing.manager(frame.actor, generation, number) if number else None
    form = forms.HandOver(
        request.POST or None,
        offered=people,
        other=None if number == leaver.staff_id else other,
        initial={"cause": "move" if leaver.active else "leaver"},
    )
    refused, changed = "", False
    shares: tuple[tuple[managing.Manager, int], ...] = ()
    if form.is_valid():
        known = {one.staff_id: one for one in (*people, *((other,) if other else ()))}
        successors = [known[staff_id] for staff_id in form.cleaned_data["successors"]]
        shares = pages.shares(leaver.customers, successors) if leaver.customers else ()
        seen = form.cleaned_data["count"]
        changed = seen is not None and seen != leaver.customers
        if shares and seen == leaver.customers:
            refused = _move(request, frame, generation, leaver, form)
            if not refused:
                return redirect("team")
    if refused or "to" in form.errors:
        _note_refusal(request)
    page = pages.Leaving(
        leaver=leaver,
        people=people,
        offered=offered,
        form=form,
        chosen=tuple(request.POST.getlist("to")),
        shares=shares,
        changed=changed,
        refused=refused,
    )
    status = 422 if refused or (form.is_bound and not shares) else 200
    return shell.page(request, "team/hand_over.html", shell=frame, page=page, status=status)


def _note_refusal(request: HttpRequest) -> None:
    """Note that somebody named people who are not theirs to lead."""
    match = request.resolver_match
    audit.refuse(
        request.user if isinstance(request.user, User) else None,
        why=audit.OUT_OF_SIGHT,
        subject_type="page",
        subject_id="" if match is None else match.route,
    )


def _arrange(request: HttpRequest, frame: shell.Shell, generation: Generation, form: forms.Cover) -> None:
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
    first, last = given["starts_on"], given["ends_on"]
    names = {"substitute": given["substitute"], "absent": given["absent"]}
    messages.success(request, told % {**names, "first": first, "last": last})


def _move(
    request: HttpRequest,
    frame: shell.Shell,
    generation: Generation,
    leaver: managing.Manager,
    form: forms.HandOver,
) -> str:
    """Hand over what was confirmed; return what went wrong in one sentence, '' when all went well."""
    given = form.cleaned_data
    try:
        moved = transfers.hand_over(
            by=frame.actor,
            at=bank.now(frame.today),
            generation=generation,
            from_staff_id=leaver.staff_id,
            to=given["successors"],
            cause=given["cause"],
            note=given["note"],
        )
    except transfers.MovedMeanwhileError:
        return _("Somebody else moved one of these customers in the same moment: look again, then decide.")
    except _REFUSED:
        return _("The bank's data changed in between: look at the names and days again.")
    told = _("%(number)s customers of %(name)s now belong to %(successors)s.")
    names = {"name": leaver.name, "successors": "、".join(given["successors"])}
    messages.success(request, told % {"number": len(moved), **names})
    return ""


def _framed(request: HttpRequest) -> tuple[shell.Shell, Generation]:
    """Return the frame and the night that is shown; 404 before the first, when there is nobody to lead."""
    frame = shell.of(request, "team")
    if frame.generation is None:
        raise Http404
    return frame, frame.generation


def _typed(
    request: HttpRequest, frame: shell.Shell, generation: Generation
) -> dict[str, managing.Manager | None]:
    """Return who stands behind the numbers of a sent form."""
    typed = (fields.text_of(request.POST, name) for name in ("absent", "substitute"))
    return {number: managing.manager(frame.actor, generation, number) for number in typed if number}
