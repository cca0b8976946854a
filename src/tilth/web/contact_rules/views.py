"""Change the rules of contact of one customer: consents, wishes, stops, suitable times, topics."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from tilth.access.checks import requires
from tilth.domain.consents import operations as consenting
from tilth.domain.contact_times import operations as timing
from tilth.domain.suppressions import operations as suppressing
from tilth.domain.suppressions import queries as suppressions
from tilth.domain.wishes import operations as wishing
from tilth.domain.wishes import queries as wishes
from tilth.policy.permissions import Action, Thing
from tilth.web.contact_rules import forms
from tilth.web.contact_rules.sections import restricts
from tilth.web.desk import desk
from tilth.web.desk.acting import act, among, by
from tilth.web.desk.desk import Desk
from tilth.web.file.show import again

TAB, PAGE = "rules", "customer_rules"


@require_POST
@requires((Thing.CONSENT, Action.CREATE))
def consent(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Record one decision of the customer."""
    form = forms.ConsentForm(request.POST)

    def do(at: Desk) -> object:
        given = dict(form.cleaned_data)
        if given["decision"] != consenting.GRANTED:
            given["text_version"] = ""
        asked = not given.pop("unasked")
        return consenting.record(**by(at), customer_id=customer_id, asked=asked, rules=at.playbook, **given)

    return act(request, customer_id, form, do=do, again=again(TAB), page=PAGE)


@require_POST
@requires((Thing.CONSENT, Action.CREATE))
def withdraw(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Take a consent back: always possible, at once (C-03)."""
    form = forms.WithdrawForm(request.POST)

    def do(at: Desk) -> object:
        return consenting.withdraw(**by(at), customer_id=customer_id, **form.cleaned_data)

    return act(request, customer_id, form, do=do, again=again(TAB), page=PAGE)


@require_POST
@requires((Thing.DO_NOT_DISTURB, Action.CREATE))
def wish(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Record a wish not to be disturbed."""
    form = forms.WishForm(request.POST)

    def do(at: Desk) -> object:
        return wishing.add(**by(at), customer_id=customer_id, **form.wish())

    return act(request, customer_id, form, do=do, again=again(TAB), page=PAGE)


@require_POST
@requires((Thing.DO_NOT_DISTURB, Action.UPDATE))
def end_wish(request: HttpRequest, customer_id: str, wish: UUID) -> HttpResponse:
    """End a wish of this customer from today on."""

    def do(at: Desk) -> object:
        held = wishes.recorded(at.actor, at.generation, customer_id=customer_id, today=at.frame.today)
        among(wish, [one.id for one in held])
        return wishing.end(**by(at), wish_id=wish)

    return act(request, customer_id, None, do=do, again=again(TAB), page=PAGE)


@require_POST
@requires((Thing.PREFERENCE, Action.UPDATE))
def times(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Set a customer's suitable times in place of what was there."""
    form = forms.TimesForm(request.POST)

    def do(at: Desk) -> object:
        given = form.cleaned_data
        return timing.set(**by(at), customer_id=customer_id, windows=given["windows"], zone=given["zone"])

    return act(request, customer_id, form, do=do, again=again(TAB), page=PAGE)


@require_POST
@requires((Thing.PREFERENCE, Action.UPDATE))
def avoid(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Set what nobody brings up with a customer in place of what was there."""
    form = forms.AvoidForm(request.POST)

    def do(at: Desk) -> object:
        return timing.avoid(**by(at), customer_id=customer_id, topics=form.cleaned_data["topics"])

    return act(request, customer_id, form, do=do, again=again(TAB), page=PAGE)


@require_POST
@requires((Thing.SUPPRESSION, Action.CREATE))
def stop(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Record why nobody may contact the customer."""
    form = forms.StopForm(request.POST, restricts=restricts(desk.at(request)))

    def do(at: Desk) -> object:
        return suppressing.add(**by(at), customer_id=customer_id, **form.cleaned_data)

    return act(request, customer_id, form, do=do, again=again(TAB), page=PAGE)


@require_POST
@requires((Thing.SUPPRESSION, Action.UPDATE))
def lift(request: HttpRequest, customer_id: str, stop: UUID) -> HttpResponse:
    """Lift a stop of this customer at once."""

    def do(at: Desk) -> object:
        held = suppressions.of_customer(
            at.actor, at.generation, customer_id=customer_id, today=at.frame.today
        )
        among(stop, [one.id for one in held])
        return suppressing.lift(**by(at), suppression_id=stop)

    return act(request, customer_id, None, do=do, again=again(TAB), page=PAGE)
