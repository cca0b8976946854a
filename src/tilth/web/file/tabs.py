"""The tabs of a customer's file: in which order they stand, who may open them, what each is made of.

What stands in a tab is said once, in `tilth.web.tabs`; here a tab is found by its code, so that whatever
changes something can go back to its tab without knowing what else stands there.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from tilth.access.ahead import Asked
from tilth.data.models import PublishedCustomer
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects.kit import TABS
from tilth.web.desk.desk import Desk
from tilth.web.file.reading import Reading

Need = tuple[Thing, Action]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of a tab: its template, and its page, complete before it is rendered."""

    template: str
    page: object
    others: tuple[str, ...] = ()
    """Numbers of other customers whom it names."""


Maker = Callable[[Reading], Part | None]
"""Makes one part for whoever may see it; None for others."""


def _nothing(_at: Desk, _customer_id: str) -> tuple[Asked[Any], ...]:
    return ()


def _always(_row: PublishedCustomer) -> bool:
    return True


@dataclass(frozen=True, kw_only=True)
class Tab:
    """One tab."""

    code: str
    needs: tuple[Need, ...]
    """What a role must hold to open it, besides seeing the customer."""
    parts: tuple[Maker, ...]
    done: Promise
    """What is said when something in it was done."""
    there: Callable[[PublishedCustomer], bool] = field(default=_always)
    """Whether there is anything to show of a customer."""
    asked: Callable[[Desk, str], tuple[Asked[Any], ...]] = field(default=_nothing)
    """What it begins with, of a customer's number: sent together."""

    @property
    def address(self) -> str:
        """The name of its address."""
        return "customer" if self.code == "overview" else f"customer_{self.code}"

    def offered(self, role: str, row: PublishedCustomer) -> bool:
        """Say whether it stands in the line of tabs for a role."""
        return self.there(row) and all(may(role, thing, action) for thing, action in self.needs)


_KNOWN: dict[str, Tab] = {}


def stand(tabs: tuple[Tab, ...]) -> None:
    """Say what stands in every tab: all of them, in the order of the declarations; ValueError otherwise."""
    if [one.code for one in tabs] != list(TABS):
        raise ValueError(f"The tabs of a customer's file are {', '.join(TABS)}, in this order.")
    _KNOWN.update({one.code: one for one in tabs})


def of(code: str) -> Tab:
    """Return a tab."""
    return _KNOWN[code]


def line(role: str, row: PublishedCustomer, current: str) -> tuple[Tab, ...]:
    """Return the tabs that a role is offered of a customer, and the one that is open."""
    return tuple(one for one in _KNOWN.values() if one.code == current or one.offered(role, row))
