"""Whether this is the customer's main bank: each indicator, and over the nights (MAIN-05)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tilth.domain.points import queries as points
from tilth.domain.tiers import main_bank as judging
from tilth.policy.main_bank import Indicator
from tilth.web import charts, labels
from tilth.web.charts import Chart, Series
from tilth.web.file.reading import Reading
from tilth.web.format import amounts, days
from tilth.web.format.languages import language

LEAST = 2
"""Nights that make a line."""
_COLOURS = {"coverage": "c1", "asset_share": "c2", "activity": "c3"}


@dataclass(frozen=True, kw_only=True)
class MainBank:
    """The section of one customer."""

    answer: bool | None
    """As the night found it; None: one indicator was unknown."""
    indicators: tuple[Indicator, ...]
    hidden: bool
    """The role does not read what the customer told of other banks: the share stands without its value."""
    changed: bool
    """What was told has become another since the night: the next one decides anew."""
    trend: Chart | None
    """None with fewer than two nights of which anything is known."""


def main_bank(of: Reading) -> MainBank:
    """Return what the night found and what it is made of; 3 queries at most."""
    row = of.figures
    found = judging.judged(row, of.written, of.at.playbook)
    same = row.playbook_version == of.at.playbook.version
    return MainBank(
        answer=row.main_bank,
        indicators=found.indicators,
        hidden=not of.reads_details,
        changed=of.reads_details and same and found.result != row.main_bank,
        trend=_trend(of),
    )


def _trend(of: Reading) -> Chart | None:
    found = points.trend(of.at.actor, of.at.generation, of.figures.customer_id)
    values: dict[str, Sequence[float | None]] = {
        "coverage": [one.coverage for one in found],
        "asset_share": [judging.share(one, of.written, of.at.playbook) for one in found],
        "activity": [one.activity for one in found],
    }
    drawn = {code: row for code, row in values.items() if any(one is not None for one in row)}
    if not any(sum(one is not None for one in row) >= LEAST for row in drawn.values()):
        return None
    names = [days.plain(one.business_date, today=of.at.frame.today, language=language()) for one in found]
    rows = [_line(code, row) for code, row in drawn.items()]
    cells = zip(names, *(row.texts for row in rows), strict=True)
    return Chart(
        id="main-bank-trend",
        kind="line",
        title=_("The three indicators over the nights"),
        about=_("Product coverage, share of assets and account activity on each night that is kept."),
        data=charts.series(names, *rows, unit="share", top=1.0),
        head=(_("Night"), *(row.name for row in rows)),
        rows=tuple(reversed(list(cells))),
    )


def _line(code: str, values: Sequence[float | None]) -> Series:
    return Series(
        name=labels.label("main_bank", code),
        values=[None if one is None else round(one, 6) for one in values],
        texts=["" if one is None else amounts.share(one) for one in values],
        colour=_COLOURS[code],
    )
