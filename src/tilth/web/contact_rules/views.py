"""Change the rules of contact of one customer: consents, wishes, stops, suitable times, topics."""

from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from tilth.access.checks import requires
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.records import consent as consenting
from tilth.domain.records import do_not_disturb as wishing
from tilth.domain.records import preference as timing
from tilth.domain.records import suppression as suppressing
from tilth.policy.permissions import Action, Thing
from tilth.web.contact_rules import forms
from tilth.web.contact_rules.sections import restricts
from tilth.web.desk import desk
from tilth.web.desk.acting import act
from tilth.web.desk.desk import Desk
from tilth.web.file.show import again

_change = partial(act, again=again("rules"), page="customer_rules")
"""Do what a form of this tab asks, and show the tab again."""


@require_POST
@requires((Thing.CONSENT, Action.CREATE))
def consent(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Record one decision of the customer."""
    form = forms.ConsentForm(request.POST)

    def do(at: Desk) -> object:
        given = dict(form.cleaned_data)
        if given["decision"] != consenting.GRANTED:
            given["text_version"] = ""
        return consenting.record(at.who, customer_id, asked=not given.pop("unasked"), **given)

    return _change(request, customer_id, form, do=do)


@require_POST
@requires((Thing.CONSENT, Action.CREATE))
def withdraw(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Take a consent back: always possible, at once (C-03)."""
    form = forms.WithdrawForm(request.POST)
    return _change(
        request,
        customer_id,
        form,
        do=lambda at: consenting.withdraw(at.who, customer_id, **form.cleaned_data),
    )


@require_POST
@requires((Thing.DO_NOT_DISTURB, Action.CREATE))
def wish(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Record a wish not to be disturbed."""
    form = forms.WishForm(request.POST)
    return _change(request, customer_id, form, do=lambda at: wishing.add(at.who, customer_id, **form.wish()))


@require_POST
@requires((Thing.DO_NOT_DISTURB, Action.UPDATE))
def end_wish(request: HttpRequest, customer_id: str, wish: UUID) -> HttpResponse:
    """End a wish of this customer from today on."""

    def do(at: Desk) -> object:
        try:
            return wishing.end(at.who, customer_id, wish)
        except Unclear:  # one that has ended stands on no page any more
            raise guards.CustomerNotVisibleError(str(wish)) from None

    return _change(request, customer_id, None, do=do)


@require_POST
@requires((Thing.PREFERENCE, Action.UPDATE))
def times(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Set a customer's suitable times in place of what was there."""
    form = forms.TimesForm(request.POST)

    def do(at: Desk) -> object:
        given = form.cleaned_data
        return timing.set(at.who, customer_id, windows=given["windows"], zone=given["zone"])

    return _change(request, customer_id, form, do=do)


@require_POST
@requires((Thing.PREFERENCE, Action.UPDATE))
def avoid(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Set what nobody brings up with a customer in place of what was there."""
    form = forms.AvoidForm(request.POST)
    return _change(
        request,
        customer_id,
        form,
        do=lambda at: timing.avoid(at.who, customer_id, topics=form.cleaned_data["topics"]),
    )


@require_POST
@requires((Thing.SUPPRESSION, Action.CREATE))
def stop(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Record why nobody may contact the customer."""
    form = forms.StopForm(request.POST, restricts=restricts(desk.at(request)))
    return _change(
        request, customer_id, form, do=lambda at: suppressing.add(at.who, customer_id, **form.cleaned_data)
    )


@require_POST
@requires((Thing.SUPPRESSION, Action.UPDATE))
def lift(request: HttpRequest, customer_id: str, stop: UUID) -> HttpResponse:
    """Lift a stop of this customer at once."""
    return _change(request, customer_id, None, do=lambda at: suppressing.lift(at.who, customer_id, stop))
