"""The queue as a board: late, today, this week, later; a task is moved from one column to another."""

import datetime as dt
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain.counted import COUNTED
from tilth.domain.due import counting, kinds, queries
from tilth.policy import due
from tilth.policy.permissions import Action, Thing
from tilth.web import shell
from tilth.web.due import leaf, reading, views
from tilth.web.due.lines import Line, Reader
from tilth.web.due.reading import Given
from tilth.web.format import amounts
from tilth.web.format.languages import language

MOST = 20
"""Items that a column shows; the rest is a page of the list."""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One word of `policy.due.WHENS` with its nearest items."""

    code: str
    label: str
    number: str
    lines: tuple[Line, ...]
    more: str
    """Where the others stand; empty: all are here."""
    takes: dt.date | None
    """The day of what is moved here; None: nothing is."""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The board of one person, or of all in sight."""

    columns: tuple[Column, ...]
    given: Given
    people: tuple[tuple[str, str], ...]

    @property
    def moves(self) -> tuple[Column, ...]:
        """The columns into which a task is moved."""
        return tuple(one for one in self.columns if one.takes)


@require_safe
@requires((Thing.TASK, Action.LIST), (Thing.CUSTOMER, Action.LIST))
def index(request: HttpRequest) -> HttpResponse:
    """Show the board; a query a column, and one that counts."""
    frame = shell.of(request, "due")
    return shown(request, frame, reading.read(request.GET.dict(), role=frame.actor.role))


def _page(frame: shell.Shell, given: Given) -> Page:
    reader = views.reader_of(frame)
    given = replace(given, when="", after=None)
    columns = _columns(frame, given, reader)
    views.note(line.item.customer_id for one in columns for line in one.lines)
    return Page(columns=columns, given=given, people=views.choices(frame, reader))


shown = leaf.answering("due/board.html", _page)
"""Answers with the board, or the part of it that a move changes."""


def _columns(frame: shell.Shell, given: Given, reader: Reader) -> tuple[Column, ...]:
    actor, generation, today = frame.actor, frame.generation, frame.today
    if generation is None:
        return ()
    asked = given.asked(actor, generation)
    counts = counting.count(actor, generation, asked=asked, every=kinds.listed(actor.role), today=today)
    made = []
    for code, words in due.WHENS.items():
        part = replace(asked, when=code)
        found = queries.find(actor, generation, asked=part, today=today, most=MOST)
        made.append(
            Column(
                code=code,
                label=words.told(language()),
                number=amounts.capped(counts.whens.get(code, 0), COUNTED),
                lines=tuple(reader.line(one) for one in found.items),
                more=given.address(when=code) if found.following else "",
                takes=due.target(code, today),
            )
        )
    return tuple(made)
