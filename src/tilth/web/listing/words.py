"""The list of customers in words: whose customers, which filters are in force."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.utils.translation import pgettext as _p

from tilth.access import scopes
from tilth.data.models import Generation, User
from tilth.domain.customers import owners
from tilth.domain.customers.filters import CARE, Filters
from tilth.domain.customers.worked import Worked
from tilth.domain.points import moves
from tilth.domain.points.moves import Move
from tilth.domain.staff.owners import Owners
from tilth.policy.playbook import Playbook
from tilth.web import figures, labels
from tilth.web.format import days
from tilth.web.format.languages import language
from tilth.web.listing import reading
from tilth.web.reasons.chips import money
from tilth.web.segment_words import segment_name


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One filter in force, and the address without it."""

    label: str
    address: str


@dataclass(frozen=True, kw_only=True)
class Whose:
    """Whose customers the reader may choose from."""

    staff_id: str
    """The reader's own number; empty for who never has a book."""
    names: Mapping[str, str]
    managers: tuple[str, ...]
    """Staff numbers that can be chosen, by name."""
    covered: tuple[str, ...]
    leads: bool
    """Whether customers without a manager are in sight."""

    @classmethod
    def of(cls, actor: User, generation: Generation, found: Owners) -> "Whose":
        """Return what the reader may choose from."""
        scope = scopes.of(actor, generation)
        return cls(
            staff_id=scope.staff_id if scope.kind == "own" else "",
            names=found.names,
            managers=tuple(one for one in found.choices if one != scope.staff_id),
            covered=owners.covered(scope),
            leads=bool(scope.branches),
        )

    @property
    def several(self) -> bool:
        """Whether there is anything to choose."""
        return bool(self.managers or self.leads)

    def mine(self, owner: str) -> bool:
        """Say whether a manager's staff number is the reader's own; nobody's is not."""
        return bool(owner) and owner == self.staff_id

    def person(self, owner: str) -> str:
        """Return a manager as the reader knows them: me, a name, else the number."""
        return _("me") if self.mine(owner) else self.names.get(owner, owner)

    def words(self, owner: str) -> str:
        """Return a filter's value in words."""
        return _OWNERS[owner]() if owner in _OWNERS else self.names.get(owner, owner)

    def choices(self) -> tuple[tuple[str, str], ...]:
        """Return what can be chosen: words first, then people by name."""
        found = [owners.OWN] if self.staff_id else []
        found += [owners.COVERED] if self.covered else []
        found += [owners.UNASSIGNED] if self.leads else []
        return tuple((code, self.words(code)) for code in (*found, *self.managers))


_OWNERS: dict[str, Callable[[], str]] = {
    owners.OWN: lambda: _("My customers"),
    owners.COVERED: lambda: _("Covered"),
    owners.UNASSIGNED: lambda: _("Without a manager"),
    owners.ELSEWHERE: lambda: _("Kept by another branch"),
    owners.LEFT: lambda: _("Manager has left"),
}


def states() -> dict[str, str]:
    """Return the words for which customers besides the open ones are shown."""
    return {"closed": _("Closed ones only"), "all": _("Open and closed")}


def lists() -> dict[str, str]:
    """Return the words for names of tonight's lists."""
    return {
        "all": _("On today's list"),
        "open": _("On today's list, no result yet"),
        "done": _("On today's list, with a result"),
        "answered": _("On today's list, answered"),
        "effective": _("On today's list, spoken with"),
    }


def weeks() -> dict[str, str]:
    """Return the words for names of the week."""
    return {
        "all": _("Names of the week"),
        "open": _("Names of the week still to be reached"),
        "dialled": _("Names of the week dialled"),
        "connected": _("Names of the week reached"),
    }


def cares() -> dict[str, str]:
    """Return the words for whose contact is due by the end of a span."""
    return {code: figures.label(f"care_{code}") for code in CARE}


def mains() -> dict[str, str]:
    """Return the words for whether this is the customer's main bank."""
    return {
        "yes": _("Main bank"),
        "no": _("Not the main bank"),
        "unknown": _("Main bank or not: unknown"),
    }


def part(code: str) -> str:
    """Return the name of a filter."""
    names = {
        "tier": _("Tier"),
        "segment": _("Segment"),
        "lifecycle": _("Lifecycle"),
        "category": _("Product held"),
        "beside": _("Product held as well"),
        "due": _("Falls due"),
        "under": _("Not invested lately"),
        "below": _("Assets"),
        "overdue": _("Contact overdue"),
        "main": _("Main bank"),
        "side": _("Side"),
        "owner": _("Manager"),
        "state": _("Open or closed"),
        "listed": _("Today's list"),
        "week": _("Week's list"),
        "care": _("Contact due by cadence"),
        "cause": _("Not on tonight's list"),
        "owed": _("Care owed"),
        "level": _("Level of the relationship"),
        "funnel": _("From won to recommending"),
        "numbers": _("Every customer number"),
        "never": _("Never contacted"),
        "numberless": _("Number missing or wrong"),
        "moved": _("Moved between tiers"),
        "worked": _("Somebody's work"),
        "branch": _("Branch"),
        "sort": _("Order"),
        "view": _("Saved view"),
    }
    return names.get(code, code)


def _period(since: dt.date, until: dt.date, today: dt.date) -> str:
    first, last = (days.plain(day, today=today, language=language()) for day in (since, until))
    return first if since == until else f"{first} – {last}"


def _moved(move: Move, today: dt.date) -> str:
    """Say a move between tiers in words."""
    if move.ends is None:
        said = _("Rose a tier") if move.what == moves.UP else _("Fell a tier")
    else:
        before, after = move.ends
        said = _("{before} → {after}").format(
            before=_p("tier", "New") if before == moves.NONE else labels.label("tier", before),
            after=_p("tier", "Closed") if after == moves.NONE else labels.label("tier", after),
        )
    return f"{said} · {_period(move.from_date, move.to_date, today)}"


def _worked(work: Worked, names: Mapping[str, str], whose: Whose, today: dt.date) -> str:
    """Say in words what was done, by whom and when."""
    who = names.get(work.branch, work.branch) if work.branch else whose.person(work.by)
    part = f" · {labels.label('part', work.part)}" if work.part else ""
    return f"{figures.label(f'work_{work.what}')}{part} · {who} · {_period(work.since, work.until, today)}"


def marks(  # noqa: PLR0913 - all that the words of a filter are made of
    filters: Filters,
    playbook: Playbook,
    names: Mapping[str, str],
    whose: Whose,
    *,
    view: str,
    today: dt.date,
) -> tuple[Mark, ...]:
    """Return the filters in force in words, each with the address without it."""
    said = {
        "q": filters.text and _("“%(text)s”") % {"text": filters.text},
        "owner": filters.owner and whose.words(filters.owner),
        "tier": filters.tier and labels.label("tier", filters.tier),
        "segment": filters.segment and segment_name(playbook, filters.segment),
        "lifecycle": filters.lifecycle and labels.label("lifecycle", filters.lifecycle),
        "category": filters.category and labels.label("category", filters.category),
        "beside": filters.beside and labels.label("category", filters.beside),
        "tag": filters.tag and f"#{filters.tag}",
        "due": filters.due
        and ngettext("due within %(n)s day", "due within %(n)s days", filters.due) % {"n": filters.due},
        "below": filters.below and _("assets below {amount}").format(amount=money(filters.below)),
        "under": filters.under and part("under"),
        "overdue": filters.overdue and part("overdue"),
        "never": filters.never and part("never"),
        "numberless": filters.numberless and part("numberless"),
        "main": filters.main and mains()[filters.main],
        "cause": filters.cause and labels.label("cause", filters.cause).rstrip(".。"),
        "owed": filters.owed and f"{part('owed')} · {labels.label('care', filters.owed)}",
        "level": filters.level and labels.label("level", filters.level),
        "funnel": filters.funnel and labels.label("funnel", filters.funnel),
        "numbers": filters.numbers and part("numbers"),
        "state": filters.state and states()[filters.state],
        "listed": filters.listed and lists()[filters.listed],
        "care": filters.care and cares()[filters.care],
        "week": filters.week and weeks()[filters.week],
        "moved": filters.moved and _moved(filters.moved, today),
        "worked": filters.worked and _worked(filters.worked, names, whose, today),
        "side": filters.side and labels.label("side", filters.side),
        "branch": filters.branch and names.get(filters.branch, filters.branch),
    }
    return tuple(
        Mark(label=str(label), address=reading.address(filters, view=view, without=code))
        for code, label in said.items()
        if label
    )
