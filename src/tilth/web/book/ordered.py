"""The managers of a branch in the order of a column, where all of them stand on one page."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING
from urllib.parse import quote

from tilth.domain.customers.order import TURN
from tilth.web.book.pages import Page, Row
from tilth.web.listing.heads import Order, order

if TYPE_CHECKING:
    from tilth.web.figures import Number

COLUMNS = ("customers", "waiting", "week")
"""The figures of a manager's row that order the table, the most first."""


def by(page: Page, wanted: str) -> tuple[Page, Mapping[str, Order | None]]:
    """Return the page with its managers in an order, and the heads of the columns that order.

    No head where the managers take several pages: the largest may stand on another one.
    """
    if page.branch is None or page.following or not page.first:
        return page, dict.fromkeys(COLUMNS)
    branch, code = page.branch.branch_id, wanted.removeprefix(TURN)
    now = wanted if code in COLUMNS else ""
    heads = {
        one: order(one, now=now, down=True, address=lambda sort: f"branch={quote(branch)}&sort={sort}")
        for one in COLUMNS
    }
    if not now:
        return page, heads

    def value(row: Row) -> int | Decimal:
        figure: Number = getattr(row, code)
        return figure.value

    rows = sorted(page.rows, key=value, reverse=not now.startswith(TURN))
    return replace(page, rows=tuple(rows)), heads
