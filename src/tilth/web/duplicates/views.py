"""Pairs of customer numbers that look like one person: look at both, merge them, or say that they are two."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tilth.access.checks import requires
from tilth.data.models import Generation
from tilth.domain.duplicates import queries
from tilth.domain.duplicates.queries import Pair, Waiting
from tilth.domain.records.duplicate import part as say_two
from tilth.policy.permissions import Action, Thing, may
from tilth.web import fields, shell
from tilth.web.desk import desk
from tilth.web.desk.acting import done, error_of
from tilth.web.desk.forms import CustomerForm
from tilth.web.duplicates import rows
from tilth.web.duplicates.rows import Line, Side

_LAST = 10_000


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The pair that is looked at."""

    pair: Pair
    sides: tuple[Side, Side]
    lines: tuple[Line, ...]
    sum: float
    """Points of all evidence."""
    start: float | None
    """Points of two numbers drawn at random; None where nothing was compared."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The pairs that wait, and one of them side by side."""

    waiting: Waiting
    chosen: Chosen | None
    number: int
    may_say: bool
    may_merge: bool


@require_safe
@requires((Thing.DUPLICATE, Action.LIST), (Thing.PERSONAL_DATA, Action.VIEW))
def index(request: HttpRequest) -> HttpResponse:
    """List the pairs that wait, the likeliest first; one is shown side by side."""
    frame = shell.of(request, "customers")
    if frame.generation is None:
        return shell.page(request, "duplicates/index.html", shell=frame, page=None)
    number = min(_LAST, fields.whole(fields.text_of(request.GET, "page")) or 1)
    found = queries.waiting(frame.actor, frame.generation, page=number)
    wanted = fields.text_of(request.GET, "pair")
    pair = next((one for one in found.pairs if str(one.id) == wanted), None)
    pair = pair or next(iter(found.pairs), None)
    page = Page(
        waiting=found,
        chosen=_chosen(pair, frame.generation, frame) if pair else None,
        number=number,
        may_say=may(frame.actor.role, Thing.DUPLICATE, Action.UPDATE),
        may_merge=may(frame.actor.role, Thing.MERGE, Action.CREATE),
    )
    return shell.page(request, "duplicates/index.html", shell=frame, page=page)


@require_POST
@requires((Thing.DUPLICATE, Action.UPDATE))
def part(request: HttpRequest, customer_id: str, pair: UUID) -> HttpResponse:
    """Say that the two are two persons, and go on with the next pair."""
    at = desk.at(request)
    form, note = CustomerForm({}), fields.text_of(request.POST, "note")
    if done(at, form, lambda: say_two(at.who, customer_id, pair, note=note)):
        messages.success(request, _("Stored: two persons. The pair does not come back."))
    else:
        messages.error(request, error_of(form))
    return redirect("duplicates")


def _chosen(pair: Pair, generation: Generation, frame: shell.Shell) -> Chosen:
    told = sum(value for _code, _level, value in pair.told)
    return Chosen(
        pair=pair,
        sides=(rows.side(pair.one, generation), rows.side(pair.other, generation)),
        lines=rows.lines(pair, generation, frame.today),
        sum=round(told, 1),
        start=None if pair.weight is None else round(float(pair.weight) - told, 1),
    )
