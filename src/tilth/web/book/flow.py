"""The flow between tiers: two nights to choose, a picture of who moved, and the whole matrix."""

import datetime as dt
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from tilth.domain.points import moves
from tilth.domain.points.queries import Flow, Moved
from tilth.policy.vocabulary import TIERS
from tilth.web import charts, figures, labels
from tilth.web.format import amounts, days
from tilth.web.format.languages import language

USUAL = dt.timedelta(days=30)
_HEIGHTS: tuple[tuple[int, charts.Height], ...] = ((2, "xs"), (6, "s"), (10, "m"))
"""Up to so many flows a picture has this height."""
_COLOURS = {"general": "tier-1", "personal": "tier-2", "platinum": "tier-3", "private": "tier-5"}


@dataclass(frozen=True, kw_only=True)
class Choice:
    """One night to choose."""

    value: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Mover:
    """One customer who rose or fell."""

    customer_id: str
    name: str | None
    before: str
    after: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """The card of the flow."""

    nights: tuple[Choice, ...]
    from_date: str
    to_date: str
    chart: charts.Chart | None
    up: figures.Number
    down: figures.Number
    movers: tuple[Mover, ...]
    """Who moved, where they are few: then names say more than a picture."""
    state: str
    """Empty, or why nothing is drawn: no_nights, one_night, too_many, same_night, still."""
    address: str
    branch: str = ""


def chosen(given: QueryDict, nights: tuple[dt.date, ...]) -> tuple[dt.date, dt.date] | None:
    """Return the two nights asked for; the usual ones for what is missing or unknown; None without two."""
    if len(nights) < 2:
        return None
    known = {night.isoformat(): night for night in nights}
    last = known.get(given.get("to", ""), nights[0])
    usual = next((night for night in nights if night <= last - USUAL), nights[-1])
    first = known.get(given.get("from", ""), usual)
    return min(first, last), max(first, last)


def page(  # noqa: PLR0913 - the parts of one card, told in keywords
    nights: tuple[dt.date, ...],
    ends: tuple[dt.date, dt.date] | None,
    flow: Flow | None,
    *,
    today: dt.date,
    address: str,
    whose: figures.Whose,
    movers: tuple[Moved, ...] = (),
) -> Page:
    """Return the card: with the flow, or with the reason why there is none (None with two ends: too many)."""
    shown = flow if flow and any(cell.before != cell.after for cell in flow.cells) else None
    return Page(
        nights=tuple(
            Choice(value=night.isoformat(), text=days.plain(night, today=today, language=language()))
            for night in nights
        ),
        from_date=ends[0].isoformat() if ends else "",
        to_date=ends[1].isoformat() if ends else "",
        chart=_chart(shown, today, whose) if shown else None,
        up=_number(flow, 1, whose),
        down=_number(flow, -1, whose),
        movers=tuple(_mover(one) for one in movers),
        state=_state(nights, ends, flow, moved=shown is not None),
        address=address,
        branch=whose.branch,
    )


def _mover(one: Moved) -> Mover:
    return Mover(
        customer_id=one.customer_id,
        name=one.name,
        before=_word(one.before, "before"),
        after=_word(one.after, "after"),
    )


def _number(flow: Flow | None, direction: int, whose: figures.Whose) -> figures.Number:
    """Return how many rose or fell, with the link to them."""
    found = _moved(flow, direction)
    text = _("{n} rose") if direction > 0 else _("{n} fell")
    what = moves.UP if direction > 0 else moves.DOWN
    return _linked(flow, what, found, whose, text=text.format(n=amounts.count(found)))


def _linked(
    flow: Flow | None, what: str, number: int, whose: figures.Whose, *, text: str = ""
) -> figures.Number:
    if flow is None:
        return figures.Number(code="moved", value=number, text=text or amounts.count(number))
    move = moves.Move(what=what, from_date=flow.from_date, to_date=flow.to_date)
    return figures.number("moved", number, whose, text=text, moved=str(move))


def _state(
    nights: tuple[dt.date, ...], ends: tuple[dt.date, dt.date] | None, flow: Flow | None, *, moved: bool
) -> str:
    if ends is None:
        return "one_night" if nights else "no_nights"
    if flow is None:
        return "too_many"
    if ends[0] == ends[1]:
        return "same_night"
    return "" if moved else "still"


def _direction(before: str | None, after: str | None) -> int:
    if before is None or after is None or before == after:
        return 0
    return 1 if TIERS.index(after) > TIERS.index(before) else -1


def _moved(flow: Flow | None, direction: int) -> int:
    cells = flow.cells if flow else ()
    return sum(cell.customers for cell in cells if _direction(cell.before, cell.after) == direction)


def _tone(before: str | None, after: str | None) -> str:
    if before is None:
        return "new"
    if after is None:
        return "gone"
    return "up" if _direction(before, after) > 0 else "down"


def _word(tier: str | None, side: str) -> str:
    if tier is None:
        return _("New") if side == "before" else _("Closed")
    return labels.label("tier", tier)


def _chart(flow: Flow, today: dt.date, whose: figures.Whose) -> charts.Chart:
    ends = [days.plain(day, today=today, language=language()) for day in (flow.from_date, flow.to_date)]
    order = [*reversed(TIERS), None]
    moves = [(before, after) for before in order for after in order if before != after]
    counted = [(before, after, n) for before, after in moves if (n := flow.count(before, after))]
    return charts.Chart(
        id="flow-chart",
        kind="flow",
        title=_("Tier flow"),
        about=_("From {start} to {end}: {up} customers rose, {down} fell.").format(
            start=ends[0], end=ends[1], up=_moved(flow, 1), down=_moved(flow, -1)
        ),
        data={"nodes": _nodes(counted, order), "links": [_link(*move) for move in counted]},
        head=(
            _("{start} → {end}").format(start=ends[0], end=ends[1]),
            *(_word(tier, "after") for tier in order),
            _("All"),
        ),
        rows=tuple(_row(flow, before, order, whose) for before in order),
        height=_height(len(counted)),
        open=True,
    )


def _height(flows: int) -> charts.Height:
    """Return the height of a picture of so many flows: a few of them need no more than a strip."""
    return next((height for most, height in _HEIGHTS if flows <= most), "l")


def _row(flow: Flow, before: str | None, order: list[str | None], whose: figures.Whose) -> tuple[str, ...]:
    counts = [flow.count(before, after) for after in order]
    cells = (
        _cell(flow, before, after, n, whose) if (before, after) != (None, None) else amounts.DASH
        for after, n in zip(order, counts, strict=True)
    )
    return (_word(before, "before"), *cells, amounts.count(sum(counts)))


def _cell(flow: Flow, before: str | None, after: str | None, number: int, whose: figures.Whose) -> str:
    """Return one number of the matrix: who moved is a link, who stayed is a number."""
    if not number or before == after:
        return amounts.count(number)
    return str(_linked(flow, moves.cell(before, after), number, whose))


def _nodes(
    counted: list[tuple[str | None, str | None, int]], order: list[str | None]
) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for side in ("before", "after"):
        place = 0 if side == "before" else 1
        for tier in order:
            total = sum(move[2] for move in counted if move[place] == tier)
            if total:
                word = _word(tier, side)
                found.append(
                    {
                        "name": f"{side}-{tier}",
                        "label": word,
                        "title": f"{word}  {amounts.count(total)}",
                        "colour": _COLOURS.get(tier or "", "c6"),
                        "side": side,
                    }
                )
    return found


def _link(before: str | None, after: str | None, number: int) -> dict[str, object]:
    return {
        "source": f"before-{before}",
        "target": f"after-{after}",
        "value": number,
        "text": f"{_word(before, 'before')} → {_word(after, 'after')}  {amounts.count(number)}",
        "tone": _tone(before, after),
    }
