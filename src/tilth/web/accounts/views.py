"""Sign in, sign out, choose language, theme and colours; who came, left and failed is audited (C-32)."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tilth.access import attempts, audit
from tilth.access.checks import open_to_all, requires
from tilth.data import codes
from tilth.data.models import User
from tilth.domain.people import operations
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.accounts import demo, forms

YEAR = 365 * 24 * 60 * 60


@login_not_required
@open_to_all
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; go on to where the person wanted to go."""
    following = _safe(request, request.POST.get("next") or request.GET.get("next") or "/")
    if request.user.is_authenticated:
        return redirect(following)
    form = forms.SignIn(request, data=request.POST or None, address=_address(request))
    if request.method == "POST" and _compared(request, form):
        user: User = form.get_user()
        login(request, user)
        audit.note_sign_in(user, address=_address(request), request=_number(request))
        return _with_language(redirect(following), user.language)
    status = 422 if form.is_bound else 200
    context = {"form": form, "next": following, "theme": "auto", "people": demo.people()}
    return render(request, "accounts/sign_in.html", context, status=status)


def _compared(request: HttpRequest, form: forms.SignIn) -> bool:
    """Say whether name and password go together, and note where they do not."""
    address, number = _address(request), _number(request)
    with attempts.in_turn(request.POST.get("username", ""), address=address):
        if form.is_valid():
            return True
        if form.failed:
            audit.note_sign_in_failed(form.failed, address=address, request=number)
    if form.waits_until is not None:
        audit.note_refusal(
            None,
            None,
            address=address,
            request=number,
            why="wait",
            subject_type="page",
            subject_id="sign-in/",
        )
    return False


@require_POST
@requires((Thing.SESSION, Action.DELETE))
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    if isinstance(request.user, User):
        audit.note_sign_out(request.user, address=_address(request), request=_number(request))
    logout(request)
    return redirect("sign_in")


@login_not_required
@open_to_all
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Show the choices of whoever is signed in, or store one and return to the page.

    Who is not signed in may choose the language only.
    """
    if request.method != "POST":
        if not isinstance(request.user, User):
            return redirect("sign_in")
        return shell.page(
            request, "accounts/preferences.html", shell=shell.of(request, "preferences"), page=None
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
    return str(request.META.get("REMOTE_ADDR", ""))


def _number(request: HttpRequest) -> str:
    return str(getattr(request, "number", ""))
