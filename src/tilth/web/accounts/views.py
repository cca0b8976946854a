"""Sign in, sign out, choose language, theme and colours; who came, left and failed is audited (C-32)."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tilth.access import addresses, attempts, audit, browsers, devices, hashing, sessions
from tilth.access.checks import open_to_all, requires
from tilth.access.hashing import BusyError
from tilth.data import codes
from tilth.data.models import User
from tilth.domain.staff import operations
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.accounts import agents, demo, forms

YEAR = 365 * 24 * 60 * 60
BUSY = 429
AGAIN = 2
"""Seconds after which whoever found the sign-in busy may try again."""


@login_not_required
@open_to_all
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; go on to where the person wanted to go."""
    following = _safe(request, request.POST.get("next") or request.GET.get("next") or "/")
    if request.user.is_authenticated:
        return redirect(following)
    try:
        form = _form(request)
        if request.method == "POST" and _compared(request, form):
            user: User = form.get_user()
            _let_in(request, user)
            return _remembered(request, _with_language(redirect(following), user.language), user)
    except BusyError:
        return _busy(request, following)
    return _door(request, form, following, status=422 if form.is_bound else 200)


def _form(request: HttpRequest) -> forms.SignIn:
    cookie = request.COOKIES.get(devices.COOKIE, "")
    if request.method == "POST" and not cookie:
        hashing.GATE.refuse()
    return forms.SignIn(request, data=request.POST or None, address=_address(request), cookie=cookie)


def _door(request: HttpRequest, form: forms.SignIn, following: str, *, status: int) -> HttpResponse:
    context = {
        "form": form,
        "next": following,
        "theme": "auto",
        "people": demo.people(),
        "busy": status == BUSY,
    }
    return render(request, "accounts/sign_in.html", context, status=status)


def _busy(request: HttpRequest, following: str) -> HttpResponse:
    """Say that others are signing in just now, and keep the name that was typed."""
    form = forms.SignIn(request, initial={"username": request.POST.get("username", "")})
    answer = _door(request, form, following, status=BUSY)
    answer.headers["Retry-After"] = str(AGAIN)
    return answer


def _let_in(request: HttpRequest, user: User) -> None:
    """Begin the person's session, as the person: the database lets nobody else change the account's row."""
    with audit.signing_in(user, address=_address(request), request=_number(request)):
        login(request, user)
        request.session[sessions.ABOUT] = agents.about(request, address=_address(request))


def _remembered(request: HttpRequest, response: HttpResponse, user: User) -> HttpResponse:
    """Let this browser be known to the person; only the sign-in page is told, also after signing out."""
    cookie = devices.renewed(request.COOKIES.get(devices.COOKIE, ""), attempts.account(user.get_username()))
    response.set_cookie(
        devices.COOKIE,
        cookie,
        max_age=YEAR,
        path=reverse("sign_in"),
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )
    return response


def _compared(request: HttpRequest, form: forms.SignIn) -> bool:
    """Say whether name and password go together, and note where they do not."""
    number = _number(request)
    if form.attempt is None:
        return form.is_valid()
    with attempts.in_turn(form.attempt):
        if form.is_valid():
            return True
        if form.failed:
            attempts.failed(form.attempt, request=number)
    if form.wait is not None:
        audit.note_refusal(
            None,
            None,
            address=_address(request),
            request=number,
            why="wait",
            subject_type="page",
            subject_id="sign-in/",
        )
    return False


@require_POST
@requires((Thing.SESSION, Action.DELETE))
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and let the browser forget what it kept of it."""
    if isinstance(request.user, User):
        audit.note_sign_out(request.user, address=_address(request), request=_number(request))
    logout(request)
    return browsers.forgetting(redirect("sign_in"))


@login_not_required
@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def own_settings(request: HttpRequest) -> HttpResponse:
    """Show the choices of whoever is signed in, or store one and return to the page.

    Who is not signed in may choose the language only.
    """
    if request.method != "POST":
        if not isinstance(request.user, User):
            return redirect("sign_in")
        return shell.page(
            request, "accounts/settings.html", shell=shell.of(request, "preferences"), page=None
        )
    choice, value = request.POST.get("choice", ""), request.POST.get("value", "")
    back = redirect(_safe(request, request.POST.get("next", "/")))
    if isinstance(request.user, User):
        try:
            operations.prefer(by=request.user, choice=choice, value=value)
        except operations.UnknownChoiceError as error:
            return HttpResponseBadRequest(str(error))
    if choice == "language" and value in codes.LANGUAGES:
        return _with_language(back, value)
    return back


def _with_language(response: HttpResponse, language: str) -> HttpResponse:
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        httponly=settings.LANGUAGE_COOKIE_HTTPONLY,
        samesite="Lax",
        secure=settings.LANGUAGE_COOKIE_SECURE,
    )
    return response


def _safe(request: HttpRequest, address: str) -> str:
    """Return an address of this site, from its root; anything else becomes the first page."""
    safe = address.startswith("/") and url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else "/"


def _address(request: HttpRequest) -> str:
    return addresses.of(request)


def _number(request: HttpRequest) -> str:
    return str(getattr(request, "number", ""))
