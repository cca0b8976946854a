"""The page of accounts: who may sign in, where, who left; opened and closed by security administrators."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tilth.access import hashing
from tilth.access import keeping as asking
from tilth.access.checks import requires
from tilth.domain.acting import Unclear
from tilth.domain.ordered import TURN
from tilth.domain.staff import keeping
from tilth.domain.staff.keeping import Account, Found
from tilth.policy import codes, roles
from tilth.policy.permissions import Action, Thing, may
from tilth.web import fields, labels, shell
from tilth.web.desk import desk, refusals
from tilth.web.format import amounts
from tilth.web.listing import alphabet, heads

INDEX, FORM = "accounts/index.html", "accounts/open.html"
_UPDATES = ((Thing.ACCOUNT, Action.LIST), (Thing.ACCOUNT, Action.UPDATE))


class Opened(forms.Form):
    """Who is to sign in, under which name, as what."""

    staff_id = fields.Text(
        max_length=64, error_messages={"required": gettext_lazy("Say whose account it is.")}
    )
    username = fields.Text(
        max_length=150, error_messages={"required": gettext_lazy("Say by which name the person signs in.")}
    )
    role = fields.Choice(
        choices=labels.choices("role", [one for one in codes.ROLES if one in roles.BY_CODE]),
        error_messages={
            "required": gettext_lazy("Choose what the person may see."),
            "invalid_choice": gettext_lazy("Choose what the person may see."),
        },
    )

    def clean_username(self) -> str:
        """Refuse a name with blanks: nobody could type it twice alike."""
        name = str(self.cleaned_data["username"])
        if any(sign.isspace() for sign in name):
            raise ValidationError(_("Leave out blanks: the name is typed at every sign-in."))
        return name


@dataclass(frozen=True, kw_only=True)
class Line:
    """One account in words."""

    account: Account
    role: str
    own: bool


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of accounts."""

    headline: SafeString
    found: Found
    lines: tuple[Line, ...]
    online: int
    text: str
    state: str
    sort: str
    heads: Mapping[str, heads.Order]
    first: bool
    keeps: bool
    """Whether the reader opens and closes; else it is for review."""
    leaving: tuple[int, ...]
    """Open accounts on this page of people who left."""

    def address(self, **other: str) -> dict[str, str]:
        """Return what the address says, with something else."""
        whole = {"q": self.text, "state": self.state, "sort": self.sort} | other
        return {part: value for part, value in whole.items() if value}


@dataclass(frozen=True, kw_only=True)
class Ask:
    """The form, or what came of it: the password is shown this once."""

    form: Opened
    roles: tuple[tuple[str, str], ...]
    name: str = ""
    username: str = ""
    password: str = ""


@require_safe
@requires((Thing.ACCOUNT, Action.LIST), (Thing.ACCOUNT, Action.VIEW))
def index(request: HttpRequest) -> HttpResponse:
    """List the accounts by name, those of people who left on request."""
    frame = shell.of(request, "accounts")
    if frame.generation is None:
        return shell.page(request, INDEX, shell=frame, page=None)
    text, after = fields.text_of(request.GET, "q")[:64], fields.text_of(request.GET, "after")
    asked, sort = request.GET.get("state", ""), fields.text_of(request.GET, "sort")
    state = asked if asked in keeping.STATES else ""
    sort = sort if sort.removeprefix(TURN) in keeping.SORTS else ""
    found = keeping.find(
        frame.actor,
        frame.generation,
        text=text,
        state=state,
        after=after,
        sort=sort,
        roles=alphabet.labelled("role", roles.BY_CODE),
    )
    sort = "" if found.unordered else sort
    lines = tuple(
        Line(account=one, role=labels.label("role", one.role), own=one.number == frame.actor.pk)
        for one in found.items
    )
    page = Page(
        headline=_headline(found),
        found=found,
        lines=lines,
        online=sum(one.held is not None for one in found.items),
        text=text,
        state=state,
        sort=sort,
        heads=_heads(text, state, sort or "username"),
        first=not after,
        keeps=may(frame.actor.role, Thing.ACCOUNT, Action.UPDATE),
        leaving=tuple(one.number for one in found.items if one.gone and one.is_open),
    )
    return shell.page(request, INDEX, shell=frame, page=page)


def _heads(text: str, state: str, now: str) -> dict[str, heads.Order]:
    down, address = now.removeprefix(TURN) in keeping.DOWN, heads.beside(q=text, state=state)
    return {code: heads.order(code, now=now, down=down, address=address) for code in keeping.SORTS}


def _headline(found: Found) -> SafeString:
    if not found.left:
        text = ngettext(
            "{n} account is open; everybody who may sign in works here.",
            "{n} accounts are open; everybody who may sign in works here.",
            found.open,
        )
        return format_html(text, n=amounts.count(found.open))
    text = ngettext(
        "<b><a href='?state=left'>{n} person</a> has left</b> and may still sign in: close the account.",
        "<b><a href='?state=left'>{n} people</a> have left</b> and may still sign in: close their accounts.",
        found.left,
    )
    return format_html(text, n=amounts.count(found.left))


@sensitive_variables("password")
@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.ACCOUNT, Action.CREATE), (Thing.ACCOUNT, Action.LIST))
def open_account(request: HttpRequest) -> HttpResponse:
    """Ask for whom, then open the account and show its password this once."""
    at = desk.at(request, "accounts")
    form = Opened(request.POST or None)
    status = 422 if form.is_bound else 200
    told = Ask(form=form, roles=tuple(labels.choices("role", list(roles.CODES))))
    if form.is_valid():
        password = keeping.made_up()
        try:
            with hashing.GATE.alone(patient=True):
                name = keeping.open_account(at.generation, **form.cleaned_data, password=password)
        except hashing.BusyError:
            form.add_error(None, _("Others are signing in just now: press the button once more."))
        except Unclear as error:
            form.add_error(None, refusals.said(error, today=at.frame.today))
        else:
            username = form.cleaned_data["username"]
            told = Ask(form=Opened(), roles=told.roles, name=name, username=username, password=password)
            status = 200
    return shell.page(request, FORM, shell=at.frame, page=told, status=status)


@require_POST
@requires(*_UPDATES)
def close(request: HttpRequest) -> HttpResponse:
    """Close one account or several and end their sessions."""
    at = desk.at(request, "accounts")
    accounts = [
        number for one in request.POST.getlist("account")[: keeping.PAGE] if (number := fields.whole(one))
    ]
    try:
        closed = keeping.close(accounts)
    except Unclear as error:
        messages.error(request, refusals.said(error, today=at.frame.today))
        return redirect("accounts")
    text = ngettext(
        "{n} account is closed and signed out everywhere.",
        "{n} accounts are closed and signed out everywhere.",
        closed,
    )
    messages.success(request, text.format(n=amounts.count(closed)))
    return redirect("accounts")


@require_POST
@requires(*_UPDATES)
def open_again(request: HttpRequest, account: int) -> HttpResponse:
    """Let somebody sign in again."""
    at = desk.at(request, "accounts")
    try:
        keeping.open_again(account)
        messages.success(request, _("The account is open again, under the password it had."))
    except Unclear as error:
        messages.error(request, refusals.said(error, today=at.frame.today))
    return redirect("accounts")


@require_POST
@requires((Thing.SESSION, Action.LIST), (Thing.SESSION, Action.DELETE), (Thing.ACCOUNT, Action.UPDATE))
def end_sessions(request: HttpRequest, account: int) -> HttpResponse:
    """Sign somebody out everywhere; the account stays open."""
    ended = asking.end_sessions_of(account)
    text = ngettext("Signed out in {n} browser.", "Signed out in {n} browsers.", ended)
    messages.success(
        request, text.format(n=amounts.count(ended)) if ended else _("Nobody was signed in there.")
    )
    return redirect("accounts")
