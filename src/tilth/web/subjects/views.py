"""What is done with the records of subjects: each act leads back to the tab that its subject stands in."""

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from tilth.access.checks import requires
from tilth.domain import acts as doing
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.acts import Act
from tilth.policy.subjects import Subject
from tilth.policy.things import Action
from tilth.web import fields
from tilth.web.act_form import ActForm
from tilth.web.desk import acting, desk, refusals
from tilth.web.file import tabs
from tilth.web.file.show import show

_LISTS = frozenset({"worth_meeting"})
"""Lists over many customers in which acts are offered: the names of their addresses."""
View = Callable[..., HttpResponseBase]


def adding(act: Act) -> View:
    """Return the view that adds a record."""

    @require_POST
    @requires((act.subject.thing, act.action))
    def added(request: HttpRequest, customer_id: str) -> HttpResponse:
        """Add a record about this customer."""
        return _do(request, customer_id, act, None)

    return added


def changing(act: Act) -> View:
    """Return the view that changes a record."""

    @require_POST
    @requires((act.subject.thing, act.action))
    def changed(request: HttpRequest, customer_id: str, row: UUID) -> HttpResponse:
        """Change a record of this customer."""
        return _do(request, customer_id, act, row)

    return changed


def _do(request: HttpRequest, customer_id: str, act: Act, row: UUID | None) -> HttpResponse:
    """Do what a form asks and go back to the tab, or show the tab again with what was wrong."""
    at = desk.at(request)
    form = ActForm(act, request.POST, row=row, today=at.frame.today)
    if not form.is_valid():
        return show(request, at, customer_id, act.subject.tab, wrong=form)
    about = (customer_id,) if row is None else (customer_id, row)
    if not acting.done(at, form, lambda: act.run(at.who_sends(form.key), *about, **form.given())):
        return show(request, at, customer_id, act.subject.tab, wrong=form)
    return _back(request, act.subject, customer_id)


def taking_back(subject: Subject) -> View:
    """Return the view by which whoever has just written a record takes it back."""

    @require_POST
    @requires((subject.thing, Action.CREATE))
    def taken_back(request: HttpRequest, customer_id: str, row: UUID) -> HttpResponse:
        """Take back what was just written."""
        at = desk.at(request)
        try:
            doing.take_back(at.who, subject, customer_id, row)
        except (guards.CustomerNotVisibleError, guards.NothingToUndoError):
            raise Http404 from None
        except Unclear as error:
            late = refusals.said(error, today=at.frame.today)
            return show(request, at, customer_id, subject.tab, error=late)
        return _back(request, subject, customer_id)

    return taken_back


def _back(request: HttpRequest, subject: Subject, customer_id: str) -> HttpResponse:
    """Return to the tab of the customer, or to the list over many in which it was asked."""
    if (asked_in := fields.text_of(request.POST, "in")) in _LISTS:
        return redirect(asked_in)
    return HttpResponseRedirect(f"{reverse(tabs.of(subject.tab).address, args=[customer_id])}?done")
