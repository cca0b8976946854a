"""My customers as a list, and what a person keeps of it: views and columns."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.data.models import Generation, SavedView
from tilth.domain import bank
from tilth.domain.acting import Unclear
from tilth.domain.customers import search
from tilth.domain.customers.filters import Filters
from tilth.domain.customers.found import Found
from tilth.domain.customers.order import FIRST
from tilth.domain.saved_views import operations, queries
from tilth.domain.staff import branches as organisation
from tilth.domain.staff import owners as people
from tilth.domain.staff.owners import Owners
from tilth.policy.levels.codes import LEVELS
from tilth.policy.permissions import Action, Thing, may
from tilth.web import fields, shell
from tilth.web.desk import desk, refusals
from tilth.web.listing import alphabet, columns, pages, reading
from tilth.web.listing.reading import Asked, Branch
from tilth.web.listing.words import Whose

_KEEPS = ((Thing.CUSTOMER, Action.LIST), (Thing.PREFERENCE_OF_SELF, Action.UPDATE))


@require_safe
@requires((Thing.CUSTOMER, Action.LIST))
def index(request: HttpRequest) -> HttpResponse:
    """List the customers whom the actor may see: searched, filtered, sorted, 50 a page."""
    frame = shell.of(request, "customers")
    if frame.generation is None:
        return shell.page(request, "customers/index.html", shell=frame, page=None)
    managers = people.in_sight(frame.actor, frame.generation)
    branches = _branches(frame, frame.generation)
    asked = _asked(request.GET, frame, frame.generation, branches, managers)
    searches = may(frame.actor.role, Thing.CUSTOMER, Action.SEARCH)
    if asked.filters.text and not searches:
        raise PermissionDenied
    playbook = bank.playbook_of(frame.generation.business_date)
    found = search.find(
        frame.actor,
        frame.generation,
        filters=asked.filters,
        today=frame.today,
        after=fields.text_of(request.GET, "after"),
        before=fields.text_of(request.GET, "before"),
        words=alphabet.codes(playbook),
    )
    if found.unordered:
        asked = replace(asked, filters=replace(asked.filters, sort=FIRST))
    own = frame.actor.staff_id or ""
    managers = people.with_those(managers, frame.generation, (row.rm_id for row in found.rows), but=own)
    views = queries.of(frame.actor)
    wanted = request.GET.get("view", "")
    view = views.find(wanted)
    if wanted and view is None:
        asked = Asked(filters=asked.filters, ignored=(*asked.ignored, "view"))
    page = pages.listing(
        found,
        asked,
        playbook=playbook,
        views=views,
        view=view,
        branches=branches,
        whose=Whose.of(frame.actor, frame.generation, managers),
        searches=searches,
        levels=tuple(LEVELS) if may(frame.actor.role, Thing.LEVEL, Action.LIST) else (),
        today=frame.today,
    )
    template = "customers/index.html#results" if shell.asks_part(request) else "customers/index.html"
    _note_listed(found, asked.filters)
    return shell.page(request, template, shell=frame, page=page)


def _branches(frame: shell.Shell, generation: Generation) -> dict[str, Branch]:
    """Return the branches that somebody with more than one may choose from."""
    found = organisation.in_sight(frame.actor, generation)
    return {one.branch_id: Branch(branch_id=one.branch_id, name=one.name, within=one.within) for one in found}


def _asked(
    given: QueryDict,
    frame: shell.Shell,
    generation: Generation,
    branches: dict[str, Branch],
    managers: Owners,
) -> Asked:
    playbook = bank.playbook_of(generation.business_date)
    known = tuple(code for code, _name in pages.segments(playbook))
    branch = given.get("branch", "")
    if branch and branch not in branches:
        one = organisation.one(frame.actor, generation, branch)
        also = {branch: Branch(branch_id=branch, name=one.name, within=one.within)} if one else {}
        branches.update(also)
    return reading.read(
        {part: str(value) for part, value in given.items()},
        segments=known,
        branches=branches,
        managers=managers,
    )


def _note_listed(found: Found, filters: Filters) -> None:
    """Note who was shown; of what was searched for a keyed digest, in which equal searches are equal."""
    told = {"text": audit.digest(filters.text)} if filters.text else {}
    audit.note(
        Event.SEARCH if filters.text else Event.LIST,
        customers=[row.customer_id for row in found.rows],
        subject_type="customer",
        detail={"channel": "page", "refused": found.refused, **told},
        act=found.act,
    )


@require_POST
@requires(*_KEEPS)
def save(request: HttpRequest) -> HttpResponse:
    """Keep the filters and the order in force under a name."""
    at = desk.at(request)
    now = QueryDict(request.POST.get("now", ""))
    managers = people.in_sight(at.actor, at.generation)
    asked = _asked(now, at.frame, at.generation, _branches(at.frame, at.generation), managers)
    try:
        view = operations.save(
            at.who,
            name=request.POST.get("name", ""),
            filters=reading.kept(asked.filters),
            columns=columns.arranged(list(columns.BY_CODE), request.POST.getlist("show"), ""),
        )
    except Unclear as error:
        messages.error(request, refusals.said(error, today=at.frame.today))
        return redirect(_back(request))
    messages.success(request, _("View “%(name)s” is kept.") % {"name": view.name})
    return redirect(_to(view))


@require_POST
@requires(*_KEEPS)
def rename(request: HttpRequest, view: UUID) -> HttpResponse:
    """Give a view another name; the name before can be taken back."""
    at = desk.at(request)
    try:
        row = operations.rename(at.who, view, name=request.POST.get("name", ""))
    except operations.ViewUnknownError:
        raise Http404 from None
    except Unclear as error:
        messages.error(request, refusals.said(error, today=at.frame.today))
        return redirect(_back(request))
    messages.success(
        request, _("View is now called “%(name)s”.") % {"name": row.name}, extra_tags=str(row.pk)
    )
    return redirect(_to(row))


@require_POST
@requires(*_KEEPS)
def remove(request: HttpRequest, view: UUID) -> HttpResponse:
    """Remove a view; it can be taken back."""
    try:
        row = operations.remove(desk.at(request).who, view)
    except operations.ViewUnknownError:
        raise Http404 from None
    messages.success(request, _("View “%(name)s” is removed.") % {"name": row.name}, extra_tags=str(row.pk))
    return redirect("customers")


@require_POST
@requires(*_KEEPS)
def undo(request: HttpRequest, view: UUID) -> HttpResponse:
    """Take back the removal or the last name of a view."""
    at = desk.at(request)
    try:
        row = operations.undo(at.who, view)
    except operations.ViewUnknownError:
        raise Http404 from None
    except Unclear as error:
        messages.error(request, refusals.said(error, today=at.frame.today))
        return redirect("customers")
    messages.success(request, _("View “%(name)s” is back.") % {"name": row.name})
    return redirect(_to(row))


@require_POST
@requires(*_KEEPS)
def arrange(request: HttpRequest) -> HttpResponse:
    """Keep which columns are shown and in which order: of the open view, else of the list."""
    at = desk.at(request)
    given = request.POST
    view = queries.of(at.actor).find(given.get("view", ""))
    wanted = columns.arranged(given.getlist("order"), given.getlist("show"), given.get("move", ""))
    usual = () if "usual" in given else wanted
    operations.arrange(at.who, columns=usual, view=view.pk if view else None)
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    """Return the list as it stood; only what is known of the address is taken."""
    now = QueryDict(request.POST.get("now", ""))
    known = QueryDict(mutable=True)
    for part in (*reading.PARTS, "sort", "view"):
        if now.get(part):
            known[part] = now[part]
    return f"{reverse('customers')}?{known.urlencode()}" if known else reverse("customers")


def _to(view: SavedView) -> str:
    return f"{reverse('customers')}?{reading.address_of(view.filters)}view={view.pk}"
