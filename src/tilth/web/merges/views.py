"""Merge two customer numbers: choose the other one, see what will move, confirm; and undo it (IDN-02)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tilth.access.checks import requires
from tilth.data.models import PublishedCustomer
from tilth.domain import guards
from tilth.domain.acting import Unclear
from tilth.domain.merges import operations, queries
from tilth.domain.merges.queries import Both, Part
from tilth.domain.staff import queries as staff
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects.kit import Merges
from tilth.web import fields, shell
from tilth.web.desk import desk, refusals
from tilth.web.desk.acting import UNPROCESSABLE
from tilth.web.desk.desk import Desk, note_view
from tilth.web.format.languages import language
from tilth.web.merges.choosing import Choice, Move, Numbers, choices, chosen, moves, stricter
from tilth.web.merges.forms import MergeForm

PAGE = "customer_network"


@dataclass(frozen=True, kw_only=True)
class Line:
    """Records of one kind under both numbers, and what becomes of them."""

    words: str
    survivor: int
    merged: int
    after: str
    what: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """Two numbers side by side; without another one only the question which."""

    figures: PublishedCustomer
    both: Both | None
    form: MergeForm
    lines: tuple[Line, ...]
    refused: str
    """Why they cannot be merged as they stand; empty where they can."""
    moves: int
    """Records that will move."""
    keepers: tuple[str, str] = ("", "")
    """The managers of both, by name."""
    branches: tuple[str, str] = ("", "")
    """The branches of both, by name."""
    choices: tuple[Choice, ...] = ()
    stricter: tuple[str, ...] = ()
    """What the customer said no to by one number and yes to by the other: the no stands."""
    moving: tuple[Move, ...] = ()


@require_http_methods(["GET", "HEAD", "POST"])
@requires((Thing.MERGE, Action.CREATE), (Thing.PERSONAL_DATA, Action.VIEW))
def merge(request: HttpRequest, customer_id: str) -> HttpResponse:
    """Show two numbers side by side; sent back, make them one."""
    at = desk.at(request)
    figures = at.customer(customer_id)
    if request.method != "POST":
        given = fields.text_of(request.GET, "with")
        return _show(request, at, figures, given, MergeForm(initial={"merged_id": given}))
    form = MergeForm(request.POST)
    form.fields["cause"].required = "look" not in request.POST
    if not form.is_valid():
        return _show(request, at, figures, fields.text_of(request.POST, "merged_id"), form)
    told = form.cleaned_data
    if "look" in request.POST:
        return HttpResponseRedirect(f"{request.path}?with={told['merged_id']}")
    details = chosen(request)
    refused = _refused(at, lambda: operations.merge(at.who, customer_id, **told, details=details))
    if refused:
        return _show(request, at, figures, told["merged_id"], form, refused=refused)
    return HttpResponseRedirect(f"{reverse(PAGE, args=[customer_id])}?done")


@require_POST
@requires((Thing.MERGE, Action.UPDATE))
def undo(request: HttpRequest, customer_id: str, merge_id: int) -> HttpResponse:
    """Undo a merge of this customer's number."""
    at = desk.at(request)
    figures = at.customer(customer_id)
    mine = queries.of_customer(at.actor, at.generation, customer_id=customer_id)
    if merge_id not in [one.id for one in mine]:
        raise Http404
    refused = _refused(at, lambda: operations.undo(at.who, merge_id))
    if refused:
        return _show(request, at, figures, "", MergeForm(), refused=refused)
    return HttpResponseRedirect(f"{reverse(PAGE, args=[customer_id])}?done")


def _refused(at: Desk, do: Callable[[], object]) -> str:
    """Do it; return why it was refused, in the reader's language, empty where it was done."""
    try:
        do()
    except guards.CustomerNotVisibleError:
        return _("There is no customer of this number in your sight: check the number.")
    except guards.NotAllowedError:
        raise PermissionDenied from None
    except Unclear as error:
        return refusals.said(error, today=at.frame.today)
    return ""


def _show(  # noqa: PLR0913, PLR0917 - one page in its states
    request: HttpRequest,
    at: Desk,
    figures: PublishedCustomer,
    number: str,
    form: MergeForm,
    refused: str = "",
) -> HttpResponse:
    both: Both | None = None
    lines: tuple[Line, ...] = ()
    if number and number != figures.customer_id:
        both, lines, why = _beside(at, figures, number)
        refused = refused or why
    elif number:
        refused = refused or _("That is this customer's own number: write another one.")
    shown = (figures,) if both is None else (figures, both.other)
    known: Numbers = {"customer_id": figures.customer_id, "merged_id": number}
    page = Page(
        choices=choices(at, known, chosen(request)) if both else (),
        stricter=stricter(at, known) if both else (),
        moving=moves(at, number) if both else (),
        keepers=_pair(staff.name(one.rm_id, at.generation) for one in shown),
        branches=_pair(staff.branch(one.branch_id, at.generation) for one in shown),
        figures=figures,
        both=both,
        form=form,
        lines=lines,
        refused=refused,
        moves=sum(one.merged for one in lines if one.what),
    )
    note_view(figures.customer_id, "merge", others=() if both is None else (number,))
    status = UNPROCESSABLE if request.method == "POST" else 200
    return shell.page(request, "merges/merge.html", shell=at.frame, page=page, status=status)


def _pair(names: Iterable[str]) -> tuple[str, str]:
    first, second, *_rest = (*names, "")
    return first, second


def _beside(at: Desk, figures: PublishedCustomer, number: str) -> tuple[Both | None, tuple[Line, ...], str]:
    """Return both customers, what a merge would move, and why it cannot be; two queries."""
    known = {"customer_id": figures.customer_id, "merged_id": number}
    try:
        both = queries.both(at.actor, at.generation, **known)
    except guards.CustomerNotVisibleError:
        return None, (), _("There is no customer of this number in your sight: check the number.")
    lines = tuple(_line(one) for one in queries.parts(at.actor, at.generation, **known))
    why = operations.unfit(both.survivor, both.other)
    return both, lines, _(why) if why else ""


def _line(part: Part) -> Line:
    what = {
        Merges.MOVE: _("all go to the number that stays"),
        Merges.ONE: _("its own comes first; else the other's goes there"),
        Merges.STAY: "",
    }
    return Line(
        words=part.subject.many.told(language()),
        survivor=part.survivor,
        merged=part.merged,
        after="" if part.after is None else str(part.after),
        what=what[part.subject.merges],
    )
