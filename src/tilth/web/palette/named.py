"""Lists that go by the words of products, tiers and acts: 白金, 基金, 到期, 导出 lead to where they stand."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from tilth.access import scopes
from tilth.domain.customers.filters import DUE_WITHIN
from tilth.policy import codes
from tilth.policy.permissions import Action, Thing, may
from tilth.web.labels import label
from tilth.web.palette.commands import Command
from tilth.web.shell import Shell

MOST = 8
"""Lines that one word leads to: more are a list to read, not a way."""


def places(frame: Shell) -> tuple[Command, ...]:
    """Return every list and export that a word names and the reader's role has."""
    role, scope = frame.actor.role, scopes.of(frame.actor, frame.generation)
    lists = may(role, Thing.CUSTOMER, Action.LIST) and scope.sees_customers and scope.kind != "bank"
    return (*(_lists() if lists else ()), *_exports(role))


def _lists() -> Iterator[Command]:
    yield Command(
        icon="bell",
        label=_("Customers with something falling due within %(days)s days") % {"days": DUE_WITHIN[2]},
        address=_filtered(due=str(DUE_WITHIN[2]), sort="due"),
        words="due maturing matures",
    )
    kinds = (
        ("tier", codes.TIERS, _("Customers of tier: %(word)s")),
        ("category", codes.CATEGORIES, _("Customers who hold: %(word)s")),
        ("lifecycle", codes.LIFECYCLES, _("Customers by activity: %(word)s")),
    )
    for part, listed, said in kinds:
        for code, words in listed.items():
            yield Command(
                icon="users",
                label=said % {"word": label(part, code)},
                address=_filtered(**{part: code}),
                words=f"{words.en} {words.zh}",
            )


def _exports(role: str) -> Iterator[Command]:
    if may(role, Thing.TASK, Action.LIST):
        yield Command(
            icon="bookmark",
            label=_("Take the week along as a calendar file"),
            address=reverse("due_calendar"),
            words="export ics calendar",
        )
    if may(role, Thing.CONTACT, Action.CREATE):
        yield Command(
            icon="notes",
            label=_("Print the list"),
            address=reverse("print"),
            words="print export",
        )
    if may(role, Thing.AUDIT_ENTRY, Action.EXPORT):
        yield Command(
            icon="shield-half",
            label=_("Export the audit"),
            address=reverse("audit"),
            words="export audit csv",
        )


def _filtered(**parts: str) -> str:
    return f"{reverse('customers')}?{urlencode(parts)}"
