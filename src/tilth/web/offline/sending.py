"""What a browser sends of an act that waited: its mark, its moment, the list it was done from, an undo since.

It carries ages, never moments: a browser whose clock is wrong does no harm.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Self

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from tilth.access import readers
from tilth.domain import bank, days, guards, refusing
from tilth.domain.acting import Unclear, Who
from tilth.domain.waiting.operations import Waited
from tilth.kernel import ids
from tilth.web import fields
from tilth.web.desk import desk, refusals
from tilth.web.desk.desk import Desk
from tilth.web.offline import records

OTHER_READER, UNPROCESSABLE = 409, 422


class SendingForm(forms.Form):
    """The parts that every act has which waited; `undone` is how long ago it was undone in the browser."""

    key = fields.Text(max_length=36)
    night = fields.Day()
    ago = fields.Text(required=False)
    undone = fields.Text(required=False)


@dataclass(frozen=True, kw_only=True)
class Sending:
    """One act that waited, as it comes."""

    desk: Desk
    who: Who
    """Who did it, at the moment when it was done, under the mark of this sending."""
    waited: Waited

    @classmethod
    def of(cls, at: Desk, given: dict[str, Any]) -> Self | None:
        """Return what was sent; None where it carries no mark of its own."""
        key = ids.read(given["key"])
        if key is None:
            return None
        now = bank.now(at.frame.today)
        moment = now - records.age(given["ago"])
        undone = max(moment, now - records.age(given["undone"])) if given["undone"] else None
        day = moment.astimezone(days.ZONE).date()
        who = replace(at.who_sends(key), at=moment.astimezone(dt.UTC), today=day)
        return cls(desk=at, who=who, waited=Waited(night=given["night"], undone_at=undone))


def brought(request: HttpRequest, act: Callable[[Sending], forms.Form | None]) -> HttpResponse:
    """Do an act that waited and say what became of it: stored, refused with why, or another person's (409).

    `act` returns its form where that is not in order.
    """
    at = desk.at(request)
    if other(request, at):
        return JsonResponse({"state": "other"}, status=OTHER_READER)
    form = SendingForm(request.POST)
    sending = Sending.of(at, form.cleaned_data) if form.is_valid() else None
    if sending is None:
        return refused({"key": [_(refusing.UNCLEAR)]})
    try:
        wrong = act(sending)
    except (guards.CustomerNotVisibleError, guards.NothingToUndoError):
        raise Http404 from None
    except Unclear as error:
        return refused({"act": [refusals.said(error, today=at.frame.today)]})
    return refused(said(wrong)) if wrong is not None else JsonResponse({"state": "stored"})


def other(request: HttpRequest, at: Desk) -> bool:
    """Say whether what is sent waited in the browser of somebody else."""
    mine = readers.of(at.actor)
    return request.POST.get("reader", mine) != mine


def said(form: forms.Form) -> dict[str, list[str]]:
    """Return a form's errors by field."""
    return {name: [str(text) for text in texts] for name, texts in form.errors.items()}


def refused(errors: dict[str, list[str]]) -> HttpResponse:
    """Answer that nothing was stored, and why."""
    return JsonResponse({"state": "refused", "errors": errors}, status=UNPROCESSABLE)
