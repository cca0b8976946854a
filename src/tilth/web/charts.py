"""A chart as a page hands it to the template: its data, and the same as a table for whoever reads no charts.

What each kind takes stands above its function in `frontend/js/charts/kinds.js`: `line`, `bars`, `flow`,
`radar`, `graph`.
"""

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from tilth.web.format import amounts, days
from tilth.web.format.languages import language

Kind = Literal["line", "bars", "flow", "radar", "graph"]
Height = Literal["xs", "s", "m", "l"]
Unit = Literal["money", "count", "share"]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """One chart of a page; include `components/chart.html` with it as `chart`.

    The page's block `scripts` includes `components/charts_script.html`, which no other page loads.
    """

    id: str
    kind: Kind
    title: str
    about: str
    """One sentence for people who hear the page."""
    data: dict[str, object]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The table behind it; the first cell of a row names it."""
    note: str = ""
    """Said under the title: what is counted, as of when."""
    height: Height = "m"
    open: bool = False
    """Whether the table stands open."""

    @property
    def values(self) -> str:
        """The data as the script reads them; no number beyond what the table shows."""
        return json.dumps(self.data, ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, kw_only=True)
class Series:
    """One row of numbers with the texts that say them."""

    name: str
    values: Sequence[float | None]
    """None: nothing is drawn there."""
    texts: Sequence[str]
    colour: str = "c1"
    """A variable of the style sheet without its `--t-`."""
    dashed: bool = False

    def data(self) -> dict[str, object]:
        """Return what the script takes."""
        data: dict[str, object] = {
            "name": self.name,
            "values": list(self.values),
            "texts": list(self.texts),
            "colour": self.colour,
        }
        return {**data, "dashed": True} if self.dashed else data


def series(names: Sequence[str], *rows: Series, unit: Unit, top: float | None = None) -> dict[str, object]:
    """Return the data of `line` and `bars`; `top` is the end of the scale where it is known."""
    data: dict[str, object] = {"names": list(names), "series": [row.data() for row in rows], "unit": unit}
    return data if top is None else {**data, "max": top}


def trend(  # noqa: PLR0913 - keywords that name the parts of one chart
    points: Sequence[tuple[dt.date, Decimal]],
    *,
    today: dt.date,
    id: str,  # noqa: A002 - the attribute's name
    title: str,
    about: str,
    head: tuple[str, str],
    currency: str = "CNY",
) -> Chart:
    """Return a line of amounts over days; the table has the newest day first."""
    reader = language()
    names = [days.plain(day, today=today, language=reader) for day, _ in points]
    texts = [amounts.short(amount, language=reader, currency=currency) for _, amount in points]
    row = Series(name=head[1], values=[float(amount) for _, amount in points], texts=texts)
    return Chart(
        id=id,
        kind="line",
        title=title,
        about=about,
        data=series(names, row, unit="money"),
        head=head,
        rows=tuple(zip(reversed(names), reversed(texts), strict=True)),
    )
