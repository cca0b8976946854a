"""Search the single rows that a night set aside; their values are masked before they get here."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from tilth.data.models import QuarantineRow

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


def search(*, run: int, asked: Asked, after: int = 0) -> Rows:
    """Return a page of the rows that fit, in the order of the feed; a night has at most 10,000."""
    fitting = _fitting(run, asked)
    found = list(fitting.filter(pk__gt=after).order_by("pk")[: PAGE + 1])
    page = found[:PAGE]
    return Rows(
        items=tuple(page),
        found=fitting.count(),
        following=page[-1].pk if len(found) > PAGE else None,
    )


def _fitting(run: int, asked: Asked) -> QuerySet[QuarantineRow]:
    exact = {"table_name": asked.table, "column_name": asked.column, "code": asked.code}
    rows = QuarantineRow.objects.filter(run=run, **{name: value for name, value in exact.items() if value})
    if not asked.text:
        return rows
    wanted = Q(value__icontains=asked.text)
    if asked.text.isascii() and asked.text.isdigit() and len(asked.text) < 19:
        wanted |= Q(row_number=int(asked.text)) | Q(line_number=int(asked.text))
    return rows.filter(wanted)
