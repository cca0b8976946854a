"""A record that waits in a browser: the form with nobody's name in it, and when it was made.

The browser fills in what its list shows; the moment is by the clock of the server, never of the browser.
"""

import datetime as dt
from collections.abc import Iterator

from tilth.data.models import PublishedCustomer
from tilth.domain import bank
from tilth.policy.best_times import next_call
from tilth.policy.permissions import Action, Thing, may
from tilth.web.contacts.pages import Page
from tilth.web.contacts.told import Told
from tilth.web.contacts.views import empty, quick_days
from tilth.web.shell import Shell
from tilth.web.today.acts import Ask
from tilth.web.today.forms import TIMES, PutOffForm, SkipForm, clock, quick_moments

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
        again=next_call(frame.today, ()),
        can_call=False,
    )


def asks(frame: Shell) -> Iterator[tuple[str, Ask]]:
    """Return the small forms of a row about nobody, as far as the role may send them."""
    nobody, now = PublishedCustomer(customer_id=NOBODY, name=""), bank.now(frame.today)
    if may(frame.actor.role, Thing.SKIP, Action.CREATE):
        yield "today/skip.html#ask", Ask(customer=nobody, form=SkipForm())
    if may(frame.actor.role, Thing.TASK, Action.CREATE):
        moments = quick_moments(now, most=len(TIMES))
        form = PutOffForm(now=now)
        yield "today/put_off.html#ask", Ask(customer=nobody, form=form, moments=moments, now=clock(now))


def age(given: str) -> dt.timedelta:
    """Return how long ago a record was made: not in the future, not more than a week, now when in doubt."""
    text = given.strip()
    seconds = int(text) if text.isascii() and text.isdigit() and len(text) < len("100000000") else 0
    return min(dt.timedelta(seconds=seconds), LONGEST)
