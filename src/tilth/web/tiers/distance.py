"""How far the next tier is in money and days, with a picture of the mean; and what lets the tier fall."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from tilth.domain import bank
from tilth.domain.tiers.distance import Distance, Falling, Leaving, Rising, matures_first
from tilth.kernel.money import CENT
from tilth.policy.playbook import Playbook
from tilth.policy.tier_distance import ONE_DAY, Moves
from tilth.policy.vocabulary import ASSET_CATEGORIES
from tilth.web import charts, labels
from tilth.web.charts import Chart, Series
from tilth.web.file.reading import Reading
from tilth.web.format import amounts, days
from tilth.web.format.languages import language

_FEWEST = 2
"""Days that make a line."""


@dataclass(frozen=True, kw_only=True)
class Distances:
    """The section of one customer."""

    start: dt.date | None
    """From which day on money is taken to lie there; None where nobody can tell how far the tier is."""
    days: int
    """Days behind tonight's mean."""
    window: int
    weights: tuple[tuple[str, Decimal], ...]
    """Categories that do not count in full."""
    rising: Rising | None = None
    falling: Falling | None = None
    leaving: Leaving | None = None
    category: str = ""
    """As what the money comes."""
    chart: Chart | None = None


def distances(of: Reading) -> Distances:
    """Return how far the customer is; 1 query where a mean tiers, and the holdings."""
    found, playbook = of.distance, of.at.playbook
    window, weights = playbook.tiers.window, lesser(playbook)
    if found is None:
        return Distances(start=None, days=0, window=window, weights=weights)
    first = matures_first(of.categories, playbook, found.start)
    leaving = found.leaving(first) if first else None
    return Distances(
        start=found.start,
        days=found.track.days(found.track.night),
        window=window,
        weights=weights,
        rising=found.rising,
        falling=found.falling,
        leaving=leaving,
        category=found.category,
        chart=_chart(found, leaving) if window > 1 else None,
    )


def lesser(playbook: Playbook) -> tuple[tuple[str, Decimal], ...]:
    """Return the categories that count otherwise than in full, with their weights."""
    weights = playbook.tiers.weights
    return tuple((code, weights[code]) for code in ASSET_CATEGORIES if weights[code] != 1)


def _chart(found: Distance, leaving: Leaving | None) -> Chart:
    """Return the mean of the days to come: as things stand, with what is told, and if it leaves again."""
    track, above = found.track, found.rising
    told = above.told if above else None
    last = max(found.start, leaving.what.due_on if leaving and leaving.falls_on else found.start)
    until = last + track.window * ONE_DAY
    shown = [track.night + number * ONE_DAY for number in range((until - track.night).days + 1)]
    comes: Moves = [(found.start, told.counted)] if told else []
    rows = [_line(found, shown, (), _("As things stand"), "ink-3")]
    if told:
        name = _("With {amount}").format(amount=amounts.enough(told.amount, currency=_currency()))
        rows.append(_line(found, shown, comes, name, "c1"))
    if leaving and leaving.falls_on:
        before = comes if leaving.reached else []
        gone = (*before, (leaving.what.due_on, -leaving.counted))
        rows.append(_line(found, shown, gone, _("If it leaves"), "rust", since=leaving.what.due_on))
    floor = above.floor if above else found.row.tier_floor
    code = above.tier if above else found.row.tier
    rows.append(_floor(shown, floor, labels.label("tier", code)))
    return Chart(
        id="distance-chart",
        kind="line",
        title=_("The mean of the days to come"),
        about=_("The mean that tiers, from {first} to {last}, and where the tier begins.").format(
            first=_day(shown[0], found), last=_day(shown[-1], found)
        ),
        data=charts.series([_day(one, found) for one in shown], *rows, unit="money"),
        head=(_("Night"), *(row.name for row in rows)),
        rows=tuple(
            (_day(one, found), *(row.texts[place] or amounts.DASH for row in rows))
            for place, one in enumerate(shown)
            if found.nights(one)
        ),
        height="s",
    )


def _line(  # noqa: PLR0913 - one line of one chart
    found: Distance,
    shown: list[dt.date],
    moves: Moves,
    name: str,
    colour: str,
    *,
    since: dt.date | None = None,
) -> Series:
    means = [None if since and one < since else found.track.mean(one, moves) * CENT for one in shown]
    texts = ["" if mean is None else _short(mean) for mean in means]
    values = [None if mean is None else float(mean) for mean in means]
    return Series(name=name, values=values, texts=texts, colour=colour, dashed=since is not None)


def _floor(shown: list[dt.date], floor: Decimal, name: str) -> Series:
    size = len(shown)
    return Series(
        name=name, values=[float(floor)] * size, texts=[_short(floor)] * size, colour="grain", dashed=True
    )


def _short(amount: Decimal) -> str:
    return amounts.short(amount, language=language(), currency=_currency())


def _day(day: dt.date, found: Distance) -> str:
    return days.plain(day, today=found.start, language=language())


def _currency() -> str:
    return bank.settings_of_bank().base_currency
