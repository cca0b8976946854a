"""Who looked at whom: the newest entries, some customers, one person; each can be taken away as a file."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tilth.access import audit
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.domain.audit import entries, latest, queries
from tilth.domain.audit.entries import Before, Entries
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.audit import export as files
from tilth.web.audit import forms, pages

FORMS: dict[str, type[forms.Newest | forms.Customers | forms.Person]] = {
    "newest": forms.Newest,
    "customers": forms.Customers,
    "person": forms.Person,
}


@require_safe
@requires((Thing.AUDIT_ENTRY, Action.SEARCH))
def newest(request: HttpRequest) -> HttpResponse:
    """Show the newest entries, of one kind or day if asked, and how the chain stands."""
    frame = shell.of(request, "audit")
    form = forms.Newest(request.GET, today=latest.today())
    found = None
    if form.is_valid():
        action = form.cleaned_data["action"]
        found = latest.newest(frame.actor, action=action, **form.window, before=_before(request))
    page = pages.page("newest", form, frame.actor, found=found, chain=latest.chain())
    return _answer(request, frame, page)


@require_safe
@requires((Thing.AUDIT_ENTRY, Action.SEARCH))
def customers(request: HttpRequest) -> HttpResponse:
    """Show who saw or changed some customers, up to 200 at once."""
    frame = shell.of(request, "audit")
    form = forms.Customers(request.GET or None, today=latest.today())
    found = None
    if form.is_valid():
        asked = form.cleaned_data["customers"]
        found = queries.who_saw(
            frame.actor, frame.generation, customers=asked, **form.window, before=_before(request)
        )
    return _answer(request, frame, pages.page("customers", form, frame.actor, found=found))


@require_safe
@requires((Thing.AUDIT_ENTRY, Action.SEARCH))
def person(request: HttpRequest) -> HttpResponse:
    """Show what one account did and saw."""
    frame = shell.of(request, "audit")
    form = forms.Person(request.GET or None, today=latest.today())
    found = None
    if form.is_valid():
        found = queries.of_user(
            frame.actor,
            frame.generation,
            user_id=form.cleaned_data["who"].pk,
            **form.window,
            before=_before(request),
        )
    return _answer(request, frame, pages.page("person", form, frame.actor, found=found))


@require_POST
@requires((Thing.AUDIT_ENTRY, Action.EXPORT))
def export(request: HttpRequest) -> HttpResponse:
    """Return the answer to one of the three questions as a file of up to 10,000 rows; noted as an export."""
    kind = request.POST.get("kind", "")
    if kind not in FORMS:
        return HttpResponseBadRequest(_("There is no such question."))
    form = FORMS[kind](request.POST, today=latest.today())
    if not form.is_valid():
        return HttpResponseBadRequest(_("The question does not read: ask it on the page first."))
    found, cut = files.gathered(_asking(form))
    named = form.cleaned_data.get("customers") or ()
    window = {name: moment.isoformat() for name, moment in form.window.items()}
    told = {"kind": kind, "rows": len(found), "cut": cut, **window}
    who = form.cleaned_data.get("who")
    audit.note(
        Event.EXPORT,
        customers=named,
        subject_type="account" if who else "customer" if named else "",
        subject_id=str(who.pk) if who else "",
        detail=told,
    )
    response = HttpResponse(files.written(found), content_type="text/csv; charset=utf-8")
    since, until = form.cleaned_data["since"], form.cleaned_data["until"]
    response["Content-Disposition"] = f'attachment; filename="tilth-audit-{kind}-{since}-{until}.csv"'
    return response


def _asking(form: forms.Newest | forms.Customers | forms.Person) -> Callable[[Before], Entries]:
    """Return what reads one page of the answer; the whole is noted once, as an export."""
    data, window = form.cleaned_data, form.window
    if isinstance(form, forms.Customers):
        return lambda before: entries.about(customers=data["customers"], **window, before=before)
    if isinstance(form, forms.Person):
        return lambda before: entries.by(user_id=data["who"].pk, **window, before=before)
    since, until = window["since"], window["until"]
    return lambda before: entries.paged(
        latest.rows(action=data["action"], since=since, until=until, before=before)
    )


def _before(request: HttpRequest) -> Before:
    return pages.place(request.GET.get("before", ""))


def _answer(request: HttpRequest, frame: shell.Shell, page: pages.Page) -> HttpResponse:
    status = 422 if page.form.is_bound and not page.asked else 200
    return shell.page(request, "audit/index.html", shell=frame, page=page, status=status)
