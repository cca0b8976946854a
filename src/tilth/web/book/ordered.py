"""The managers of a branch in the order of a column, where all of them stand on one page."""

from typing import Any

from tilth.web.book.pages import Page, Row
from tilth.web.listing import heads
from tilth.web.listing.heads import Heads, Key


def _figure(name: str) -> Key[Row]:
    def value(row: Row) -> Any:
        return getattr(row, name).value

    return Key(of=value, down=True)


KEYS = {"manager": heads.spelt(), **{one: _figure(one) for one in ("customers", "waiting", "week")}}
"""What orders the table: the name, and the figures of a manager's row, the most first."""


def by(page: Page, wanted: str) -> tuple[Page, Heads]:
    """Return the page with its managers in an order, and the heads of the columns that order.

    No head orders where the managers take several pages.
    """
    if page.branch is None:
        return page, dict.fromkeys(KEYS)
    return heads.of_page(page, KEYS, wanted, address=heads.beside(branch=page.branch.branch_id))
