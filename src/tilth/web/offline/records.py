"""A record that waits in a browser: the form with nobody's name in it, and when it was made.

The browser fills in what its list shows; the moment is by the clock of the server, never of the browser.
"""

import datetime as dt

from tilth.data.models import PublishedCustomer
from tilth.domain import days
from tilth.web.contacts.pages import Page
from tilth.web.contacts.told import Told
from tilth.web.contacts.views import empty, quick_days
from tilth.web.shell import Shell

NOBODY = "OFFLINE"
"""Stands where the browser puts the customer's number."""
LONGEST = dt.timedelta(days=7)


def blank(frame: Shell) -> Page:
    """Return the form's page about nobody."""
    return Page(
        customer=PublishedCustomer(customer_id=NOBODY, name="", mobile="", phone="", tier=""),
        chips=(),
        told=Told(),
        wishes=(),
        avoid=(),
        theirs=None,
        draft="",
        form=empty(frame.today, ""),
        origin="today",
        quick_days=quick_days(frame.today),
        again=days.next_working_day(frame.today),
        can_call=False,
    )


def age(given: str) -> dt.timedelta:
    """Return how long ago a record was made: not in the future, not more than a week, now when in doubt."""
    text = given.strip()
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) < len("100000000") else 0
    return min(dt.timedelta(seconds=seconds), LONGEST)
