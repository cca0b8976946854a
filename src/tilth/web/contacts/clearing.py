"""Ask the contact gate before a call: the number, or why not and from when (C-53, GOV-03)."""

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tilth.access.checks import requires
from tilth.domain import guards
from tilth.domain.contacts import clearances
from tilth.domain.contacts.clearances import Granted
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing
from tilth.web import fields, labels, shell
from tilth.web.contact_gate import words
from tilth.web.contacts.pages import Cleared
from tilth.web.desk import desk


class _Wanted(forms.Form):
    channel = fields.Choice(choices=[(code, code) for code in codes.CHANNELS])
    purpose = fields.Choice(choices=[(code, code) for code in codes.PURPOSES])


@require_POST
@requires((Thing.CLEARANCE, Action.CREATE))
def clearance(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Answer with the number and a link that dials it, or with the reason; as a fragment or a page."""
    at = desk.at(request, "today")
    row = at.customer(customer_id)
    wanted = _Wanted(request.POST)
    if not wanted.is_valid():
        return HttpResponseBadRequest(_("Choose a channel and a purpose first."))
    channel = wanted.cleaned_data["channel"]
    purpose, who = wanted.cleaned_data["purpose"], at.who
    try:
        answer = clearances.request(who, customer_id, channel=channel, purpose=purpose)
    except guards.CustomerNotVisibleError:
        raise Http404 from None
    held = "" if isinstance(answer, Granted) else words.sentence(answer.decision, today=at.frame.today)
    page = Cleared(
        customer=row,
        channel=channel,
        answer=answer,
        held=held,
        origin=request.POST.get("origin", ""),
        at=who.at,
        purpose=labels.label("purpose", purpose),
    )
    template = "contacts/clearance.html#answer" if request.htmx else "contacts/clearance.html"  # type: ignore[attr-defined]
    return shell.page(request, template, shell=at.frame, page=page)
