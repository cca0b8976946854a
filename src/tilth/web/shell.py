"""What surrounds every page: who is signed in, which night is shown, language, theme, place in the menu."""

import datetime as dt
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from tilth.data.models import Generation, User
from tilth.domain import days
from tilth.domain.people import queries as people
from tilth.web import bank

CUSTOMER_ROLES = frozenset({"rm", "wealth", "branch_head", "supervisor"})
LISTED_ROLES = frozenset({"rm", "wealth"})


@dataclass(frozen=True, kw_only=True)
class Shell:
    """The frame of one page for one person."""

    actor: User
    generation: Generation | None
    standing: people.Standing
    today: dt.date
    place: str = ""

    @property
    def language(self) -> str:
        """The active language: zh-hans or en."""
        return translation.get_language() or "zh-hans"

    @property
    def name(self) -> str:
        """The account's name; where that is only the sign-in name, the name in the bank's data."""
        plain = self.actor.name in ("", self.actor.username)
        return (self.standing.name or self.actor.username) if plain else self.actor.name

    @property
    def sees_customers(self) -> bool:
        """Whether the menu offers customers."""
        return self.actor.role in CUSTOMER_ROLES

    @property
    def missed_nights(self) -> int:
        """Working days without a published night; 0 says that the figures are as new as can be."""
        if self.generation is None:
            return 0
        return days.missed_nights(last_night=self.generation.business_date, today=self.today)


def of(request: HttpRequest, place: str = "") -> Shell:
    """Return the frame for the signed-in person: one query."""
    actor = request.user
    if not isinstance(actor, User):
        raise TypeError("A page with a frame needs a signed-in person: guard the view with login_required.")
    generation: Generation | None = getattr(request, "generation", None)
    return Shell(
        actor=actor,
        generation=generation,
        standing=people.standing(actor, generation),
        today=bank.today(generation.business_date if generation else None),
        place=place,
    )


def page(
    request: HttpRequest, template: str, *, shell: Shell, page: object, status: int = 200, **more: object
) -> HttpResponse:
    """Render a template with its frame and its page; both are complete, rendering sends no query."""
    context = {"shell": shell, "page": page, "theme": shell.actor.theme, "updown": shell.actor.updown, **more}
    return render(request, template, context, status=status)
