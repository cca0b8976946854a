"""Sign in, sign out, choose language, theme and colours."""

from django.conf import settings
from django.contrib.auth import forms as auth_forms
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from tilth.data import codes
from tilth.data.models import User
from tilth.domain.people import operations

YEAR = 365 * 24 * 60 * 60


@login_not_required
@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; go on to where the person wanted to go."""
    following = _safe(request, request.POST.get("next") or request.GET.get("next") or "/")
    if request.user.is_authenticated:
        return redirect(following)
    form = auth_forms.AuthenticationForm(request, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = form.get_user()
        login(request, user)
        return _with_language(redirect(following), user.language)
    status = 422 if form.is_bound else 200
    return render(
        request, "accounts/sign_in.html", {"form": form, "next": following, "theme": "auto"}, status=status
    )


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign_in")


@login_not_required
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Store one preference and return to the page; who is not signed in may choose the language only."""
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
    """Return an address of this site; anything else becomes the first page."""
    safe = url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return address if safe else "/"
