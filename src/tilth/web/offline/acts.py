"""Where a browser brings skips, calls put off and undos that waited: one address beside each act's own."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST

from tilth.access.checks import requires
from tilth.domain.contacts import operations as contacts
from tilth.domain.records import skip as skips
from tilth.domain.records import task as tasks
from tilth.domain.waiting import operations as waiting
from tilth.policy.permissions import Action, Thing
from tilth.web.offline.sending import Sending, brought
from tilth.web.today.forms import PutOffForm, SkipForm


@require_POST
@requires((Thing.SKIP, Action.CREATE))
def skip(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Pass over a name as somebody did without a network; the list that was meant must still stand."""

    def act(sending: Sending) -> forms.Form | None:
        form = SkipForm(request.POST)
        if not form.is_valid():
            return form
        waiting.skip(sending.who, customer_id, sending.waited, **form.cleaned_data)
        return None

    return brought(request, act)


@require_POST
@requires((Thing.TASK, Action.CREATE))
def put_off(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Put a call off as somebody did without a network, judged at the moment when it was done."""

    def act(sending: Sending) -> forms.Form | None:
        form = PutOffForm(request.POST, now=sending.who.at)
        if not form.is_valid():
            return form
        due_on, due_at = form.cleaned_data["due_on"], form.cleaned_data["due_at"]
        waiting.put_off(sending.who, customer_id, sending.waited, due_on=due_on, due_at=due_at)
        return None

    return brought(request, act)


def _undoing(thing: Thing, name: str, undo: waiting.Undo) -> Callable[..., HttpResponseBase]:
    """Return the view that takes back what was undone without a network, named as its address names it."""

    def act(sending: Sending, customer_id: str, row: UUID) -> None:
        waiting.undo(sending.who, customer_id, row, undo, sending.waited.night)

    @require_POST
    @requires((thing, Action.UPDATE))
    def undone(request: HttpRequest, /, customer_id: str, **row: UUID) -> HttpResponse:
        """Undo what was undone in the browser moments after it was done."""
        return brought(request, partial(act, customer_id=customer_id, row=row[name]))

    return undone


undo_skip = _undoing(Thing.SKIP, "skip_id", skips.take_back)
"""Undo that a name was passed over."""
undo_put_off = _undoing(Thing.TASK, "task", tasks.take_back)
"""Undo that a call was put off."""
undo_contact = _undoing(Thing.CONTACT, "contact", contacts.take_back)
"""Undo that a contact was recorded."""
