"""The board of the deals: a column a stage, the ended ones beside, and the figures above."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain.days import ZONE
from tilth.domain.deals import queries
from tilth.domain.deals.queries import Deal, Group
from tilth.policy import chances
from tilth.policy.permissions import Action, Thing, may
from tilth.policy.subjects.opportunity import MOVES, REASONS, STAGES
from tilth.web import shell
from tilth.web.deals import reading
from tilth.web.deals.cards import Card, Maker, weighted
from tilth.web.deals.reading import Given
from tilth.web.due import leaf, views
from tilth.web.due.lines import leads
from tilth.web.format.languages import language

MOST = 12
"""Opportunities that a column shows; the rest is a page of the list."""
DAYS = 90
"""For so many days what ended stands on the board."""
_NOTHING = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Column:
    """One stage with those that stand longest in it."""

    code: str
    label: str
    number: int
    amount: Decimal
    late: int
    median: Decimal | None
    cards: tuple[Card, ...]
    more: str
    """Where the others stand; empty: all are here."""
    rate: str
    """How many of all that came as far were won, in percent; empty while none ended."""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The numbers above the board, each of the rows that the list shows."""

    number: int
    amount: Decimal
    unknown: int
    """Open ones whose amount nobody knows yet."""
    weighted: Decimal | None
    late: int
    won: int
    sold: Decimal
    dropped: int

    @property
    def rate(self) -> str:
        """Won of ended in the last days, in percent; empty while none ended."""
        ended = self.won + self.dropped
        return f"{round(100 * self.won / ended)}%" if ended else ""


@dataclass(frozen=True, kw_only=True)
class Page:
    """The board of one person, or of all in sight."""

    given: Given
    columns: tuple[Column, ...]
    ended: tuple[Card, ...]
    figures: Figures
    reasons: tuple[tuple[str, int], ...]
    people: tuple[tuple[str, str], ...]
    maker: Maker
    moves: bool
    """Whether the reader may move anything."""
    opens: bool
    """Whether the reader may open one."""


@require_safe
@requires((Thing.OPPORTUNITY, Action.LIST), (Thing.CUSTOMER, Action.LIST))
def index(request: HttpRequest) -> HttpResponse:
    """Show the board; a query a column, and some beside."""
    frame = shell.of(request, "deals")
    return shown(request, frame, reading.read(request.GET))


def _page(frame: shell.Shell, given: Given) -> Page:
    generation = frame.generation
    if generation is None:
        raise AssertionError("leaf.answering asks for no page before the first night")
    actor, made = frame.actor, reading.maker(frame, generation)
    given = replace(given, stage="", month="", sort="", after="")
    since = dt.datetime.combine(frame.today - dt.timedelta(days=DAYS), dt.time(), ZONE)
    found = queries.groups(actor, generation, given.whose, late=reading.late_before(made))
    ends = queries.ends(actor, generation, given.whose, since=since)
    standing, ended = queries.board(actor, generation, given.whose, stages=MOVES, since=since, most=MOST)
    columns = tuple(_column(given, code, found, made, standing[code]) for code in MOVES)
    views.note(one.deal.row.customer_id for column in columns for one in column.cards)
    return Page(
        given=given,
        columns=columns,
        ended=tuple(made.card(one) for one in ended),
        figures=figures(found, made, ends),
        reasons=tuple(
            (words.told(language()), ends[code][0])
            for code, words in sorted(REASONS.items(), key=lambda one: -ends.get(one[0], (0, _NOTHING))[0])
            if code in ends
        ),
        people=queries.people(actor, generation) if leads(actor) else (),
        maker=made,
        moves=may(actor.role, Thing.OPPORTUNITY, Action.UPDATE),
        opens=may(actor.role, Thing.OPPORTUNITY, Action.CREATE),
    )


shown = leaf.answering("deals/board.html", _page)
"""Answers with the board, or the part of it that a move changes."""


def figures(found: tuple[Group, ...], maker: Maker, ends: dict[str, tuple[int, Decimal]]) -> Figures:
    """Return the numbers above the board of what is open, and of what ended."""
    won, sold = ends.get("won", (0, _NOTHING))
    return Figures(
        number=sum(one.number for one in found),
        amount=sum((one.amount for one in found), _NOTHING),
        unknown=sum(one.unknown for one in found),
        weighted=summed(found, maker),
        late=sum(one.late for one in found),
        won=won,
        sold=sold,
        dropped=sum(number for code, (number, _money) in ends.items() if code != "won"),
    )


def summed(found: tuple[Group, ...], maker: Maker) -> Decimal | None:
    """Return amount × chance over groups; None while nothing tells a chance."""
    parts = [weighted(one.amount, maker.chance(one.stage, one.category)) for one in found]
    return None if None in parts else sum((one for one in parts if one is not None), _NOTHING)


def _column(
    given: Given, code: str, found: tuple[Group, ...], maker: Maker, deals: tuple[Deal, ...]
) -> Column:
    mine = [one for one in found if one.stage == code]
    number = sum(one.number for one in mine)
    rate = chances.by_stage(maker.past.closed)[code]
    return Column(
        code=code,
        label=STAGES[code].told(language()),
        number=number,
        amount=sum((one.amount for one in mine), _NOTHING),
        late=sum(one.late for one in mine),
        median=maker.past.median(code),
        cards=tuple(maker.card(one) for one in deals),
        more=given.address(stage=code) if number > len(deals) else "",
        rate=f"{round(rate.share * 100)}%" if rate.ended else "",
    )
