"""What a role is shown first, step by step, and how far a person came; pure."""

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tilth.domain import guards
from tilth.policy.permissions import Action, Thing, may
from tilth.web import first

PARAMETER = "tour"
"""In the address of a page that is seen as a step of the tour."""
DONE = "done"
STEPS = 3


@dataclass(frozen=True, kw_only=True)
class Stop:
    """One page worth seeing: its address, what is there, what to do there, and the permission it needs."""

    view: str
    icon: str
    title: Promise
    text: Promise
    hint: Promise
    thing: Thing
    action: Action


_MORNING = (
    Stop(
        view="today",
        icon="sun",
        title=_("The twenty"),
        text=_("The names to call today, in order. Each carries its reasons."),
        hint=_("The highlighted row is next. Read the chips under a name: they say why it is here today."),
        thing=Thing.LIST_ENTRY,
        action=Action.LIST,
    ),
    Stop(
        view="today",
        icon="phone-call",
        title=_("One call"),
        text=_("Ask for the number, talk, record what came of it. The next name moves up."),
        hint=_("Ask for the number in the highlighted row, then record outcome, next step and its day."),
        thing=Thing.CONTACT,
        action=Action.CREATE,
    ),
    Stop(
        view="welcome_why",
        icon="help-circle",
        title=_("The why"),
        text=_("Every tier, segment and place on the list names its rule, the value and the threshold."),
        hint=_("Look for the reasons on this page: rule, value, threshold. Nothing is decided unseen."),
        thing=Thing.LIST_ENTRY,
        action=Action.LIST,
    ),
)
_OTHERS = (
    Stop(
        view="progress",
        icon="chart-bar",
        title=_("How far the team is"),
        text=_("Each manager's list, today's talks, what is promised today, who is away."),
        hint=_("Press a number: it leads to its rows. The chips say where help is wanted."),
        thing=Thing.COVER,
        action=Action.CREATE,
    ),
    Stop(
        view="invited",
        icon="bookmark",
        title=_("What is asked of you"),
        text=_("The customers to whom somebody invited you: for what, by whom, until when."),
        hint=_("Open a file: you see what a plan needs. After its last day it closes by itself."),
        thing=Thing.PARTICIPANT,
        action=Action.LIST,
    ),
    Stop(
        view="hall",
        icon="users",
        title=_("To whom a customer is brought"),
        text=_("The managers of your branch: who is here, who is away, who stands in."),
        hint=_("No customer is shown: ask for the manager's name, and bring the customer there."),
        thing=Thing.COLLEAGUE,
        action=Action.LIST,
    ),
    Stop(
        view="accounts",
        icon="lock",
        title=_("Who may sign in"),
        text=_("Every account, where it is signed in, and who left the bank and may still sign in."),
        hint=_("Look at those who left: close the account, and every session of it ends."),
        thing=Thing.ACCOUNT,
        action=Action.LIST,
    ),
    Stop(
        view="rules",
        icon="adjustments-horizontal",
        title=_("The rules"),
        text=_("By which rules customers are chosen, in words; what changed and what changes tonight."),
        hint=_("Look for a threshold: each has its value and its unit. No customer is on the page."),
        thing=Thing.PLAYBOOK,
        action=Action.LIST,
    ),
    Stop(
        view="branch",
        icon="chart-bar",
        title=_("The branch in numbers"),
        text=_("Tiers, assets, penetration, and how far each manager's list is."),
        hint=_("Press a number: it leads to its customers. The table of managers says who is behind."),
        thing=Thing.BRANCH_TOTAL,
        action=Action.LIST,
    ),
    Stop(
        view="customers",
        icon="users",
        title=_("The customers in your sight"),
        text=_("Everybody whom your role may see, and nobody else. Personal data stays masked."),
        hint=_("Search by name, pinyin, last digits or number; the columns say tier, segment, last contact."),
        thing=Thing.CUSTOMER,
        action=Action.LIST,
    ),
    Stop(
        view="team",
        icon="arrows-exchange",
        title=_("Covers and hand-overs"),
        text=_("Who stands in for whom and until when; who takes over whose customers."),
        hint=_("Arrange a cover with its last day: it ends by itself. A hand-over counts at once."),
        thing=Thing.COVER,
        action=Action.CREATE,
    ),
    Stop(
        view="runs",
        icon="history",
        title=_("The nights"),
        text=_("What the bank's systems delivered, what was computed, what was refused and why."),
        hint=_("Open a night: its tables, steps and checks, and every row that was set aside."),
        thing=Thing.RUN_REPORT,
        action=Action.LIST,
    ),
    Stop(
        view="audit",
        icon="shield-half",
        title=_("Who looked"),
        text=_("Every change and every look at a customer, chained so that nothing can be taken out."),
        hint=_("Ask what one person saw, or who looked at a customer."),
        thing=Thing.AUDIT_ENTRY,
        action=Action.SEARCH,
    ),
)


_ONLY = ("progress", "invited", "rules", "accounts")
"""Pages that are a stop where the role begins with them alone."""


@dataclass(frozen=True, kw_only=True)
class Step:
    """A stop as the n-th of a tour, for one person."""

    stop: Stop
    number: int
    of: int
    done: bool

    @property
    def address(self) -> str:
        """The real page, with the bar of this step."""
        return f"{reverse(self.stop.view)}?{PARAMETER}={self.number}"

    @property
    def reached(self) -> str:
        """What is remembered once this step is done."""
        return DONE if self.number == self.of else str(self.number)


@dataclass(frozen=True, kw_only=True)
class Tour:
    """All steps of one person's tour."""

    steps: tuple[Step, ...]
    state: str

    @property
    def finished(self) -> int:
        """How many steps are done."""
        return sum(step.done for step in self.steps)

    @property
    def following(self) -> Step | None:
        """The first step that is not done yet."""
        return next((step for step in self.steps if not step.done), None)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """The bar on a real page: the step seen there, and where the next one is."""

    step: Step
    following: str


@functools.cache
def _stops(role: str) -> tuple[Stop, ...]:
    """Return the stops of a role: its first page, then others; of managers those of a morning."""
    if role in guards.MANAGERS:
        return _MORNING[:STEPS]
    mine = [stop for stop in _OTHERS if may(role, stop.thing, stop.action)]
    begins = first.name(role)
    known = [stop for stop in mine if stop.view not in _ONLY or stop.view == begins]
    return tuple(sorted(known, key=lambda stop: stop.view != begins)[:STEPS])


def tour(role: str, state: str) -> Tour:
    """Return the tour of a role; roles without pages of their own have none."""
    mine = _stops(role)
    reached = len(mine) if state == DONE else int(state) if state.isdigit() else 0
    return Tour(
        steps=tuple(
            Step(stop=stop, number=number, of=len(mine), done=number <= reached)
            for number, stop in enumerate(mine, 1)
        ),
        state=state,
    )


def bar(role: str, state: str, given: Mapping[str, str]) -> Bar | None:
    """Return the bar for the step that an address names; None where it names none of the role's."""
    steps = tour(role, state).steps
    chosen = next((step for step in steps if str(step.number) == given.get(PARAMETER)), None)
    if chosen is None:
        return None
    more = steps[chosen.number].address if chosen.number < chosen.of else reverse("welcome")
    return Bar(step=chosen, following=more)
