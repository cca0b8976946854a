"""The deals as a list and as a forecast by month; the figures of both are those of the rows behind them."""

import datetime as dt
from dataclasses import dataclass, replace
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from tilth.access.checks import requires
from tilth.domain import ordered
from tilth.domain.deals import orders, queries
from tilth.domain.deals.orders import SORTS, Shares
from tilth.domain.deals.queries import Group
from tilth.policy.codes import CATEGORIES
from tilth.policy.permissions import Action, Thing
from tilth.policy.subjects.opportunity import MOVES, SOURCES
from tilth.web import shell
from tilth.web.deals import board, reading
from tilth.web.deals.board import Figures
from tilth.web.deals.cards import Card, Maker
from tilth.web.deals.reading import Given
from tilth.web.due import leaf, views
from tilth.web.due.lines import leads
from tilth.web.format.languages import language
from tilth.web.listing import alphabet, heads
from tilth.web.listing.heads import Heads


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A page of the list."""

    given: Given
    cards: tuple[Card, ...]
    figures: Figures
    more: str
    first: bool
    heads: Heads
    stages: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Month:
    """What is expected to close in one month."""

    day: dt.date
    number: int
    amount: Decimal
    unknown: int
    weighted: Decimal | None
    address: str
    """Where its rows stand."""
    passed: bool
    """Its last day has passed, and they are still open."""


@dataclass(frozen=True, kw_only=True)
class Forecast:
    """What is expected, by month."""

    given: Given
    months: tuple[Month, ...]
    figures: Figures
    people: tuple[tuple[str, str], ...]
    maker: Maker


@require_safe
@requires((Thing.OPPORTUNITY, Action.LIST), (Thing.CUSTOMER, Action.LIST))
def index(request: HttpRequest) -> HttpResponse:
    """Show open opportunities, a hundred a page, the nearest expected day first unless asked otherwise."""
    frame = shell.of(request, "deals")
    return shown(request, frame, reading.read(request.GET))


@require_safe
@requires((Thing.OPPORTUNITY, Action.LIST), (Thing.CUSTOMER, Action.LIST))
def forecast(request: HttpRequest) -> HttpResponse:
    """Show amount × probability by the month in which a close is expected."""
    frame = shell.of(request, "deals")
    return foretold(request, frame, reading.read(request.GET))


def _page(frame: shell.Shell, given: Given) -> Listed:
    generation, actor = frame.generation, frame.actor
    if generation is None:
        raise AssertionError("leaf.answering asks for no page before the first night")
    made = reading.maker(frame, generation)
    found = queries.groups(actor, generation, given.whose, late=reading.late_before(made))
    whole = sum(one.number for one in found) <= ordered.READ
    sort = given.sort if whole and given.sort else orders.EXPECTED
    rows = orders.find(
        actor,
        generation,
        given.whose,
        sort=sort,
        shares=_shares(found, made),
        words=_words(),
        after=given.after,
    )
    views.note(one.row.customer_id for one in rows.deals)
    return Listed(
        given=given,
        cards=tuple(made.card(one) for one in rows.deals),
        figures=board.figures(found, made, {}),
        more=given.address(after=rows.following) if rows.following else "",
        first=not given.after,
        heads=_heads(given, sort) if whole else dict.fromkeys(SORTS),
        stages=tuple((code, words.told(language())) for code, words in MOVES.items()),
        people=queries.people(actor, generation) if leads(actor) else (),
    )


def _shares(found: tuple[Group, ...], maker: Maker) -> Shares:
    """Return how likely what is open closes, by stage and category."""
    chances = {(one.stage, one.category): maker.chance(one.stage, one.category) for one in found}
    return {place: chance.share for place, chance in chances.items() if chance is not None}


def _words() -> orders.Words:
    """Return categories and sources in the order of their words."""
    said = language()
    return orders.Words(
        categories=alphabet.by_word({code: words.told(said) for code, words in CATEGORIES.items()}),
        sources=alphabet.by_word({code: words.told(said) for code, words in SOURCES.items()}),
    )


def _heads(given: Given, sort: str) -> Heads:
    """Return the heads of the columns; each begins at the beginning."""

    def address(code: str) -> str:
        return given.address(sort=code, after="").removeprefix("?")

    return {code: heads.order(code, now=sort, down=down, address=address) for code, down in SORTS.items()}


def _foretold(frame: shell.Shell, given: Given) -> Forecast:
    generation, actor = frame.generation, frame.actor
    if generation is None:
        raise AssertionError("leaf.answering asks for no page before the first night")
    given = replace(given, stage="", month="", sort="", after="")
    made = reading.maker(frame, generation)
    found = queries.groups(actor, generation, given.whose, late=reading.late_before(made))
    this = frame.today.replace(day=1)
    return Forecast(
        given=given,
        months=tuple(
            _month(day, [one for one in found if one.month == day], given, made, this)
            for day in sorted({one.month for one in found})
        ),
        figures=board.figures(found, made, {}),
        people=queries.people(actor, generation) if leads(actor) else (),
        maker=made,
    )


shown = leaf.answering("deals/list.html", _page)
"""Answers with the list."""
foretold = leaf.answering("deals/forecast.html", _foretold)
"""Answers with the forecast."""


def _month(day: dt.date, found: list[Group], given: Given, maker: Maker, this: dt.date) -> Month:
    return Month(
        day=day,
        number=sum(one.number for one in found),
        amount=sum((one.amount for one in found), Decimal(0)),
        unknown=sum(one.unknown for one in found),
        weighted=board.summed(tuple(found), maker),
        address=given.address(month=day.isoformat()),
        passed=day < this,
    )
