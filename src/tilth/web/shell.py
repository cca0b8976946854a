"""What surrounds every page: who is signed in, which night is shown, language, theme, the menu of a role."""

import datetime as dt
import functools
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as _p

from tilth.access import readers
from tilth.data.models import Generation, User
from tilth.domain import bank, days, guards
from tilth.domain.staff import queries as staff
from tilth.policy import roles
from tilth.policy.permissions import Action, Thing, may
from tilth.web import first, tours
from tilth.web.format.languages import chinese, language


@dataclass(frozen=True, kw_only=True)
class Place:
    """One entry of the menu and the permission that offers it."""

    name: str
    """The address's name."""
    icon: str
    label: Promise
    thing: Thing
    action: Action
    key: str = ""
    """The key that leads there after G."""
    wide: bool = True
    """It is also for who sees the whole bank, and names a customer before a list is shown."""
    only: tuple[str, ...] = ()
    """Whose menu has it; empty: of every role that may."""


PLACES = (
    # Whoever records contacts works a list.
    Place(name="today", icon="sun", label=_("Today"), thing=Thing.CONTACT, action=Action.CREATE, key="t"),
    Place(
        name="customers",
        icon="users",
        label=_("Customers"),
        thing=Thing.CUSTOMER,
        action=Action.LIST,
        key="c",
    ),
    Place(
        name="due",
        icon="bookmark",
        label=_p("queue", "Due"),
        thing=Thing.TASK,
        action=Action.LIST,
        key="d",
        wide=False,
    ),
    Place(
        name="deals",
        icon="target-arrow",
        label=_p("menu", "Deals"),
        thing=Thing.OPPORTUNITY,
        action=Action.LIST,
        key="o",
        wide=False,
    ),
    Place(
        name="book",
        icon="notebook",
        label=_("My book"),
        thing=Thing.CONTACT,
        action=Action.CREATE,
        key="b",
    ),
    Place(
        name="branch",
        icon="chart-bar",
        label=_p("menu", "Branch"),
        thing=Thing.BRANCH_TOTAL,
        action=Action.LIST,
        key="b",
    ),
    Place(
        name="progress",
        icon="chart-bar",
        label=_p("menu", "Progress"),
        thing=Thing.COVER,
        action=Action.CREATE,
        key="p",
        only=("supervisor",),
    ),
    Place(
        name="invited",
        icon="bookmark",
        label=_("Asked of me"),
        thing=Thing.PARTICIPANT,
        action=Action.LIST,
        only=("planner",),
    ),
    Place(
        name="hall", icon="users", label=_p("menu", "Colleagues"), thing=Thing.COLLEAGUE, action=Action.LIST
    ),
    Place(name="team", icon="arrows-exchange", label=_("Team"), thing=Thing.COVER, action=Action.CREATE),
    Place(
        name="rules",
        icon="adjustments-horizontal",
        label=_p("menu", "Rules"),
        thing=Thing.PLAYBOOK,
        action=Action.LIST,
    ),
    Place(name="library", icon="notes", label=_("Library"), thing=Thing.LIBRARY, action=Action.VIEW),
    Place(name="runs", icon="history", label=_("Nights"), thing=Thing.RUN_REPORT, action=Action.LIST),
    Place(
        name="retention",
        icon="hourglass",
        label=_p("menu", "Retention"),
        thing=Thing.HOLD,
        action=Action.SEARCH,
    ),
    Place(
        name="accounts", icon="lock", label=_p("menu", "Accounts"), thing=Thing.ACCOUNT, action=Action.LIST
    ),
    Place(name="audit", icon="shield-half", label=_("Audit"), thing=Thing.AUDIT_ENTRY, action=Action.SEARCH),
)


@dataclass(frozen=True, kw_only=True)
class Shell:
    """The frame of one page for one person."""

    actor: User
    generation: Generation | None
    seat: staff.Seat
    today: dt.date
    place: str = ""
    bar: tours.Bar | None = None
    """The step of the tour that the page is seen as."""

    @property
    def real_day(self) -> dt.date | None:
        """The day of the computer's clock, where the pages call another day today: trials and demos."""
        day = bank.calendar_day()
        return None if day == self.today else day

    @property
    def offers_tour(self) -> bool:
        """Whether the person's first page offers the tour: until it was begun or declined."""
        first = self.menu[0].name if self.menu else ""
        return self.actor.tour == "todo" and self.place == first

    @property
    def language(self) -> str:
        """The active language: zh-hans or en."""
        return language()

    @property
    def name(self) -> str:
        """The account's name; where that is only the sign-in name, the name in the bank's data."""
        plain = self.actor.name in ("", self.actor.username)
        return (self.seat.name or self.actor.username) if plain else self.actor.name

    @property
    def role(self) -> str:
        """The role in the reader's language."""
        known = roles.BY_CODE.get(self.actor.role)
        if known is None:
            return self.actor.role
        return known.label_zh if chinese() else known.label_en

    @property
    def menu(self) -> tuple[Place, ...]:
        """What the role's menu offers: its first page, then the others in order."""
        return menu(self.actor.role)

    @property
    def searches(self) -> bool:
        """Whether the head of the page offers to search customers."""
        return may(self.actor.role, Thing.CUSTOMER, Action.SEARCH)

    @property
    def records(self) -> bool:
        """Whether the head of the page offers to record a contact."""
        return may(self.actor.role, Thing.CONTACT, Action.CREATE)

    @property
    def erases(self) -> bool:
        """Whether the reader sees who is to be erased."""
        return may(self.actor.role, Thing.ERASURE, Action.LIST)

    @property
    def pairs(self) -> bool:
        """Whether the reader looks through numbers that may be one person."""
        return may(self.actor.role, Thing.DUPLICATE, Action.LIST)

    @property
    def opens_lists(self) -> bool:
        """Whether a figure may lead to its customers: who sees the whole bank must name somebody (C-23)."""
        return _opens_lists(self.actor.role)

    @property
    def tabs(self) -> tuple[Place, ...]:
        """What of the menu stands at the foot of a phone: with recording and the rest five at most."""
        return self.menu[: 3 if self.records else 4]

    @property
    def more(self) -> tuple[Place, ...]:
        """What of the menu a phone shows behind the last place of its foot."""
        return self.menu[len(self.tabs) :]

    @property
    def works_a_list(self) -> bool:
        """Whether there is a list of the day to print."""
        return may(self.actor.role, Thing.LIST_ENTRY, Action.LIST) and self.actor.role in guards.MANAGERS

    @property
    def reader(self) -> str:
        """Whose pages a browser may keep; empty where the bank or the role works with a network only."""
        return self.writer if bank.settings_of_bank().offline else ""

    @property
    def writer(self) -> str:
        """Whose records may wait in a browser; empty for a role that records nothing."""
        return readers.of(self.actor) if may(self.actor.role, Thing.CONTACT, Action.CREATE) else ""

    @property
    def sees_runs(self) -> bool:
        """Whether a note about missing nights leads to them."""
        return may(self.actor.role, Thing.RUN_REPORT, Action.LIST)

    @property
    def missed_nights(self) -> int:
        """Working days without a published night; 0 says that the figures are as new as can be."""
        if self.generation is None:
            return 0
        return days.missed_nights(last_night=self.generation.business_date, today=self.today)


def _opens_lists(role: str) -> bool:
    known = roles.BY_CODE.get(role)
    return known is not None and known.scope != "bank"


@functools.cache
def menu(role: str) -> tuple[Place, ...]:
    """Return what the menu of a role offers: its first page, then the others in order."""
    found = (
        place
        for place in PLACES
        if (place.wide or _opens_lists(role)) and (not place.only or role in place.only)
    )
    mine = (place for place in found if may(role, place.thing, place.action))
    return tuple(sorted(mine, key=lambda place: place.name != first.name(role)))


def of(request: HttpRequest, place: str = "") -> Shell:
    """Return the frame for the signed-in person: one query."""
    actor = request.user
    if not isinstance(actor, User):
        raise TypeError("A page with a frame needs a signed-in person: guard the view with requires(...).")
    generation: Generation | None = getattr(request, "generation", None)
    return Shell(
        actor=actor,
        generation=generation,
        seat=staff.seat(actor, generation),
        today=bank.today(generation.business_date if generation else None),
        place=place,
        bar=tours.bar(actor.role, actor.tour, request.GET.dict()),
    )


def lead(request: HttpRequest, address: str) -> HttpResponse:
    """Lead to a page; a part of a page takes its whole page there."""
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(address)
    return HttpResponse(status=204, headers={"HX-Redirect": address})


def asks_part(request: HttpRequest) -> bool:
    """Whether a page asks for a part of itself: a link that a script followed asks for a whole page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def page(
    request: HttpRequest, template: str, *, shell: Shell, page: object, status: int = 200, **more: object
) -> HttpResponse:
    """Render a template with its frame and its page; both are complete, rendering sends no query."""
    context = {"shell": shell, "page": page, "theme": shell.actor.theme, "updown": shell.actor.updown, **more}
    response = render(request, template, context, status=status)
    if shell.reader:
        response["Tilth-Reader"] = shell.reader
    return response
