"""Whom to meet around the customers of one's own book (IDN-07), and around its companies (CORP-04)."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain import bank
from tilth.domain.network import meeting
from tilth.domain.network.meeting import Suggestion
from tilth.domain.network.people import Person
from tilth.policy.network import worth
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects.relation import RelationRules
from tilth.web import fields, shell
from tilth.web.format.languages import language
from tilth.web.network import aside, rows
from tilth.web.network.aside import Aside

CIRCLES: dict[str, Promise] = {
    "": _p("relations", "All"),
    "family": _p("relations", "Family"),
    "company": _("Companies and colleagues"),
    "chain": _("Suppliers and buyers"),
}
"""What the list can be narrowed to, and how that is called."""
_LAST = 1000


@dataclass(frozen=True, kw_only=True)
class Line:
    """Somebody to meet, in words."""

    key: str
    name: str
    person: Person | None
    what: str
    """What they are to the customer of the book."""
    near: Person
    reason: str
    own: bool
    """The reader keeps them: nobody has to introduce."""
    aside: Aside | None
    """Why it was set aside; None for what is suggested."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page of the list."""

    lines: tuple[Line, ...]
    aside: tuple[Line, ...]
    why: tuple[tuple[str, str], ...]
    """Reasons for which a suggestion is set aside; none for whoever may not."""
    circle: str
    number: int
    more: bool
    rules: RelationRules

    @property
    def circles(self) -> tuple[tuple[str, Promise], ...]:
        """What can be chosen."""
        return tuple(CIRCLES.items())


@require_safe
@requires((Thing.RELATION, Action.LIST), (Thing.CUSTOMER, Action.LIST))
def index(request: HttpRequest) -> HttpResponse:
    """List whom to meet, around those with the most assets first."""
    frame = shell.of(request, "book")
    if frame.generation is None:
        return shell.page(request, "network/meeting.html", shell=frame, page=None)
    rules = bank.playbook_of(frame.generation.business_date).of(RelationRules)
    number = min(_LAST, fields.whole(fields.text_of(request.GET, "page")) or 1)
    asked = fields.text_of(request.GET, "circle")
    circle = asked if asked in CIRCLES else ""
    found = meeting.around_book(
        frame.actor, frame.generation, rules=rules, circle=circle, page=number, today=frame.today
    )
    page = Page(
        lines=tuple(_line(rules, one) for one in found.suggestions),
        aside=tuple(_line(rules, one) for one in found.aside),
        why=aside.choices(frame.actor.role),
        circle=circle,
        number=number,
        more=found.more,
        rules=rules,
    )
    return shell.page(request, "network/meeting.html", shell=frame, page=page)


def _line(rules: RelationRules, one: Suggestion) -> Line:
    person = one.person
    return Line(
        key=one.told.other,
        name=person.name if person else one.told.name or "—",
        person=person,
        what=rows.role(rules, one.told.kind, person.gender if person else None),
        near=one.near,
        reason=worth.REASONS[one.reason].told(language()),
        own=person is not None and person.own,
        aside=aside.told(one.dismissal),
    )
