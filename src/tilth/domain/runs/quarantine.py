"""Search the single rows that a night set aside; their values are masked before they get here."""

from dataclasses import dataclass

from django.db.models import F, Q, QuerySet

from tilth.data.models import QuarantineRow
from tilth.domain import ordered
from tilth.domain.ordered import TURN

PAGE = 50


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What to look for; an empty field asks for nothing."""

    table: str = ""
    column: str = ""
    code: str = ""
    text: str = ""
    """A number of a row or line, or a part of a masked value."""


@dataclass(frozen=True, kw_only=True)
class Rows:
    """One page of rows, how many there are in all, and the key of the next page, None when there is none."""

    items: tuple[QuarantineRow, ...]
    found: int
    following: int | None


SORTS = {
    "table": "table_name",
    "row": "row_number",
    "column": "column_name",
    "value": "value",
    "reason": "code",
}
"""Heads, and the columns by which rows stand under them."""


def search(*, run: int, asked: Asked, after: int = 0, sort: str = "") -> Rows:
    """Return a page of the rows that fit, in an order, else that of the feed; a night has at most 10,000."""
    fitting = _fitting(run, asked)
    stands = F(SORTS.get(sort.removeprefix(TURN), "pk"))
    page = ordered.page(fitting.annotate(stands=stands), sort, down=False, after=after, most=PAGE)
    following = int(page.following) if page.following else None
    return Rows(items=page.items, found=fitting.count(), following=following)


def _fitting(run: int, asked: Asked) -> QuerySet[QuarantineRow]:
    exact = {"table_name": asked.table, "column_name": asked.column, "code": asked.code}
    rows = QuarantineRow.objects.filter(run=run, **{name: value for name, value in exact.items() if value})
    if not asked.text:
        return rows
    wanted = Q(value__icontains=asked.text)
    if asked.text.isascii() and asked.text.isdigit() and len(asked.text) < 19:
        wanted |= Q(row_number=int(asked.text)) | Q(line_number=int(asked.text))
    return rows.filter(wanted)
