"""The form of a contact with nobody's name in it: the browser fills in what its list shows."""

from tilth.data.models import PublishedCustomer
from tilth.domain import days
from tilth.web.contacts.pages import Page
from tilth.web.contacts.told import Told
from tilth.web.contacts.views import empty, quick_days
from tilth.web.shell import Shell

NOBODY = "OFFLINE"
"""Stands where the browser puts the customer's number."""


def page(frame: Shell) -> Page:
    """Return the form's page about nobody."""
    return Page(
        customer=PublishedCustomer(customer_id=NOBODY, name="", mobile="", phone="", tier=""),
        chips=(),
        told=Told(),
        quiet=(),
        avoid=(),
        theirs=None,
        draft="",
        form=empty(frame.today, ""),
        origin="today",
        quick_days=quick_days(frame.today),
        again=days.next_working_day(frame.today),
        can_call=False,
    )
