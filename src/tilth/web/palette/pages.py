"""What the palette offers for a text: customers, what to do with the first, pages and settings."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tilth.domain.customers.quick import Hit, Quick
from tilth.policy.permissions import Action, Thing, may
from tilth.web.palette import named
from tilth.web.palette.commands import Command, matching
from tilth.web.shell import Shell

MODES = {"find": None, "record": Thing.CONTACT, "deal": Thing.OPPORTUNITY}
"""What somebody is looked for → what the reader must be allowed to write then."""
COMMANDS = ">"
"""A text that begins so looks for pages and actions only."""


@dataclass(frozen=True, kw_only=True)
class Name:
    """A customer's name in three parts: before, in, and after what was looked for."""

    before: str
    found: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Person:
    """One customer found, and where Enter leads."""

    hit: Hit
    name: Name


@dataclass(frozen=True, kw_only=True)
class Page:
    """Everything found, in the order of the list."""

    text: str
    mode: str
    people: tuple[Person, ...]
    recent: bool
    """Whether the people are those opened last, because nothing was looked for."""
    refused: str
    cut: bool
    """Whether only names that begin with the text are shown."""
    actions: tuple[Command, ...]
    places: tuple[Command, ...]
    settings: tuple[Command, ...]
    whole: str
    """Where the whole list of what was looked for stands; '' where the role has none."""

    @property
    def nothing(self) -> bool:
        """Whether nothing at all was found."""
        return not (self.people or self.actions or self.places or self.settings or self.refused)

    @property
    def number(self) -> int:
        """How many lines there are to choose from."""
        return len(self.people) + len(self.actions) + len(self.places) + len(self.settings)


def page(frame: Shell, *, text: str, mode: str, found: Quick, recent: bool) -> Page:
    """Return the palette for a text; picking somebody to record shows people only."""
    people = found.people
    wanted = text.removeprefix(COMMANDS).strip().lower()
    finding = mode == "find"
    return Page(
        text=text,
        mode=mode,
        people=tuple(Person(hit=hit, name=_marked(hit.name or "", text)) for hit in people),
        recent=recent,
        refused=found.refused,
        cut=found.cut,
        actions=_actions(frame, people[0]) if finding and people and not recent else (),
        places=_found(frame, wanted) if finding else (),
        settings=matching(_settings(frame), wanted) if finding else (),
        whole=f"{reverse('customers')}?{urlencode({'q': text})}"
        if finding and frame.searches and text
        else "",
    )


def _marked(name: str, text: str) -> Name:
    at = name.lower().find(text.lower()) if text else -1
    if at < 0:
        return Name(before=name, found="", after="")
    end = at + len(text)
    return Name(before=name[:at], found=name[at:end], after=name[end:])


def _actions(frame: Shell, hit: Hit) -> tuple[Command, ...]:
    found = []
    if may(frame.actor.role, Thing.CUSTOMER, Action.VIEW):
        found.append(
            Command(
                icon="arrow-up-right",
                label=_("Open the whole view"),
                address=reverse("customer", args=[hit.customer_id]),
            )
        )
    if may(frame.actor.role, Thing.CONTACT, Action.CREATE):
        address = reverse("record", args=[hit.customer_id])
        found.append(
            Command(icon="notes", label=_("Record a contact"), address=f"{address}?from=customer", key="L")
        )
    return tuple(found)


def _found(frame: Shell, wanted: str) -> tuple[Command, ...]:
    """Return the pages that a text finds; lists by their words only where something was typed."""
    named_by = matching(named.places(frame), wanted)[: named.MOST] if wanted else ()
    return (*matching(_places(frame), wanted), *named_by)


def _places(frame: Shell) -> tuple[Command, ...]:
    found = [
        Command(
            icon=place.icon,
            label=str(place.label),
            address=reverse(place.name),
            key=f"G {place.key.upper()}" if place.key else "",
        )
        for place in frame.menu
    ]
    if may(frame.actor.role, Thing.EVENT, Action.LIST):
        found.append(Command(icon="bell", label=_("Tonight's events"), address=reverse("events")))
    if may(frame.actor.role, Thing.CUSTOMER, Action.LIST):
        overdue = f"{reverse('customers')}?overdue=1&sort=overdue"
        found.append(
            Command(icon="clock-exclamation", label=_("Customers whose contact is overdue"), address=overdue)
        )
    if may(frame.actor.role, Thing.CONTACT, Action.CREATE):
        found.append(
            Command(
                icon="plus",
                label=_("Quick record"),
                address=f"{reverse('palette')}?mode=record",
                key="N",
                opens="palette",
            )
        )
    return tuple(found)


def _settings(frame: Shell) -> tuple[Command, ...]:
    actor = frame.actor
    language = (
        ("en", _("Speak English")) if frame.language.startswith("zh") else ("zh-hans", _("Speak Chinese"))
    )
    updown = (
        ("intl", _("Green rises, red falls")) if actor.updown == "cn" else ("cn", _("Red rises, green falls"))
    )
    themes = (
        ("light", "sun", _("Light colours")),
        ("dark", "moon", _("Dark colours")),
        ("auto", "device-desktop", _("Colours of the device")),
    )
    return (
        Command(icon="language", label=language[1], form="palette-language", value=language[0]),
        *(
            Command(icon=icon, label=label, form="palette-theme", value=value)
            for value, icon, label in themes
            if value != actor.theme
        ),
        Command(icon="trending-up", label=updown[1], form="palette-updown", value=updown[0]),
        Command(icon="settings", label=_("Preferences"), address=reverse("preferences")),
        Command(
            icon="keyboard",
            label=_("Keyboard"),
            address=f"{reverse('preferences')}#keys",
            key="?",
            opens="help",
        ),
    )
