"""What the gallery's components are given: invented, and nobody's; pure."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from django import forms
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tilth.policy.vocabulary import TIERS
from tilth.web import charts, fields, labels
from tilth.web.format import days
from tilth.web.listing.heads import Order
from tilth.web.reasons.chips import Chip

DAY = dt.date(2026, 11, 18)
ICONS = Path(__file__).resolve().parents[1] / "frontend/icons.txt"
PAPERS = ("paper", "sheet", "sunk", "line", "line-2", "ctl", "ink", "ink-2", "ink-3")
HUES = ("brand", "grain", "rust", "plum", "indigo")
SERIES = ("c1", "c2", "c3", "c4", "c5", "c6")
AMOUNTS = tuple(
    Decimal(text) for text in ("0", "8650", "9999", "10000", "764000", "99999499", "100000000", "3526000000")
)
LONG = gettext_lazy(
    "Guli Bahar Abdurehim and Cloud Brook City Wheat and Tea Trading Company, legal representative,"
    " authorised handler and beneficial owner of a small business, who asked for calls only after harvest"
)


@dataclass(frozen=True, kw_only=True)
class Colour:
    """One token: its name and the class that paints it."""

    name: str
    css: str


class SampleForm(forms.Form):
    """Two fields, so that a mistake can be shown beside each."""

    outcome = forms.ChoiceField(
        choices=labels.choices("outcome", ("connected", "no_answer", "busy")),
        error_messages={"required": gettext_lazy("Choose what came of it.")},
    )
    next_step_on = fields.Day()


@dataclass(frozen=True, kw_only=True)
class Page:
    """All that the page shows."""

    papers: tuple[Colour, ...]
    hues: tuple[Colour, ...]
    series: tuple[Colour, ...]
    tiers: tuple[str, ...]
    chips: tuple[Chip, ...]
    amounts: tuple[Decimal, ...]
    orders: tuple[Order | None, ...]
    """Heads: ascending, descending, not in this order, and one that orders nothing."""
    days: tuple[dt.date, ...]
    today: dt.date
    icons: tuple[str, ...]
    long: str | Promise
    form: SampleForm
    fresh: SampleForm
    chart: charts.Chart
    topics: tuple[str, ...]


def _colours(names: tuple[str, ...]) -> tuple[Colour, ...]:
    return tuple(Colour(name=name, css=f"g-{name}") for name in names)


def _chip(tone: str, icon: str, text: str, amount: str) -> Chip:
    return Chip(tone=tone, icon=icon, text=format_html("{} <b>{}</b>", text, amount))


def _chips() -> tuple[Chip, ...]:
    return (
        _chip("due", "calendar-due", _("Time deposit"), days.away(DAY + dt.timedelta(days=8), today=DAY)),
        _chip("life", "cake", _("Birthday"), "11-25"),
        _chip("up", "trending-up", _("Upper band reached"), "+20.4%"),
        _chip("down", "trending-down", _("Lower band reached"), "\u22129.4%"),
        _chip("gap", "puzzle", _("No recent investment"), ""),
        _chip("late", "clock-exclamation", _("Contact overdue"), "5"),
        _chip("ok", "circle-check", _("Connected"), ""),
    )


def _chart() -> charts.Chart:
    points = [(DAY + dt.timedelta(days=day), Decimal(900_000 + day * day * 4_000)) for day in range(-6, 1)]
    title = _("Assets")
    return charts.trend(
        points, today=DAY, id="sample", title=title, about=_("Seven nights."), head=(_("Day"), title)
    )


def page() -> Page:
    """Return the examples in the active language."""
    mistaken = SampleForm({"outcome": "", "next_step_on": "2026-13-01"})
    mistaken.is_valid()
    return Page(
        papers=_colours(PAPERS),
        hues=_colours(HUES),
        series=_colours(SERIES),
        tiers=TIERS,
        chips=_chips(),
        amounts=AMOUNTS,
        orders=(
            *(Order(address="", sorted=one) for one in ("ascending", "descending", "")),
            None,
        ),
        days=tuple(DAY + dt.timedelta(days=ahead) for ahead in (0, 2, 8, 40, 55)),
        today=DAY,
        icons=tuple(ICONS.read_text("utf-8").split()) if ICONS.exists() else (),
        long=LONG,
        form=mistaken,
        fresh=SampleForm(),
        chart=_chart(),
        topics=(_("Health"),),
    )
