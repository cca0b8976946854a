"""The maps of a team on one page: each manager's share done, and how each key action stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tilth.domain.staff.team import Manager, Managers
from tilth.policy import key_actions
from tilth.policy.key_actions import Done, Span, Step
from tilth.web.figures import of_manager
from tilth.web.key_actions import pages
from tilth.web.key_actions.pages import Line, Tab
from tilth.web.listing import heads
from tilth.web.listing.heads import Key

if TYPE_CHECKING:
    from tilth.policy.playbook.work import KeyAction


@dataclass(frozen=True, kw_only=True)
class Row:
    """One manager's map; None in a place where it lacks the action of the column."""

    manager: Manager
    done: Done
    lines: tuple[Line | None, ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """The maps of some managers, of one span."""

    span: str
    days: Span
    tabs: tuple[Tab, ...]
    columns: tuple[tuple[str, str], ...]
    """The codes of the key actions and their words."""
    rows: tuple[Row, ...]
    following: str
    first: bool


def page(
    found: Managers, maps: Mapping[str, tuple[Step, ...]], *, span: str, days: Span, first: bool
) -> Page:
    """Return the page of some managers."""
    columns: dict[str, KeyAction] = {}
    for steps in maps.values():
        columns |= {one.action.code: one.action for one in steps if one.action.code not in columns}
    return Page(
        span=span,
        days=days,
        tabs=pages.tabs(span),
        columns=tuple((code, pages.text(one)) for code, one in columns.items()),
        rows=tuple(_row(one, maps.get(one.staff_id, ()), tuple(columns), days) for one in found.items),
        following=found.following,
        first=first,
    )


def _row(manager: Manager, steps: tuple[Step, ...], columns: tuple[str, ...], days: Span) -> Row:
    staff_id, whose = manager.staff_id, of_manager(manager.staff_id)
    lines = {one.action.code: pages.line(one, days, staff_id, whose) for one in steps}
    return Row(
        manager=manager, done=key_actions.done(steps), lines=tuple(lines.get(code) for code in columns)
    )


def keys(page: Page) -> dict[str, Key[Row]]:
    """Return what orders the managers: name, the share done, what was counted of each key action."""
    return {
        "manager": heads.spelt(),
        "done": Key(of=lambda row: row.done.percent if row.done.of else None, down=True),
        **{f"of-{code}": _counted(place) for place, (code, _words) in enumerate(page.columns)},
    }


def _counted(place: int) -> Key[Row]:
    def value(row: Row) -> int | None:
        line = row.lines[place]
        return None if line is None else line.step.value

    return Key(of=value, down=True)
