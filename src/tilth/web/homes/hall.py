"""The first page of the hall and the counter: to whom a customer is brought, and who is away today."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain.staff import colleagues
from tilth.domain.staff.colleagues import Manager
from tilth.policy.permissions import Action, Thing
from tilth.web import labels, shell
from tilth.web.format import amounts

TEMPLATE = "homes/hall.html"


@dataclass(frozen=True, kw_only=True)
class Page:
    """Who looks after customers in the own branch: first who is there, then who is away."""

    headline: SafeString | None
    there: tuple[tuple[Manager, str], ...]
    """Each with the word for the role."""
    away: tuple[tuple[Manager, str], ...]

    @property
    def nobody(self) -> bool:
        """Whether nobody keeps customers there."""
        return not self.there and not self.away


@require_safe
@requires((Thing.COLLEAGUE, Action.LIST), (Thing.COLLEAGUE, Action.VIEW))
def hall(request: HttpRequest) -> HttpResponse:
    """Show the managers of the reader's branch, and who stands in for those away; no customer."""
    frame = shell.of(request, "hall")
    if frame.generation is None:
        return shell.page(request, TEMPLATE, shell=frame, page=None)
    found = colleagues.of_own_branch(frame.actor, frame.generation, today=frame.today)
    told = [(one, labels.label("role", one.role)) for one in found]
    page = Page(
        headline=_headline(found),
        there=tuple(one for one in told if not one[0].covered_by),
        away=tuple(one for one in told if one[0].covered_by),
    )
    return shell.page(request, TEMPLATE, shell=frame, page=page)


def _headline(found: tuple[Manager, ...]) -> SafeString | None:
    if not found:
        return None
    away = [one for one in found if one.covered_by]
    here = len(found) - len(away)
    text = ngettext(
        "<b>{n} of {all} managers</b> is here today", "<b>{n} of {all} managers</b> are here today", here
    )
    said = format_html(text, n=amounts.count(here), all=amounts.count(len(found)))
    if not away:
        return format_html(_("{said}: bring the customer to her own manager."), said=said)
    first = away[0]
    more = _("{said}; who comes for {absent} is brought to {name}.")
    return format_html(more, said=said, absent=first.name, name=first.covered_by)
