"""The page of one's own account: where one is signed in, sign out elsewhere, another password."""

from django.contrib import messages
from django.contrib.auth import HASH_SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from tilth.access import accounts, addresses, attempts, audit, hashing
from tilth.access.attempts import Attempt
from tilth.access.audit import Event
from tilth.access.checks import requires
from tilth.domain import bank
from tilth.domain.calendar_feeds import operations as calendar_feeds
from tilth.domain.days import ZONE
from tilth.domain.staff import account as own
from tilth.kernel import ids
from tilth.policy.permissions import Action, Thing, may
from tilth.web import shell
from tilth.web.accounts import forms

_WEAK = {
    "password_too_short": gettext_lazy("Too short: take at least twelve characters."),
    "password_too_common": gettext_lazy("Known to everybody who guesses: take another."),
    "password_too_similar": gettext_lazy("Too much like your name: take another."),
    "": gettext_lazy("This password may not be used: take another."),
}
"""What the validators say, by their codes."""


@require_safe
@requires((Thing.SESSION, Action.VIEW), (Thing.PREFERENCE_OF_SELF, Action.VIEW))
def account(request: HttpRequest) -> HttpResponse:
    """Show where the person is signed in, and the form for another password."""
    return _page(request, forms.Password())


@require_POST
@requires((Thing.SESSION, Action.DELETE))
def end(request: HttpRequest) -> HttpResponse:
    """End one other session, or all others."""
    number = ids.read(request.POST.get("session", ""))
    ended = 0
    if number is not None or request.POST.get("session") == "others":
        ended = accounts.end_sessions(session_key=request.session.session_key, one=number)
        audit.note(Event.SIGN_OUT, subject_type="account", subject_id=_who(request), detail={"ended": ended})
    messages.success(request, _ended(ended))
    return redirect("account")


@require_POST
@requires((Thing.PREFERENCE_OF_SELF, Action.UPDATE), (Thing.TASK, Action.LIST))
def make_feed(request: HttpRequest) -> HttpResponse:
    """Make a new address for one's calendar and show it this once; the one before opens nothing any more."""
    frame = shell.of(request, "account")
    secret = calendar_feeds.make(frame.actor, at=bank.now(frame.today))
    address = request.build_absolute_uri(reverse("calendar_feed", args=[secret]))
    return _page(request, forms.Password(), address=address)


@require_POST
@requires((Thing.PREFERENCE_OF_SELF, Action.UPDATE))
def withdraw_feed(request: HttpRequest) -> HttpResponse:
    """Withdraw the address of one's calendar."""
    frame = shell.of(request, "account")
    if calendar_feeds.withdraw(frame.actor, at=bank.now(frame.today)):
        messages.success(request, _("The address of your calendar is withdrawn: it opens nothing any more."))
    return redirect("account")


@sensitive_post_parameters()
@require_POST
@requires((Thing.PREFERENCE_OF_SELF, Action.UPDATE))
def password(request: HttpRequest) -> HttpResponse:
    """Change the password; every other session of the account ends with the old one."""
    form = forms.Password(request.POST)
    if form.is_valid():
        ended = _changed(request, form, _tries(request))
        if ended is not None:
            messages.success(request, _("Your password is changed.") + " " + _ended(ended))
            return redirect("account")
    return _page(request, form, status=422)


def _tries(request: HttpRequest) -> Attempt:
    return attempts.at_own_account(
        shell.of(request, "account").actor.get_username(),
        address=addresses.of(request),
        session=str(request.session.session_key),
    )


def _changed(request: HttpRequest, form: forms.Password, by: Attempt) -> int | None:
    """Change the password and return how many other sessions ended; None: the form says why not."""
    if wait := attempts.waits(by):
        told = _("Too many wrong passwords: try again after %(at)s. Nothing was compared this time.")
        form.add_error("present", told % {"at": f"{wait.until.astimezone(ZONE):%H:%M}"})
        return None
    try:
        with attempts.in_turn(by), hashing.GATE.alone(patient=True):
            return _change(request, form)
    except hashing.BusyError:
        form.add_error(None, _("Others are signing in just now: press the button once more."))
    except own.WrongPasswordError:
        attempts.missed(by)
        form.add_error("present", _("This is not your present password: nothing was changed."))
    except own.WeakPasswordError as error:
        form.add_error("new", [str(_WEAK.get(code, _WEAK[""])) for code in error.codes])
    return None


def _change(request: HttpRequest, form: forms.Password) -> int:
    actor = shell.of(request, "account").actor
    ended = own.change_password(
        by=actor,
        present=form.cleaned_data["present"],
        new=form.cleaned_data["new"],
        session_key=request.session.session_key,
    )
    request.session[HASH_SESSION_KEY] = actor.get_session_auth_hash()
    return ended


def _page(
    request: HttpRequest, form: forms.Password, *, address: str = "", status: int = 200
) -> HttpResponse:
    frame = shell.of(request, "account")
    page = {
        "sessions": own.sessions(session_key=request.session.session_key),
        "form": form,
        "feeds": may(frame.actor.role, Thing.TASK, Action.LIST),
        "feed": calendar_feeds.standing(frame.actor),
        "address": address,
    }
    return shell.page(request, "accounts/account.html", shell=frame, page=page, status=status)


def _ended(number: int) -> str:
    if not number:
        return _("You were signed in nowhere else.")
    told = ngettext("Signed out in %(n)s other browser.", "Signed out in %(n)s other browsers.", number)
    return told % {"n": number}


def _who(request: HttpRequest) -> str:
    return str(request.user.pk)
