"""What a browser needs to work without a network: a ticket, the empty form, and where to bring records."""

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from tilth.access import readers
from tilth.access.checks import requires
from tilth.domain import bank, days, guards
from tilth.domain.acting import Unclear
from tilth.domain.contacts import operations
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.contacts.forms import ContactForm
from tilth.web.desk import desk, refusals
from tilth.web.offline import records, sending

if TYPE_CHECKING:
    from tilth.data.models import User


@require_safe
@requires((Thing.CONTACT, Action.CREATE))
def ticket(request: HttpRequest) -> HttpResponse:
    """Say whose session this is, with a fresh token for forms and the server's time in seconds."""
    actor = cast("User", request.user)
    told = {"reader": readers.of(actor), "csrf": get_token(request), "now": timezone.now().timestamp()}
    return JsonResponse(told)


@require_safe
@requires((Thing.CONTACT, Action.CREATE))
def form(request: HttpRequest) -> HttpResponse:
    """Return the forms without a customer, for the browser to keep: record, skip, put off."""
    frame = shell.of(request, "today")
    answer = shell.page(request, "contacts/record.html#panel", shell=frame, page=records.blank(frame))
    for template, page in records.asks(frame):
        answer.write(shell.page(request, template, shell=frame, page=page).content)
    return answer


@require_POST
@requires((Thing.CONTACT, Action.CREATE))
def sync(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Store a record that waited, once however often it comes; 409 for another person's, 422 where wrong.

    It carries its age, so a browser whose clock is wrong does no harm.
    """
    at = desk.at(request)
    if sending.other(request, at):
        return JsonResponse({"state": "other"}, status=sending.OTHER_READER)
    ago = records.age(request.POST.get("ago", ""))
    moment = bank.now(at.frame.today) - ago
    day = moment.astimezone(days.ZONE).date()
    written = ContactForm(request.POST, day=day, refusal_days=at.playbook.contact.refusal_days)
    if not written.is_valid():
        return sending.refused(sending.said(written))
    # what happened on an earlier day answered that day's list, not the one that stands now; what a colleague
    # recorded in between stands beside it: nobody is there to be asked
    record = replace(written.record(customer_id), answers_list=day == at.frame.today, known=None)
    try:
        operations.add(replace(at.who, at=moment, today=day), record=record)
    except guards.CustomerNotVisibleError:
        raise Http404 from None
    except guards.AuthenticationDataError as error:
        written.add_error("content", refusals.said(error, today=day))
        return sending.refused(sending.said(written))
    except operations.KeyTakenError:
        written.was_another()
        return sending.refused(sending.said(written))
    except Unclear as error:  # the customer left, or an inflow was answered for meanwhile
        written.add_error(None, refusals.said(error, today=day))
        return sending.refused(sending.said(written))
    return JsonResponse({"state": "stored"})
