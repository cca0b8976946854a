"""How every change around one customer runs: checked, done, told; nothing refused becomes an error page."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse

from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.customers import queries
from tilth.web.desk import desk, refusals
from tilth.web.desk.desk import Desk
from tilth.web.desk.forms import CustomerForm

UNPROCESSABLE = 422
Again = Callable[[HttpRequest, Desk, str, CustomerForm | None], HttpResponse]


def act(  # noqa: PLR0913 - the parts of one change, told in keywords
    request: HttpRequest,
    customer_id: str,
    form: CustomerForm | None,
    *,
    do: Callable[[Desk], object],
    again: Again,
    page: str,
    beside: str = "",
) -> HttpResponse:
    """Do what a form asks and go back to its page, or show the page again with what was wrong.

    `beside`: the part of the page where it was asked, to stand there again.

    A customer out of sight, also one who moved away while the page was open, does not exist here: 404.
    Whoever has just moved the customer out of the own sight goes back to the list.
    """
    at = desk.at(request)
    at.customer(customer_id)
    asked = CustomerForm({}) if form is None else form
    if not asked.is_valid():
        return again(request, at, customer_id, asked)
    if not done(at, asked, lambda: do(at)):
        return again(request, at, customer_id, asked)
    if queries.figures(at.actor, at.generation, customer_id=customer_id) is None:
        return redirect("customers")
    there = f"={beside}#{beside}" if beside else ""
    return HttpResponseRedirect(f"{reverse(page, args=[customer_id])}?done{there}")


def done(at: Desk, form: Form, do: Callable[[], object]) -> bool:
    """Do what a form asks and say whether it was done; what was refused stands in the form.

    A customer out of sight does not exist here: Http404. PermissionDenied for a role that may not.
    """
    try:
        do()
    except guards.CustomerNotVisibleError:
        raise Http404 from None
    except guards.NotAllowedError:
        raise PermissionDenied from None
    except Unclear as error:
        form.add_error(None, refusals.said(error, today=at.frame.today))
        return False
    return True


def error_of(wrong: CustomerForm | None) -> str:
    """Return what was wrong with a form as a whole; empty where a field is to blame."""
    return "" if wrong is None else " ".join(str(error) for error in wrong.non_field_errors())
